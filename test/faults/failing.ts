import { COUNTRIES } from '../../src/countries/registry.ts';
import type { Fault, Seen } from './faults.ts';

/** By country: what fails. */
export type Failing = ReadonlyMap<string, Fault>;

/** What is to be seen of `country`, in its protocol; null: nothing. */
export function seenOf(failing: Failing, country: string): Seen | null {
  const fault = failing.get(country);
  if (fault === undefined) return null;
  const { seen, unless } = fault;
  const protocol = COUNTRIES.get(country)?.protocol.name ?? '';
  return unless !== undefined && protocol.startsWith(unless.protocol) ? unless.seen : seen;
}
