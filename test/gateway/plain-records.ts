/** What a caller is given of the world's records, and in which order: plain loops over the world, sharing no code with src/. */
import type { Marking, World } from '../../mocks/world.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { effectOf, factsFor, type PlainCaller, type PlainFacts } from './plain-rights.ts';

export const RECORDS = {
  arrests: {
    type: 'Arrest',
    reference: 'caseRef',
    gate: 'PERSONAL',
    fields: ['date', 'placeNuts2', 'status', 'ageBand'],
  },
  suspects: {
    type: 'Suspect',
    reference: 'caseRef',
    gate: 'PERSONAL',
    fields: ['dataSubjectCategory', 'identifiedOn', 'placeNuts2', 'ageBand'],
  },
  searches: {
    type: 'Search',
    reference: 'caseRef',
    gate: 'OPERATIONAL',
    fields: ['date', 'placeNuts2', 'warrantBasis'],
  },
  seizures: {
    type: 'Seizure',
    reference: 'exhibitRef',
    gate: 'OPERATIONAL',
    fields: ['deviceType', 'itemCount', 'dataVolumeTb'],
  },
  forensicExams: {
    type: 'ForensicExam',
    reference: 'exhibitRef',
    gate: 'OPERATIONAL',
    fields: ['status', 'deviceType', 'openedOn', 'completedOn'],
  },
} as const;
export type List = keyof typeof RECORDS;
export const LISTS = Object.keys(RECORDS) as readonly List[];

/** A record as the world has it. */
export interface PlainRecord extends Marking {
  readonly handle: string;
  readonly [field: string]: unknown;
}

/** The records that are given, by their marking; null when the list is closed and consent to none of them opens it. */
export function givenTo(
  caller: PlainCaller,
  world: World,
  owner: string,
  list: List,
): readonly PlainRecord[] | null {
  const gates = ['OPERATIONAL', RECORDS[list].gate];
  const records = (world.countries.get(owner)?.[list] ?? []) as unknown as readonly PlainRecord[];
  const given = records.filter((one) =>
    gates.every((gate) => effectOf(caller, owner, gate, factsOf(caller, one)) === 'ALLOW'),
  );
  const isOpen = gates.every((gate) => effectOf(caller, owner, gate) === 'ALLOW');
  return isOpen || given.length > 0 ? given : null;
}

function factsOf({ country, date }: PlainCaller, record: PlainRecord): PlainFacts {
  return factsFor(record, country, date);
}

/** Whether the caller may have the reference of this record. */
function hasReference(caller: PlainCaller, owner: string, record: PlainRecord): boolean {
  return effectOf(caller, owner, 'PERSONAL', factsOf(caller, record)) === 'ALLOW';
}

/** Selection of all that `shownOf` compares. */
export function selectionOf(list: List): string {
  const { reference, fields } = RECORDS[list];
  return `{ ${[reference, ...fields].join(' ')} marking { handling } provenance { country { code } } }`;
}

/** A record as the answer has it. */
export function shownOf(caller: PlainCaller, owner: string, list: List, record: PlainRecord): unknown {
  const { reference, fields } = RECORDS[list];
  return {
    [reference]: hasReference(caller, owner, record) ? record[reference] : null,
    ...Object.fromEntries(fields.map((field) => [field, record[field]])),
    marking: { handling: [record.handling] },
    provenance: { country: { code: owner } },
  };
}

export interface PlainKey {
  readonly field: string;
  readonly isDescending: boolean;
}

/** All that is given of these owners, in order: keys, country, reference where the caller may have it, handle. */
export function inPlainOrder(
  caller: PlainCaller,
  world: World,
  owners: readonly string[],
  list: List,
  keys: readonly PlainKey[],
): readonly { readonly owner: string; readonly record: PlainRecord }[] {
  const all = owners.flatMap((owner) =>
    (givenTo(caller, world, owner, list) ?? []).map((record) => ({
      owner,
      record,
      ranks: keys.map(({ field }) => rankOf(list, field, record[field])),
      tie: String(hasReference(caller, owner, record) ? record[RECORDS[list].reference] : record.handle),
    })),
  );
  all.sort((left, right) => {
    for (const [place, { isDescending }] of keys.entries()) {
      const difference = compare(left.ranks[place] ?? null, right.ranks[place] ?? null);
      if (difference !== 0) return isDescending ? -difference : difference;
    }
    return compare(left.owner, right.owner) || compare(left.tie, right.tie);
  });
  return all.map(({ owner, record }) => ({ owner, record }));
}

/** Enums as the schema writes them. */
const ORDERS: Readonly<Record<string, string>> = {
  'arrests.status': 'IN_CUSTODY RELEASED_UNDER_INVESTIGATION CHARGED RELEASED_NO_ACTION',
  'forensicExams.status': 'PENDING IN_PROGRESS COMPLETED',
  ageBand: 'AGE_18_29 AGE_30_44 AGE_45_59 AGE_60_PLUS',
  dataSubjectCategory: 'SUSPECT CONVICTED POTENTIAL CONTACT_ASSOCIATE INFORMANT WITNESS VICTIM',
  warrantBasis: 'COURT_ORDER PROSECUTOR_ORDER CONSENT URGENCY',
  deviceType: 'COMPUTER STORAGE_MEDIUM MOBILE_DEVICE OTHER',
};

function rankOf(list: List, field: string, value: unknown): string | number | null {
  const order = (ORDERS[`${list}.${field}`] ?? ORDERS[field])?.split(' ');
  return order === undefined || value === null
    ? (value as string | number | null)
    : order.indexOf(String(value));
}

function compare(left: string | number | null, right: string | number | null): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? 1 : -1;
  return left < right ? -1 : 1;
}

/** The data of an answer; throws when the query was not answered. */
export function dataOf<Data>(outcome: QueryOutcome): Data {
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome.data as unknown as Data;
}
