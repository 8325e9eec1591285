const BUSY: ReadonlySet<number> = new Set([502, 503, 504]);

/** Does this status say: not now (RFC 9110, sections 15.6.3 to 15.6.5)? */
export function isBusy(status: number): boolean {
  return BUSY.has(status);
}
