/** Generated callers: every kind of agreement, participants and not, days at the boundaries of the tables. */
import * as fc from 'fast-check';
import { dayAfter } from './day-after.ts';
import { AGREEMENTS, type ProvedCaller } from './rights.ts';

/** Of every kind on 2011-12-16, members more often: there is more to be had. */
const FIXED: readonly (readonly [number, string, string])[] = [
  [6, 'DK', '2011-12-16'],
  [4, 'DE', '2011-12-16'],
  [3, 'FR', '2011-12-16'],
  [2, 'MT', '2011-12-16'],
  [5, 'GR', '2011-12-16'],
  [6, 'NO', '2011-12-16'],
  [6, 'CH', '2011-12-16'],
  [1, 'CH', '2007-06-01'],
  [2, 'PL', '2004-11-01'],
  // A third of the countries hold nothing with Europol yet: they say no to everybody.
  [4, 'DE', '2004-06-01'],
  [4, 'HR', '2011-11-30'],
  [3, 'HR', '2011-12-16'],
  [3, 'IS', '2011-12-16'],
  [2, 'US', '2011-12-16'],
  [3, 'DK', '2017-05-01'],
  [3, 'GB', '2021-01-01'],
  [2, 'NZ', '2024-08-15'],
  [3, 'JP', '2025-12-01'],
  [2, 'RS', '2011-12-16'],
  [1, 'RU', '2022-04-01'],
  [1, 'ZZ', '2011-12-16'],
  [1, 'XO', '2011-12-16'],
  [1, 'XE', '2011-12-16'],
  [1, 'QQ', '2011-12-16'],
];
const BOUNDARIES = AGREEMENTS.flatMap(({ iso2, valid_from, valid_to }) => {
  const days = [
    ...(valid_from ? [valid_from, dayAfter(valid_from, -1)] : []),
    ...(valid_to ? [valid_to, dayAfter(valid_to, 1)] : []),
  ];
  return days.map((date) => [String(iso2), date] as const);
});
const PURPOSES: readonly (readonly [number, string | null])[] = [
  [14, 'OPERATIONAL_ANALYSIS'],
  [5, 'CROSS_CHECK'],
  [3, 'FACILITATE_EXCHANGE'],
  [2, 'STRATEGIC_ANALYSIS'],
  [2, 'COORDINATION_STATISTICS'],
  [1, 'CURIOSITY'],
  [1, null],
];

export function callers(): fc.Arbitrary<ProvedCaller> {
  const who = fc.oneof(
    ...FIXED.map(([weight, country, date]) => ({ weight, arbitrary: fc.constant([country, date] as const) })),
    { weight: 8, arbitrary: fc.constantFrom(...BOUNDARIES) },
  );
  const purpose = fc.oneof(...PURPOSES.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
  return fc.tuple(who, purpose).map(([[country, date], one]) => ({ country, date, purpose: one }));
}
