/**
 * What a `Retry-After` asks to wait (RFC 9110, section 10.2.3), in milliseconds: whole seconds, or a date, which is taken
 * from `now`. 0 without one, for one in the past, and for what is neither.
 */
export function retryAfterMsOf(value: string | undefined, now: number): number {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`; the two obsolete forms are not taken. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
