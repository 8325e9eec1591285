import { checkAnswer } from '../faults/check-answer.ts';
import type { Failing } from '../faults/failing.ts';
import type { AcrossAnswer } from '../faults/fault-queries.ts';
import type { Fault, Seen } from '../faults/faults.ts';
import type { Answered } from '../faults/stage.ts';

/** One answer of a soak: nobody knows what failed while it was made, but what it says of itself must hold. */
export interface Soaked {
  /** Empty: every country's part is right, or coded; and every sum and list fits these parts. */
  readonly faults: readonly string[];
  /** Countries that failed, and the others. */
  readonly coded: number;
  readonly right: number;
}

const SEEN: Readonly<Record<string, Seen>> = {
  TIMEOUT: { code: 'SOURCE_TIMEOUT', statuses: ['TIMEOUT'], cause: 'TIMEOUT' },
  UNAVAILABLE: { code: 'SOURCE_UNAVAILABLE', statuses: ['UNAVAILABLE'], cause: 'UNAVAILABLE' },
  INVALID: { code: 'SOURCE_INVALID', statuses: ['INVALID'], cause: 'INVALID' },
  PARTIAL: { code: 'SOURCE_INVALID', statuses: ['PARTIAL'], cause: 'INVALID' },
};

/** Holds `seen` against `before`, the answer to the same caller and query while nothing failed. */
export function checkSoaked(before: Answered, seen: Answered): Soaked {
  const was = statusesOf(before);
  const failing: [string, Fault][] = [...statusesOf(seen)].flatMap(([country, status]) => {
    const expected = SEEN[status];
    return status === was.get(country) || expected === undefined ? [] : [[country, toFault(expected)]];
  });
  const failed: Failing = new Map(failing);
  const coded = failing.length;
  return { faults: checkAnswer(before, seen, failed), coded, right: was.size - coded };
}

function statusesOf({ data }: Answered): ReadonlyMap<string, string> {
  const { participations } = (data as unknown as AcrossAnswer).operation;
  return new Map(participations.map(({ country, source }) => [country.code, source.status]));
}

function toFault(seen: Seen): Fault {
  return { name: seen.cause, isToxic: false, what: '', seen, isEndless: false, why: '' };
}
