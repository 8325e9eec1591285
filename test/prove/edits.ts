/**
 * Edits of what is closed to a caller: values, records, order, markings, texts of failures, latencies. An edit is only
 * proposed here; whether two worlds are the same for the caller is for the oracle to say.
 */
import * as fc from 'fast-check';
import type { NationalWorld } from '../../mocks/world.ts';
import { TYPES, type WorldRecord } from './expected-sent.ts';
import { type Rights, RULES_OF_FIELDS } from './rights.ts';
import { LISTS, type ListName, type ProvedWorld } from './worlds.ts';

export interface EditPlan {
  readonly kind:
    | 'value'
    | 'add'
    | 'remove'
    | 'reorder'
    | 'marking'
    | 'overview'
    | 'package'
    | 'babble'
    | 'latency';
  readonly country: number;
  readonly list: number;
  readonly place: number;
  readonly salt: number;
}

const KINDS = fc.oneof(
  { weight: 6, arbitrary: fc.constant('value' as const) },
  { weight: 5, arbitrary: fc.constant('add' as const) },
  { weight: 4, arbitrary: fc.constant('remove' as const) },
  { weight: 2, arbitrary: fc.constant('reorder' as const) },
  { weight: 5, arbitrary: fc.constant('marking' as const) },
  { weight: 2, arbitrary: fc.constant('overview' as const) },
  { weight: 2, arbitrary: fc.constant('package' as const) },
  { weight: 3, arbitrary: fc.constant('babble' as const) },
  { weight: 1, arbitrary: fc.constant('latency' as const) },
);

export function editPlans(): fc.Arbitrary<readonly EditPlan[]> {
  const one = fc.record({
    kind: KINDS,
    country: fc.nat(3),
    list: fc.nat(4),
    place: fc.nat(6),
    salt: fc.nat(999),
  });
  return fc.array(one, { minLength: 1, maxLength: 5 });
}

export interface EditedPair {
  readonly left: ProvedWorld;
  readonly right: ProvedWorld;
  /** Systems whose own data differ: what they are asked may tell them what they know. */
  readonly edited: ReadonlySet<string>;
  readonly kinds: readonly EditPlan['kind'][];
}

/**
 * Applies what can be applied; edits that find nothing closed are left out. Of lists and fields those in `asked` are
 * edited, where there are any: an edit of what nobody asks shows nothing.
 */
export function applyEdits(
  rights: Rights,
  plans: readonly EditPlan[],
  asked: ReadonlySet<string>,
): EditedPair {
  const lists = preferred(LISTS, (list) => asked.has(list) || asked.has(SHOWN_AS[list] ?? ''));
  let pair: EditedPair = { left: rights.world, right: rights.world, edited: new Set(), kinds: [] };
  for (const plan of plans) {
    const codes = [...pair.right.countries.keys()].sort();
    const code = codes[plan.country % codes.length] as string;
    const list = lists[plan.list % lists.length] as ListName;
    const edited = editOne(rights, pair, code, { ...plan, list, asked });
    if (edited === null) continue;
    const own = plan.kind === 'package' ? 'XE' : code;
    // What a system that fails is still asked hangs on when its failure is seen.
    const isOwn = plan.kind !== 'latency';
    pair = {
      ...edited,
      edited: new Set([...pair.edited, ...(isOwn ? [own] : [])]),
      kinds: [...pair.kinds, plan.kind],
    };
  }
  return pair;
}

/** The field of a cross-check that shows a record of a list. */
const SHOWN_AS: Partial<Readonly<Record<ListName, string>>> = {
  arrests: 'arrest',
  suspects: 'suspect',
  searches: 'search',
};

/** Those that are wanted; all where none is. */
function preferred<T>(all: readonly T[], isWanted: (one: T) => boolean): readonly T[] {
  const wanted = all.filter(isWanted);
  return wanted.length > 0 ? wanted : all;
}

type AimedEdit = Omit<EditPlan, 'list'> & { readonly list: ListName; readonly asked: ReadonlySet<string> };

function editOne(rights: Rights, pair: EditedPair, code: string, plan: AimedEdit): EditedPair | null {
  const { right, left } = pair;
  const { salt } = plan;
  switch (plan.kind) {
    case 'latency':
      return { ...pair, right: { ...right, latencies: { ...right.latencies, [code]: 1 + (salt % 12) } } };
    case 'babble':
      return {
        ...pair,
        left: { ...left, babbling: { ...left.babbling, [code]: 'none <y>' } },
        right: { ...right, babbling: { ...right.babbling, [code]: `SECRET-${salt} <x>` } },
      };
    case 'package': {
      const place = right.packages.findIndex(
        (one, index) => index >= plan.place % 4 && isHiddenPackage(rights, one),
      );
      const changed = right.packages.map((one, index) =>
        index === place
          ? {
              ...one,
              recipient: 'BR',
              disseminatedOn: `2011-09-1${salt % 9}`,
              handling: ['H3'],
              handlingText: `S${salt}`,
            }
          : one,
      );
      return place < 0 ? null : { ...pair, right: { ...right, packages: changed } };
    }
    case 'overview': {
      const world = right.countries.get(code) as NationalWorld;
      const isMethod = salt % 2 === 0 && rights.closed('Participation.modusOperandi', code) !== null;
      const isVictims = rights.closed('Victims.identifiedCount', code) !== null;
      if (!isMethod && !isVictims) return null;
      const isHit = rights.closed('Victims.hit', code) === null;
      const identified = isHit && world.victims.identified === 0 ? 0 : isHit ? 1 + (salt % 30) : salt % 30;
      const next = isMethod
        ? { ...world, modusOperandi: `Closed ${salt}` }
        : { ...world, victims: { identified, safeguarded: salt % 7 } };
      return withNational(pair, code, next);
    }
    default:
      return editRecords(rights, pair, code, plan);
  }
}

function isHiddenPackage(rights: Rights, one: ProvedWorld['packages'][number]): boolean {
  const marked = {
    handling: one.handling.join('+'),
    addressees: [one.recipient],
    itemConsents: [],
    protected: false,
  };
  return rights.closed('Operation.intelligencePackages', one.provider, marked) !== null;
}

function withNational(pair: EditedPair, code: string, national: NationalWorld): EditedPair {
  const countries = new Map(
    [...pair.right.countries].map(([other, one]) => [other, other === code ? national : one]),
  );
  return { ...pair, right: { ...pair.right, countries } };
}

function editRecords(rights: Rights, pair: EditedPair, code: string, plan: AimedEdit): EditedPair | null {
  const world = pair.right.countries.get(code) as NationalWorld;
  const records = world[plan.list] as unknown as readonly WorldRecord[];
  const edited = editList(rights, code, records, plan);
  return edited === null ? null : withNational(pair, code, { ...world, [plan.list]: edited });
}

function editList(
  rights: Rights,
  code: string,
  records: readonly WorldRecord[],
  edit: AimedEdit,
): readonly WorldRecord[] | null {
  const { kind, place, salt, list } = edit;
  const gate = `${list.charAt(0).toUpperCase()}${list.slice(1)}.records`;
  const isHidden = (record: WorldRecord): boolean => rights.closed(gate, code, record) !== null;
  const hidden = records.flatMap((record, index) => (isHidden(record) ? [index] : []));
  const chosen = hidden[place % Math.max(1, hidden.length)];
  if (kind === 'value') return changeValue(rights, code, records, edit);
  if (kind === 'add') {
    const added = {
      ...(records[place % Math.max(1, records.length)] ?? plain(list, salt)),
      ...name(list, 80 + (salt % 9)),
      ...closedMarking(salt),
    };
    const isTaken = records.some(({ handle }) => handle === added.handle);
    const at = place % (records.length + 1);
    return isTaken || !isHidden(added) ? null : [...records.slice(0, at), added, ...records.slice(at)];
  }
  if (chosen === undefined) return null;
  if (kind === 'remove') return records.filter((_, index) => index !== chosen);
  if (kind === 'reorder') {
    const moved = records[chosen] as WorldRecord;
    const rest = records.filter((_, index) => index !== chosen);
    const at = salt % (rest.length + 1);
    return at === chosen ? null : [...rest.slice(0, at), moved, ...rest.slice(at)];
  }
  const marked = { ...(records[chosen] as WorldRecord), ...closedMarking(salt) };
  return isHidden(marked) ? records.map((record, index) => (index === chosen ? marked : record)) : null;
}

/** Markings that close a record to most; which of them do to this caller is looked at. */
function closedMarking(
  salt: number,
): Pick<WorldRecord, 'handling' | 'addressees' | 'itemConsents' | 'protected'> {
  const handling = ['H3', 'H4', '', 'H1+H3', 'H2', 'H0', 'H2'][salt % 7] as string;
  return { handling, addressees: salt % 3 === 0 ? ['BR'] : [], itemConsents: [], protected: salt % 2 === 0 };
}

function name(list: ListName, place: number): Partial<WorldRecord> & { readonly handle: string } {
  if (list === 'seizures' || list === 'forensicExams')
    return {
      exhibitRef: `EX-AA-11-${String(place + 1).padStart(5, '0')}`,
      handle: `EX-AA-11-${String(place).padStart(5, '0')}_`,
    };
  const number = (LISTS.indexOf(list) + 1) * 100 + place;
  const ref = `CASE-11-BE-${String(number).padStart(5, '0')}`;
  return { caseRef: `${ref}-R`, handle: ref };
}

function plain(list: ListName, salt: number): WorldRecord {
  const common = {
    sourceEvaluation: 'A',
    informationEvaluation: '1',
    synthetic: true,
    placeNuts2: 'XX11',
    offence: 'none',
    ageBand: null,
  };
  const values: Readonly<Record<ListName, object>> = {
    arrests: { date: '2011-11-11', status: 'CHARGED' },
    suspects: { dataSubjectCategory: 'POTENTIAL', identifiedOn: '2011-11-11' },
    searches: { date: '2011-11-11', warrantBasis: 'URGENCY' },
    seizures: { deviceType: 'OTHER', itemCount: salt % 9, dataVolumeTb: 0.5 },
    forensicExams: { status: 'PENDING', deviceType: 'OTHER', openedOn: '2011-11-11', completedOn: null },
  };
  return { ...common, ...values[list] } as unknown as WorldRecord;
}

const OTHER_VALUES: Readonly<Record<string, (salt: number) => unknown>> = {
  date: (salt) => `2011-10-${String(1 + (salt % 28)).padStart(2, '0')}`,
  identifiedOn: (salt) => `2011-09-${String(1 + (salt % 28)).padStart(2, '0')}`,
  placeNuts2: (salt) => `ZZ${10 + (salt % 80)}`,
  caseRef: (salt) => `CASE-11-BE-009${String(salt % 99).padStart(2, '0')}-R`,
  dataSubjectCategory: (salt) => (salt % 2 === 0 ? 'CONVICTED' : 'POTENTIAL'),
  warrantBasis: (salt) => (salt % 2 === 0 ? 'URGENCY' : 'CONSENT'),
  deviceType: (salt) => (salt % 2 === 0 ? 'OTHER' : 'COMPUTER'),
  itemCount: (salt) => 100 + salt,
  dataVolumeTb: (salt) => 50 + salt / 10,
  status: () => null,
  exhibitRef: () => null,
};

/** Another value in a field that is closed on one record: the record's own, or every field of one that is hidden. */
function changeValue(
  rights: Rights,
  code: string,
  records: readonly WorldRecord[],
  { list, place, salt, asked }: AimedEdit,
): readonly WorldRecord[] | null {
  const index = place % Math.max(1, records.length);
  const record = records[index];
  if (record === undefined) return null;
  const fields = Object.keys(OTHER_VALUES).filter(
    (field) =>
      RULES_OF_FIELDS.has(`${TYPES[list]}.${field}`) &&
      OTHER_VALUES[field]?.(salt) !== null &&
      rights.closed(`${TYPES[list]}.${field}`, code, record) !== null,
  );
  const wanted = preferred(fields, (one) => asked.has(one));
  const field = wanted[salt % Math.max(1, wanted.length)];
  if (field === undefined) return null;
  const value = OTHER_VALUES[field]?.(salt);
  if (field === 'caseRef' && ['DK', 'FR', 'IT', 'FI', 'CH', 'DE'].includes(code)) return null;
  return records.map((one, at) => (at === index ? { ...one, [field]: value } : one));
}
