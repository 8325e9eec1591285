/** THE list of workloads: what is asked, of which world, by whom, and of which subjects it can be asked. */
import { coldSpec } from './cold-spec.ts';
import type { NationalOrder } from './national/side.ts';
import { boardSpec, growthSpec, pageSpec, type QuerySpec, type Style, totalsSpec } from './query-spec.ts';
import type { SubjectName } from './subjects.ts';

export interface Workload {
  readonly name: string;
  /** Workloads of one group are measured in turns: their difference is what they are about. */
  readonly group: string;
  readonly what: string;
  readonly national: NationalOrder;
  readonly ledger: boolean;
  /** Countries of those who ask; the connections are shared out among them. */
  readonly viewers: readonly string[];
  readonly connections: number;
  /** Do connections ask by the same text? False: each by its own, so that no two can be joined in flight. */
  readonly isJoined: boolean;
  readonly specOf: (style: Style, isHandWritten: boolean) => QuerySpec;
  /** Another query each time, so many of them before the first comes again. */
  readonly cold: number | null;
  readonly subjects: 'all' | readonly SubjectName[];
}

const ICARUS: NationalOrder = { world: 'icarus', policy: 'usual', mixed: false, latencyMs: {} };
/** All members: of others `given-records.ts` knows too little. */
const TEN = ['AT', 'BE', 'DE', 'DK', 'ES', 'FI', 'FR', 'IT', 'NL', 'SE'];
/** Of `cold`. */
export const NEVER_AGAIN = Number.MAX_SAFE_INTEGER;

const USUAL = {
  national: ICARUS,
  ledger: true,
  viewers: ['DE'],
  connections: 8,
  isJoined: false,
  specOf: () => boardSpec(),
  cold: null,
  subjects: 'all',
} as const satisfies Omit<Workload, 'name' | 'group' | 'what'>;

const alone = (name: string, what: string, other: Partial<Workload>): Workload => ({
  ...USUAL,
  name,
  group: name,
  what,
  ...other,
});

export const WORKLOADS: readonly Workload[] = [
  alone('board', 'the Icarus board: 26 countries, 358 records, Interpol', {}),
  alone('totals', 'five totals across 26 countries', {
    specOf: (style, isHandWritten) => totalsSpec(isHandWritten ? 'concordat' : style),
  }),
  alone("one country's page", '500 records of one country', {
    national: { ...ICARUS, world: 'copies 500' },
    specOf: pageSpec,
  }),
  ...[
    ['cold queries', 'never seen before: 50 fields of one country', NEVER_AGAIN, 'all'] as const,
    ['cold queries, seen', 'twenty of these over and over', 20, ['concordat'] as const] as const,
  ].map(
    ([name, what, cold, subjects]): Workload => ({
      ...USUAL,
      name,
      group: 'cold queries',
      what,
      specOf: () => coldSpec(1),
      cold,
      subjects: subjects === 'all' ? 'all' : subjects,
    }),
  ),
  ...[10, 100, 1000].map((records) =>
    alone(`growth ${records}`, `${records} records of each of eight countries`, {
      national: { ...ICARUS, world: `copies ${records / 2}` },
      specOf: () => growthSpec(records),
    }),
  ),
  alone('50 same viewers', 'the board, 50 of one class at once', { connections: 50, isJoined: true }),
  alone('50 viewers of 10 classes', 'the board, 5 of each of ten countries at once', {
    connections: 50,
    isJoined: true,
    viewers: TEN,
    subjects: ['concordat', 'hand-written'],
  }),
  {
    ...USUAL,
    name: 'rules off',
    group: 'rules',
    what: 'the board without Interpol, every category open and no record marked',
    national: { ...ICARUS, world: 'open', policy: 'open' },
    specOf: () => boardSpec(false),
    subjects: ['concordat'],
  },
  {
    ...USUAL,
    name: 'rules on',
    group: 'rules',
    what: 'the same records by the usual class',
    specOf: () => boardSpec(false),
    subjects: ['concordat'],
  },
  ...[false, true].map(
    (ledger): Workload => ({
      ...USUAL,
      name: `ledger ${ledger ? 'on' : 'off'}`,
      group: 'ledger',
      what: ledger ? 'the board, evidence on disk' : 'the board, no evidence kept',
      ledger,
      subjects: ['concordat'],
    }),
  ),
  alone('slow countries', 'the board, 50 ms for each answer, 1 s for one; 30 at once', {
    national: { ...ICARUS, latencyMs: { '*': 50, FR: 1_000, XE: 0, XO: 0 } },
    connections: 30,
  }),
  alone('true mix of protocols', 'the board, each country in its own protocol', {
    national: { ...ICARUS, mixed: true },
    subjects: ['concordat'],
  }),
];

/** Those that `asked` names, by name or by group; all of them where nothing is named. */
export function workloadsNamed(asked: readonly string[]): readonly Workload[] {
  return WORKLOADS.filter(
    ({ name, group }) =>
      asked.length === 0 || asked.some((one) => one === name || one === group || name.startsWith(`${one} `)),
  );
}
