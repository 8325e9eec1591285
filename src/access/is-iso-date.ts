const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * True for a calendar day that exists, written `yyyy-MM-dd` in ASCII digits: the only form of a date inside the gateway.
 *
 * `text` may be anything. Days of this form compare as strings in the order of time.
 */
export function isIsoDate(text: string): boolean {
  if (!SHAPE.test(text)) {
    return false;
  }
  const midnight = new Date(`${text}T00:00:00Z`);
  // A day such as 02-30 is no error to Date, it becomes 03-02: so compare what came out with what went in.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}
