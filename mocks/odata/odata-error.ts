/** A refusal of a mock OData server: status, and the code and words of its JSON error object. */
export class ODataError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ODataError';
    this.status = status;
    this.code = code;
  }
}

/** 400 for what the URL says. */
export function badRequest(message: string): ODataError {
  return new ODataError(400, 'BadRequest', message);
}
