import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';

/** The participations of one operation, as far as Europol's answer can be read. */
export interface Participations {
  /** Each names one country, by its code and by its id; no country stands there twice. */
  readonly whole: readonly Participation[];
  /** How many entries could not be read and were left out. */
  readonly dropped: number;
}

export interface Participation {
  /** `icarus.DK` */
  readonly id: string;
  readonly country: CountryCode;
  /** As it came: whoever shows it checks it. */
  readonly role: unknown;
}

/**
 * Reads what Europol sent as the participations of `operation`; nothing of it has been checked before. Never throws: an
 * entry that does not fit is left out and counted, what is no list counts as one, and null is an empty list.
 *
 * An entry fits when its code can be a country's and its id names that country: countries are asked by the id and shown
 * by the code, so an id of another country would answer under a wrong name. Of a country named twice the last entry
 * stands. Europol and Interpol are in every operation for the rules and are no participation.
 */
export function readParticipations(operation: string, value: unknown): Participations {
  if (!Array.isArray(value)) return { whole: [], dropped: (value ?? null) === null ? 0 : 1 };
  const whole = new Map<CountryCode, Participation>();
  for (const entry of value as readonly (Partial<Participation> | null)[]) {
    const code: unknown = entry?.country;
    if (!isCountry(code) || entry?.id !== `${operation}.${code}`) continue;
    whole.set(code, { id: entry.id, country: code, role: entry.role ?? null });
  }
  return { whole: [...whole.values()], dropped: value.length - whole.size };
}

function isCountry(code: unknown): code is CountryCode {
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) && code !== EUROPOL && code !== INTERPOL;
}
