import { type CountryCode, EFFECTS, EUROPOL, INTERPOL, type IsoDate } from '../terms.ts';
import { effectsOf } from './effects-of.ts';
import type { AskedGate, GatedCoordinate, Way } from './gated-coordinates.ts';
import { type Policy, standingConsentOf } from './policy.ts';
import { BY_CLASS, RECORD_CASES, type RecordCase, requestCasesOf } from './question-space.ts';
import { throughWays } from './through-ways.ts';

/** What a requester gets of a place in the schema: at best, and whether the marking of a record can still close it. */
export const GIVEN = ['open', 'on the marking', 'hit only', 'consent required', 'closed'] as const;
export type Given = (typeof GIVEN)[number];

/** A consent of the owner, as far as a matrix tells them apart. */
export interface ConsentCase {
  readonly title: string;
  /** Null: as the tables have it, of whoever decides. */
  readonly standing: 'none' | 'general' | null;
  readonly item: boolean;
}

/** Who asks whom, under this title: the kind a requester holds, or the owner. */
export interface ColumnCase {
  readonly title: string;
  readonly requester: CountryCode;
  readonly owner: CountryCode;
  readonly consents: readonly ConsentCase[];
}

export interface MatrixRow {
  readonly coordinate: string;
  /** Its category and owner, as the schema has them. */
  readonly says: string;
  /** By column, then by consent. */
  readonly given: readonly (readonly Given[])[];
}

/** What is given of each place in the schema. Columns that are equal in every row are one, with several titles. */
export interface AccessMatrix {
  readonly consents: readonly string[];
  readonly columns: readonly (readonly string[])[];
  readonly rows: readonly MatrixRow[];
}

/** What decides: the tables, on a day, in an operation of a crime area. */
export interface MatrixGround {
  readonly policy: Policy;
  readonly date: IsoDate;
  readonly crimeArea: string | null;
}

/**
 * Decides every place for every column by the rules: the requester takes part in the operation, for whatever purpose gives
 * it most. A place in `ofRecords` is decided for all markings and addressees, every other one by class facts, where an item
 * consent is none; what reads a field by class facts and item consent.
 */
export function accessMatrix(
  ground: MatrixGround,
  places: readonly GatedCoordinate[],
  ofRecords: ReadonlySet<string>,
  columns: readonly ColumnCase[],
): AccessMatrix {
  const cellsOf = columns.map((column) => cellsIn(ground, column));
  const decided = new Map<string, readonly (readonly Given[])[]>();
  const rows = places.map(({ coordinate, category, says, ways }) => {
    const hangsOn = category === null ? 'consent' : ofRecords.has(coordinate) ? 'record' : 'class';
    const key = JSON.stringify([hangsOn, ways]);
    const given = decided.get(key) ?? cellsOf.map((cells) => cells(ways, hangsOn));
    decided.set(key, given);
    return { coordinate, says, given };
  });
  const alike = [
    ...Map.groupBy(columns.keys(), (index) => JSON.stringify(rows.map((row) => row.given[index]))).values(),
  ];
  return {
    consents: columns[0]?.consents.map(({ title }) => title) ?? [],
    columns: alike.map((group) => group.map((index) => columns[index]?.title ?? '')),
    rows: rows.map((row) => ({ ...row, given: alike.map(([index = 0]) => row.given[index] ?? []) })),
  };
}

/** What decides on a place: the facts of each record, class facts alone, or class facts and item consent (`checkRights`). */
type HangsOn = 'record' | 'class' | 'consent';

function cellsIn(
  { policy, date, crimeArea }: MatrixGround,
  { requester, owner, consents }: ColumnCase,
): (ways: readonly Way[], hangsOn: HangsOn) => readonly Given[] {
  const requests = requestCasesOf(policy.purposes.keys()).filter(({ participant }) => participant);
  const deciders = { COUNTRY: owner, GATEWAY: owner, EUROPOL, INTERPOL };
  const known = new Map<string, Uint8Array>();
  const effectsBehind = (
    { category, owner: kind }: AskedGate,
    standing: ConsentCase['standing'],
  ): Uint8Array => {
    const key = `${category} ${kind} ${standing}`;
    const decider = deciders[kind];
    const held = standing ?? standingConsentOf(policy, decider, requester, date);
    const pair = { requester, owner: decider, date, crimeArea, standing: held };
    const effects = known.get(key) ?? effectsOf(policy, pair, category, requests);
    known.set(key, effects);
    return effects;
  };
  return (ways, hangsOn) =>
    consents.map(({ standing, item }) => {
      const effects = throughWays(ways, requests.length * RECORD_CASES.length, (gate) =>
        effectsBehind(gate, standing),
      );
      const decisive = [...RECORD_CASES.keys()].filter((index) => isDecisive(index, hangsOn, item));
      return toGiven(decisive.map((index) => widestOf(effects, index)));
    });
}

/** Does a combination of record facts count for what hangs on these, under an item consent or without? */
function isDecisive(index: number, hangsOn: HangsOn, item: boolean): boolean {
  const { handling, addressee, itemConsent } = RECORD_CASES[index] as RecordCase;
  if (hangsOn === 'class') return index === BY_CLASS;
  return itemConsent === item && (hangsOn === 'record' || (handling === 'H0' && !addressee));
}

/** The widest effect over all requests, for one record case. */
function widestOf(effects: Uint8Array, record: number): number {
  return effects.reduce(
    (widest, effect, index) => (index % RECORD_CASES.length === record ? Math.max(widest, effect) : widest),
    0,
  );
}

const [OPEN, HIT, CONSENT] = [
  EFFECTS.indexOf('ALLOW_SUPPRESSED'),
  EFFECTS.indexOf('HIT_NO_HIT'),
  EFFECTS.indexOf('CONSENT_REQUIRED'),
];

function toGiven(effects: readonly number[]): Given {
  const widest = Math.max(...effects);
  if (widest >= OPEN) return effects.every((effect) => effect >= OPEN) ? 'open' : 'on the marking';
  if (widest >= HIT) return 'hit only';
  return widest >= CONSENT ? 'consent required' : 'closed';
}
