/**
 * The one table of codes. Branch on the code, never on the text. Imports nothing.
 *
 * `status` is the HTTP status of an answer that consists of this error alone; 200 stands beside data.
 * `sentence` is public: it holds no value, no name of a field and nothing a caller may not know.
 */
export const ERROR_CODES = {
  ACCESS_DENIED: { status: 200, sentence: 'the rules do not open this field to you' },
  CONSENT_REQUIRED: { status: 200, sentence: 'the owner of this data can open it to you: ask its contact' },
  HIT_ONLY: { status: 200, sentence: 'only hit or no hit is open to you here' },
  SOURCE_TIMEOUT: { status: 200, sentence: 'a national system did not answer in time' },
  SOURCE_UNAVAILABLE: { status: 200, sentence: 'a national system could not be reached' },
  SOURCE_INVALID: { status: 200, sentence: 'a national system gave an answer that does not fit' },
  SUPPRESSED: { status: 200, sentence: 'this figure is held back' },
  STATISTICS_NOT_RELEASABLE: {
    status: 200,
    sentence: 'no protected table has been released for this figure',
  },
  ACCESS_DATE_FIXED: {
    status: 200,
    sentence: 'this gateway reads agreements as of a fixed day: it answers for synthetic operations only',
  },
  FILTER_NOT_PERMITTED: { status: 403, sentence: 'the query reads a field that you may not filter by' },
  BAD_USER_INPUT: { status: 400, sentence: 'the query cannot be answered as it is asked' },
  CURSOR_INVALID: { status: 400, sentence: 'this cursor does not belong to this query' },
  QUERY_TOO_COSTLY: { status: 400, sentence: 'the query asks for too much at once' },
  JUSTIFICATION_INVALID: {
    status: 400,
    sentence: 'the justification has 1 to 500 characters, none of them a control character',
  },
  UNAUTHENTICATED: { status: 401, sentence: 'a valid token is needed' },
  EVIDENCE_LOG_UNAVAILABLE: {
    status: 503,
    sentence: 'the evidence log cannot be written or read: nothing above PUBLIC is given',
  },
  INTERNAL: { status: 500, sentence: 'the gateway failed: give the id to its operator' },
  // Below: never in an answer. The first has nobody to answer to (in the evidence only); the others
  // stop a program before it serves.
  CALLER_GONE: { status: 499, sentence: 'the caller has hung up' },
  CONFIGURATION_INVALID: { status: 500, sentence: 'the configuration is wrong' },
  POLICY_INVALID: { status: 500, sentence: 'a table of agreements is wrong' },
  SCHEMA_INVALID: { status: 500, sentence: 'the schema is wrong' },
  EVIDENCE_INVALID: {
    status: 500,
    sentence: 'a proof, a head or an entry is not as the evidence log gave it out',
  },
} as const satisfies Record<string, { readonly status: number; readonly sentence: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Facts of a failure, for the log and the operator. Never sent to a caller as they are. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A failure with a code of the table. `message` is for operators; a caller gets the table's sentence. */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GatewayError';
    this.code = code;
    this.facts = facts;
  }
}
