import { faultsOf } from '../access/read-each.ts';
import { GatewayError } from '../errors.ts';
import { toViolation } from './to-violation.ts';
import type { Violation } from './violation.ts';

/** What was read, or null and why not. */
export interface Attempt<Value> {
  readonly value: Value | null;
  readonly violations: readonly Violation[];
}

/** What `read` gives; what it refuses is a violation for each fault. An error that is none of ours is thrown on. */
export function attempt<Value>(read: () => Value): Attempt<Value> {
  try {
    return { value: read(), violations: [] };
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    return { value: null, violations: faultsOf(cause).map(toFileViolation) };
  }
}

/** Of `file row 3: what: remedy`. It belongs to the country that the row names and the table of agreements lacks, if any. */
function toFileViolation({ message, facts }: GatewayError): Violation {
  const { file, row, country } = facts;
  const place = row === undefined ? String(file) : `${file} row ${row}`;
  const sentence = message.startsWith(`${place}: `) ? message.slice(place.length + 2) : message;
  const code = typeof country === 'string' && /^[A-Z]{2}$/.test(country) ? country : '-';
  return { ...toViolation(code, sentence, { place, remedy: 'put it right' }), place };
}
