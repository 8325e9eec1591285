import type { IsoDate } from '../terms.ts';
import { dayBeside, FIRST_DAY } from './day-beside.ts';
import type { Interval, Policy } from './policy.ts';

/** Days, both included; null where there is no first or last one. */
export interface Period {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/**
 * All time, cut at every day on which an agreement, scope or consent of one of `policies` begins, or has ended the day
 * before: within a period no table says anything else from one day to the next. In order, without a gap.
 */
export function periodsOf(policies: readonly Policy[]): readonly Period[] {
  const starts = [...new Set(policies.flatMap(startsOf))].sort();
  const days: readonly (IsoDate | null)[] = [null, ...starts];
  return days.map((from, index) => {
    const next = days[index + 1];
    return { from, to: next === undefined || next === null ? null : dayBeside(next, -1) };
  });
}

/** A day of the period: any is as good as another. */
export function dayOf({ from, to }: Period): IsoDate {
  return from ?? to ?? '2000-01-01';
}

function startsOf(policy: Policy): readonly IsoDate[] {
  const intervals: Interval[] = [
    ...[...policy.agreements.values()].flat(),
    ...[...policy.consents.values()].flatMap((towards) => [...towards.values()].flat()),
  ];
  const scopes = [...policy.scopes.values()].flat().map((scope) => scope.validFrom);
  const ended = intervals.flatMap(({ validTo }) => (validTo === null ? [] : [dayBeside(validTo, 1)]));
  const starts = [...intervals.map((interval) => interval.validFrom), ...scopes, ...ended];
  return starts.filter((day): day is IsoDate => day !== null && day > FIRST_DAY);
}
