/**
 * "Fetch all, filter after": the client's query, executed by graphql-js over the whole world in memory; each leaf, list
 * entry and error is judged by the decision alone. No cache, no batching, no optimisation.
 */
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  getNamedType,
  isEnumType,
  isObjectType,
  Kind,
} from 'graphql';
import { makeOperation } from '../../mocks/europol/europol.ts';
import { NOTICES } from '../../mocks/interpol/interpol.ts';
import { makeIndex, pairOf } from '../../mocks/interpol/make-index.ts';
import { type ExpectedSent, LOOKED_UP, listNameOf, type WorldRecord } from './expected-sent.ts';
import { type Args, close, coordinateOf, type Info, mainOf, pathOf } from './oracle-causes.ts';
import { breakdownOf, ofBreakdown, ofBreakdownCell, publishedOf } from './oracle-figures.ts';
import type { Hit, OracleContext, RecordView } from './oracle-views.ts';
import { SCHEMA } from './queries.ts';
import { fits, inOrder, isOfOwner } from './record-arguments.ts';
import {
  AGREEMENTS,
  agreementOn,
  type Cause,
  type Marked,
  type Rights,
  reaches,
  ruleOf,
  sourceCause,
} from './rights.ts';
import { NO_WALKS, type OracleWalk, type OracleWalks } from './walks.ts';
import { LISTS, type ListName, PROFILES } from './worlds.ts';

/** One null of the answer, or one list that is given without what its owner could release. */
export interface Explained {
  readonly path: readonly (string | number)[];
  readonly coordinate: string;
  readonly cause: Cause;
}

export interface Obliged {
  readonly path: readonly (string | number)[];
  readonly country: string;
  /** Its reference, which may be named; and whether it is shown at this place. */
  readonly reference: string | null;
}

/** What an owner closes, and must find in the evidence. */
export interface Denied {
  readonly owner: string;
  readonly coordinate: string;
  readonly reason: string | null;
}

export interface OracleAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly closed: readonly Explained[];
  readonly withheld: readonly Explained[];
  readonly obliged: readonly Obliged[];
  readonly given: ReadonlyMap<string, ReadonlySet<string>>;
  readonly denied: readonly Denied[];
  /** Countries of which a published figure is asked that may be, and whose exact counts are closed. */
  readonly counted: ReadonlySet<string>;
  readonly walked: ReadonlyMap<string, OracleWalk>;
}

export async function askOracle(
  rights: Rights,
  sent: ExpectedSent,
  asked: {
    readonly document: DocumentNode;
    readonly operationName: string | null;
    readonly variables: Readonly<Record<string, unknown>>;
  },
  arrived: Date,
  walks: OracleWalks = NO_WALKS,
): Promise<OracleAnswer> {
  const context: OracleContext = {
    rights,
    sent,
    arrived,
    walks,
    walked: new Map(),
    hub: makeOperation(rights.world) as never,
    index: makeIndex(rights.world),
    closed: [],
    withheld: [],
    obliged: [],
    given: new Map(),
    denied: [],
    counted: new Set(),
  };
  const { data, errors } = await execute({
    schema: SCHEMA,
    document: asked.document,
    operationName: asked.operationName,
    variableValues: asked.variables,
    contextValue: context,
    fieldResolver: resolve,
  });
  const [error] = errors ?? [];
  if (error !== undefined)
    throw new Error(`the oracle failed: ${error.message} at ${error.path?.join('.')}`, { cause: error });
  return {
    data: data as Record<string, unknown>,
    closed: context.closed,
    withheld: context.withheld,
    obliged: context.obliged,
    given: context.given,
    denied: context.denied,
    counted: context.counted,
    walked: context.walked,
  };
}

type Types = Readonly<
  Record<string, (source: never, args: Args, context: OracleContext, info: Info) => unknown>
>;

interface ListView {
  readonly list: ListName;
  readonly owners: readonly string[];
  readonly isAcross: boolean;
}
interface CheckView {
  readonly country: string;
  readonly caseRef: string;
}

const resolve: GraphQLFieldResolver<unknown, OracleContext> = (source, args, context, info) => {
  const ofType = TYPES_OF[info.parentType.name];
  if (ofType !== undefined) return ofType(source as never, args, context, info);
  if (info.parentType.name in RECORDS) return ofRecord(source as RecordView, context, info);
  if (info.parentType.name.endsWith('Edge')) return ofEdge(source as RecordView, context, info);
  if (info.parentType.name.endsWith('Connection')) {
    const value = (source as Record<string, unknown>)[info.fieldName];
    return typeof value === 'function' ? value(args, context, info) : value;
  }
  if (LISTS.some((list) => list.toLowerCase() === info.parentType.name.toLowerCase()))
    return ofList(source as ListView, args, context, info);
  return (source as Record<string, unknown>)[info.fieldName] ?? null;
};

const RECORDS: Readonly<Record<string, ListName>> = {
  Arrest: 'arrests',
  Suspect: 'suspects',
  Search: 'searches',
  Seizure: 'seizures',
  ForensicExam: 'forensicExams',
};

const TYPES_OF: Types = {
  Query: ofQuery,
  Country: ofCountryCode,
  Viewer: ofViewer,
  Operation: ofOperation,
  OperationEdge: (hub, _, __, info) => (info.fieldName === 'cursor' ? CURSOR : hub),
  Participation: ofParticipation,
  Victims: ofVictims,
  Count: ofCount,
  Breakdown: ofBreakdown,
  BreakdownCell: ofBreakdownCell,
  CrossCheck: ofCheck,
  IntelligencePackage: ofPackage,
};

function ofQuery(_: never, args: Args, context: OracleContext, info: Info): unknown {
  const { rights, hub } = context;
  switch (info.fieldName) {
    case 'operation':
      return args.id === 'icarus' ? hub : null;
    case 'operations':
      return operations(context, hub, args, info);
    case 'country':
      return AGREEMENTS.some(({ iso2 }) => iso2 === args.code) ? args.code : null;
    case 'countries':
      return [...new Set(AGREEMENTS.map(({ iso2 }) => iso2))].sort();
    default:
      return rights.caller;
  }
}

/** One operation is published. */
function operations(context: OracleContext, hub: unknown, args: Args, info: Info): unknown {
  const before = context.walks.has(String(args.after)) ? 1 : 0;
  const nodes = before === 0 ? [hub] : [];
  noteWalk(context, info, { last: null, missing: new Map() });
  const cursor = nodes.length > 0 ? CURSOR : null;
  return {
    nodes,
    edges: nodes,
    totalCount: 1,
    completeness: { answered: 1, of: 1, missing: [] },
    pageInfo: {
      hasNextPage: false,
      hasPreviousPage: before > 0,
      startCursor: cursor,
      endCursor: cursor,
    },
  };
}

/** How far the walk over this list has come, if it is walked. */
function noteWalk({ walked }: OracleContext, info: Info, walk: OracleWalk): void {
  for (const { arguments: given = [] } of info.fieldNodes) {
    const value = given.find(({ name }) => name.value === 'after')?.value;
    if (value?.kind === Kind.VARIABLE) walked.set(value.name.value, walk);
  }
}

function ofCountryCode(code: string, _: Args, { rights }: OracleContext, info: Info): unknown {
  if (info.fieldName === 'code') return code;
  if (info.fieldName === 'name') return AGREEMENTS.find(({ iso2 }) => iso2 === code)?.name ?? code;
  return toAgreement(code, rights.caller.date);
}

function toAgreement(code: string, date: string): unknown {
  const row = agreementOn(code, date);
  if (row === null) return { kind: 'NONE', validFrom: null, validTo: null, legalBasis: null };
  return {
    kind: row.kind,
    validFrom: row.valid_from,
    validTo: row.valid_to || null,
    legalBasis: row.legal_basis,
  };
}

const PURPOSES = [
  'COORDINATION_STATISTICS',
  'STRATEGIC_ANALYSIS',
  'CROSS_CHECK',
  'OPERATIONAL_ANALYSIS',
  'FACILITATE_EXCHANGE',
];

function ofViewer(caller: Rights['caller'], _: Args, __: OracleContext, info: Info): unknown {
  switch (info.fieldName) {
    case 'country':
      return caller.country;
    case 'role':
      return (caller.role ?? 'analyst').toUpperCase();
    case 'purpose':
      return caller.purpose !== null && PURPOSES.includes(caller.purpose) ? caller.purpose : null;
    default:
      return caller.date;
  }
}

function ofOperation(hub: Record<string, unknown>, args: Args, context: OracleContext, info: Info): unknown {
  const { rights } = context;
  const name = info.fieldName;
  if (name === 'id') return hub.id;
  if (name === 'crossCheck') return args.refs;
  if (name === 'intelligencePackages') return packages(context, args, info);
  const cause = rights.closed(coordinateOf(info), 'XE');
  if (cause !== null) return close(context, info, cause);
  const owners = [...rights.world.countries.keys()].sort();
  if (name === 'breakdown') return breakdownOf(context, info, args);
  if (name === 'notices') return NOTICES;
  if (name === 'participations') return owners;
  if (name === 'participation') return owners.includes(String(args.country)) ? args.country : null;
  if ((LISTS as readonly string[]).includes(name)) return { list: name, owners, isAcross: true };
  const value = hub[name] ?? null;
  if (name === 'leadCountry') return AGREEMENTS.some(({ iso2 }) => iso2 === value) ? value : null;
  if (name === 'crimeArea' && !enumHas(info, value))
    return close(context, info, sourceCause('SOURCE_INVALID', 'XE'));
  return value;
}

function enumHas(info: Info, value: unknown): boolean {
  const type = getNamedType(info.returnType);
  return isEnumType(type) && type.getValues().some(({ name }) => name === value);
}

function packages(context: OracleContext, args: Args, info: Info): unknown {
  const { rights } = context;
  const coordinate = coordinateOf(info);
  const owners = [...rights.world.countries.keys()].sort();
  const causes = owners.map((owner) => rights.closed(coordinate, owner));
  const kept: RecordView[] = [];
  const withheld = new Map<string, Cause>();
  for (const owner of owners.filter((_, place) => causes[place] === null)) {
    for (const one of rights.world.packages.filter(({ provider }) => provider === owner)) {
      const record = markedOf(one);
      const cause = rights.closed(coordinate, owner, record);
      if (cause === null) kept.push({ owner, list: null, record: record as never, value: one as never });
      else if (cause.reason === 'H2_NOT_AN_ADDRESSEE') withheld.set(owner, cause);
    }
  }
  if (causes.every((cause) => cause !== null)) {
    const main = mainOf(causes as Cause[]);
    if (main !== null) return close(context, info, main);
  }
  for (const cause of causes) {
    if (cause !== null) context.withheld.push({ path: pathOf(info), coordinate, cause });
  }
  for (const cause of withheld.values()) context.withheld.push({ path: pathOf(info), coordinate, cause });
  const missing = owners.flatMap((owner, place) => {
    const cause = causes[place] ?? null;
    return cause === null ? [] : [{ owner, cause }];
  });
  return connection(context, kept, args, info, owners.length, missing);
}

function markedOf(one: Rights['world']['packages'][number]): Marked {
  return {
    handling: one.handling.join('+'),
    addressees: [one.recipient],
    itemConsents: [],
    protected: false,
  };
}

interface Missing {
  readonly owner: string;
  readonly cause: Cause;
}

/**
 * A page of records of `of` owners, of whom some are missing; each record of another country that H1 binds is noted where it
 * stands.
 */
function connection(
  context: OracleContext,
  records: readonly RecordView[],
  args: Args,
  info: Info,
  of: number,
  missing: readonly Missing[],
): unknown {
  const first = Number(args.first);
  const walk = context.walks.get(String(args.after));
  const last = walk?.last ?? null;
  const before = last === null ? 0 : records.findIndex((one) => isSame(one, last)) + 1;
  const page = records.slice(before, before + first);
  const cursor = page.length > 0 ? CURSOR : null;
  const failed = missing.flatMap(({ owner, cause }) => {
    const failure = cause.code.startsWith('SOURCE_') ? cause : failureOf(context, owner);
    return failure === null ? [] : [{ owner, cause: failure }];
  });
  noteWalk(context, info, {
    last: page.at(-1) ?? last,
    missing: new Map([
      ...(walk?.missing ?? []),
      ...failed.map(({ owner, cause }) => [owner, cause] as const),
    ]),
  });
  return {
    // Resolved when it is asked, at its own place.
    nodes: (_: Args, __: OracleContext, own: Info) => {
      for (const [index, view] of page.entries()) giveRecord(context, [...pathOf(own), index], view);
      return page;
    },
    edges: page,
    totalCount: records.length,
    completeness: {
      answered: of - missing.length,
      of,
      missing: missing.map(({ owner, cause }) => ({ country: owner, cause: wordOf(cause) })),
    },
    pageInfo: {
      hasNextPage: records.length - before > first,
      hasPreviousPage: before > 0,
      startCursor: cursor,
      endCursor: cursor,
    },
  };
}

function isSame(one: RecordView, other: RecordView): boolean {
  return (
    one.owner === other.owner &&
    one.record.handle === other.record.handle &&
    one.value?.id === other.value?.id
  );
}

function wordOf({ code }: Cause): string {
  return code.startsWith('SOURCE_') ? code.slice('SOURCE_'.length) : 'NOT_PERMITTED';
}

/** Stands for a sealed cursor, whose text nobody can foretell. */
export const CURSOR = 'CURSOR';

function ofEdge(view: RecordView, context: OracleContext, info: Info): unknown {
  if (info.fieldName === 'cursor') return CURSOR;
  giveRecord(context, pathOf(info), view);
  return view;
}

function giveRecord(context: OracleContext, path: readonly (string | number)[], view: RecordView): void {
  const { rights, obliged, given } = context;
  const named = view.list === null ? String(view.value?.id) : `${view.list} ${view.record.handle}`;
  given.set(view.owner, (given.get(view.owner) ?? new Set()).add(named));
  const marked = view.record as unknown as Marked;
  if (!marked.handling.split('+').includes('H1') || view.owner === rights.caller.country) return;
  const type = view.list === null ? 'IntelligencePackage' : TYPE_OF[view.list];
  const name = view.list === null ? 'id' : view.record.exhibitRef === undefined ? 'caseRef' : 'exhibitRef';
  const isOpen = rights.closed(`${type}.${name}`, view.owner, marked) === null;
  const own =
    view.list === null ? (view.value?.id as string) : (view.record.caseRef ?? view.record.exhibitRef ?? null);
  obliged.push({ path, country: view.owner, reference: isOpen ? own : null });
}

const TYPE_OF: Readonly<Record<ListName, string>> = Object.fromEntries(
  Object.entries(RECORDS).map(([type, list]) => [list, type]),
) as never;

function ofPackage(view: RecordView, _: Args, context: OracleContext, info: Info): unknown {
  const { rights, arrived } = context;
  const cause = rights.closed(coordinateOf(info), view.owner, view.record as unknown as Marked);
  if (cause !== null) return close(context, info, cause);
  const value = view.value?.[info.fieldName] ?? null;
  if (info.fieldName === 'recipient' && !AGREEMENTS.some(({ iso2 }) => iso2 === value))
    return close(context, info, sourceCause('SOURCE_INVALID', 'XE'));
  if (info.fieldName === 'provenance')
    return {
      country: view.owner,
      system: 'europol',
      asOf: arrived.toISOString(),
      timeZone: 'Europe/Amsterdam',
      corrections: [],
    };
  if (info.fieldName === 'marking') {
    const marking = value as { readonly handling: readonly string[] };
    return toMarking({ ...marking, handling: marking.handling.join('+') });
  }
  return value;
}

function ofParticipation(owner: string, _: Args, context: OracleContext, info: Info): unknown {
  const { rights } = context;
  const name = info.fieldName;
  if ((LISTS as readonly string[]).includes(name)) return { list: name, owners: [owner], isAcross: false };
  const world = rights.world.countries.get(owner);
  switch (name) {
    case 'id':
      return `icarus.${owner}`;
    case 'country':
      return owner;
    case 'agreement':
      return toAgreement(owner, rights.caller.date);
    case 'source':
      return sourceOf(context, owner);
    default: {
      const cause = rights.closed(coordinateOf(info), owner) ?? failureOf(context, owner);
      if (cause !== null && !(name === 'role' && cause.code.startsWith('SOURCE_')))
        return close(context, info, cause);
      if (name === 'role') return owner === 'DK' ? 'LEAD' : 'PARTICIPANT';
      return name === 'victims' ? owner : world?.modusOperandi;
    }
  }
}

function sourceOf({ rights, sent }: OracleContext, owner: string): unknown {
  if (!sent.wanted.has(owner)) return { status: 'NOT_ASKED', asOf: null };
  if (!sent.national.has(owner)) return { status: 'NOT_PERMITTED', asOf: null };
  if (rights.world.babbling?.[owner] !== undefined) return { status: 'INVALID', asOf: null };
  if (rights.world.failing.includes(owner)) return { status: 'UNAVAILABLE', asOf: null };
  return { status: 'ANSWERED', asOf: changedOf(rights, owner) };
}

function changedOf(rights: Rights, owner: string): string {
  return rights.world.countries.get(owner)?.changed.toISOString() ?? '';
}

/** What a system that answers nothing costs: everything that was asked of it. */
function failureOf({ rights, sent }: OracleContext, owner: string): Cause | null {
  if (!sent.national.has(owner)) return null;
  if (rights.world.babbling?.[owner] !== undefined) return sourceCause('SOURCE_INVALID', owner);
  return rights.world.failing.includes(owner) ? sourceCause('SOURCE_UNAVAILABLE', owner) : null;
}

function ofVictims(owner: string, _: Args, context: OracleContext, info: Info): unknown {
  const cause = context.rights.closed(coordinateOf(info), owner);
  if (cause !== null) return close(context, info, cause);
  const victims = context.rights.world.countries.get(owner)?.victims ?? { identified: 0, safeguarded: 0 };
  if (info.fieldName === 'hit') return victims.identified > 0 ? 'HIT' : 'NO_HIT';
  return info.fieldName === 'identifiedCount' ? victims.identified : victims.safeguarded;
}

/** A value of each owner that may say and answers; null with the main cause where there is none. */
function share<T>(
  context: OracleContext,
  info: Info,
  owners: readonly string[],
  read: (owner: string) => { readonly value: T } | { readonly cause: Cause },
  combine: (
    values: readonly { readonly owner: string; readonly value: T }[],
    missing: readonly Missing[],
  ) => unknown,
): unknown {
  const values: { owner: string; value: T }[] = [];
  const missing: Missing[] = [];
  for (const owner of owners) {
    const one = read(owner);
    if ('cause' in one) missing.push({ owner, cause: one.cause });
    else values.push({ owner, value: one.value });
  }
  const main = values.length === 0 ? mainOf(missing.map(({ cause }) => cause)) : null;
  if (main !== null) return close(context, info, main);
  // What is made of some owners only is never shown as if it were whole.
  for (const { cause } of missing)
    context.withheld.push({ path: pathOf(info), coordinate: coordinateOf(info), cause });
  return combine(values, missing);
}

function byClass<T>(context: OracleContext, coordinate: string, read: (owner: string) => T) {
  return (owner: string): { readonly value: T } | { readonly cause: Cause } => {
    const cause = context.rights.closed(coordinate, owner) ?? failureOf(context, owner);
    return cause === null ? { value: read(owner) } : { cause };
  };
}

function ofList(view: ListView, args: Args, context: OracleContext, info: Info): unknown {
  const { list, owners, isAcross } = view;
  const { rights } = context;
  const coordinate = coordinateOf(info);
  const all = (owner: string): readonly WorldRecord[] => recordsOf(rights, owner, list);
  switch (info.fieldName) {
    case 'count':
      return view;
    case 'contact': {
      const [owner = ''] = owners;
      return isAcross ? null : { country: owner, unit: PROFILES.get(owner)?.mock_agency_name };
    }
    case 'completeness': {
      const missing: { country: string; cause: string }[] = [];
      for (const owner of owners) {
        const cause = rights.closed('Count.exact', owner) ?? failureOf(context, owner);
        if (cause === null) continue;
        missing.push({
          country: owner,
          cause: wordOf(cause),
        });
      }
      return { answered: owners.length - missing.length, of: owners.length, missing };
    }
    case 'hit': {
      const { category } = ruleOf(coordinate);
      return share<Hit>(
        context,
        info,
        owners,
        (owner) => {
          const cause = rights.closed(coordinate, owner);
          const failure = failureOf(context, owner);
          const isHit =
            failure === null &&
            all(owner).some((record) => reaches(rights.effect(owner, category, record), 'HIT_NO_HIT'));
          if (isHit) return { value: 'HIT' };
          return cause !== null ? { cause } : failure !== null ? { cause: failure } : { value: 'NO_HIT' };
        },
        (values) => (values.some(({ value }) => value === 'HIT') ? 'HIT' : 'NO_HIT'),
      );
    }
    case 'byStatus':
    case 'byAgeBand': {
      const key = info.fieldName === 'byStatus' ? 'status' : 'ageBand';
      return share(
        context,
        info,
        owners,
        byClass(context, coordinate, (owner) => all(owner)),
        (values) => cells(info, key, values.flatMap(({ value }) => value) as never),
      );
    }
    default:
      return records(view, args, context, info);
  }
}

function records({ list, owners: all }: ListView, args: Args, context: OracleContext, info: Info): unknown {
  const { rights, withheld } = context;
  const coordinate = coordinateOf(info);
  const asked = { name: 'records', coordinate, args, fields: [] };
  const owners = all.filter((owner) => isOfOwner(asked, owner));
  const walk = context.walks.get(String(args.after));
  const notes: Cause[] = [];
  return share<readonly RecordView[]>(
    context,
    info,
    owners,
    (owner) => {
      const cause = rights.closed(coordinate, owner);
      const gone = walk?.missing.get(owner);
      if (gone !== undefined) return { cause: cause ?? gone };
      const failure = failureOf(context, owner);
      const all = failure === null ? recordsOf(rights, owner, list) : [];
      const given = all.filter((record) => rights.closed(coordinate, owner, record) === null);
      if (cause !== null && given.length === 0) return { cause };
      if (failure !== null) return { cause: failure };
      if (cause !== null && cause.code !== 'ACCESS_DENIED') notes.push(cause);
      const waiting = all.map((record) => rights.closed(coordinate, owner, record));
      const h2 = waiting.find((one) => one?.reason === 'H2_NOT_AN_ADDRESSEE');
      if (h2) notes.push(h2);
      const type = TYPE_OF[list];
      const fitting = given.filter(
        (record) => !args.where || fits(rights, owner, type, record, args.where as Args),
      );
      return { value: fitting.map((record) => ({ owner, list, record, value: null })) };
    },
    (values, missing) => {
      for (const cause of notes) withheld.push({ path: pathOf(info), coordinate, cause });
      const sorted = inOrder(
        rights,
        TYPE_OF[list],
        values.flatMap(({ value }) => value),
        args.orderBy,
        (owner) => context.sent.national.get(owner)?.byReference.has(listNameOf(list, args)) === true,
      );
      return connection(context, sorted, args, info, owners.length, missing);
    },
  );
}

/** One cell for each code that occurs, in the order of the enum. */
function cells(info: Info, key: string, rows: readonly Record<string, unknown>[]): unknown {
  const cell = getNamedType(info.returnType);
  const codes = isObjectType(cell) ? getNamedType(cell.getFields()[key]?.type) : null;
  if (!isEnumType(codes)) return null;
  return codes.getValues().flatMap(({ name }) => {
    const count = rows.filter((row) => row[key] === name).length;
    return count === 0 ? [] : [{ [key]: name, count }];
  });
}

function ofCount({ list, owners, isAcross }: ListView, _: Args, context: OracleContext, info: Info): unknown {
  const { rights } = context;
  const coordinate = coordinateOf(info);
  if (info.fieldName === 'published')
    return publishedOf(context, info, list, isAcross ? null : (owners[0] ?? null));
  const counted = byClass(context, coordinate, (owner) => recordsOf(rights, owner, list).length);
  return share(context, info, owners, counted, (values) => {
    if (info.fieldName === 'reported') return 'REPORTED';
    return values.reduce((sum, { value }) => sum + value, 0);
  });
}

function recordsOf(rights: Rights, owner: string, list: ListName): readonly WorldRecord[] {
  const all = (rights.world.countries.get(owner)?.[list] ?? []) as unknown as readonly WorldRecord[];
  const ref = (record: WorldRecord): string => record.caseRef ?? record.exhibitRef ?? '';
  return [...all].sort((left, right) => (ref(left) < ref(right) ? -1 : 1));
}

function ofRecord(view: RecordView, context: OracleContext, info: Info): unknown {
  const { rights, index } = context;
  const record = view.record as WorldRecord;
  const cause = rights.closed(coordinateOf(info), view.owner, record);
  if (cause !== null) return close(context, info, cause);
  const values = record as unknown as Record<string, unknown>;
  switch (info.fieldName) {
    case 'marking':
      return toMarking(values);
    case 'provenance':
      return {
        country: view.owner,
        system: PROFILES.get(view.owner)?.mock_system_name,
        asOf: changedOf(rights, view.owner),
        timeZone: PROFILES.get(view.owner)?.timezone,
        corrections: view.list === 'suspects' ? (CORRECTIONS[view.owner] ?? []) : [],
      };
    case 'offence':
      return { national: values.offence, iccs: PROFILES.get(view.owner)?.iccs_code };
    case 'interpol': {
      const barred =
        rights.closed('Suspect.caseRef', view.owner, record) ?? rights.travel(view.owner, record);
      if (barred !== null) return close(context, info, barred);
      const colour = index.get(pairOf({ country: view.owner, caseRef: String(record.caseRef) })) ?? null;
      return { hit: colour === null ? 'NO_HIT' : 'HIT', noticeColour: colour };
    }
    default:
      return values[info.fieldName] ?? null;
  }
}

/** What is done to a list of suspects that holds more than the list means, or a person more than once. */
const CORRECTIONS: Readonly<Record<string, readonly { readonly kind: string; readonly what: string }[]>> = {
  DK: [
    {
      kind: 'ARRESTED_TAKEN_OUT',
      what: 'mistaenkte without those who are in anholdelser; sigtede, a list of its own, is left aside',
    },
  ],
  FI: [
    {
      kind: 'DUPLICATES_JOINED',
      what: 'epäillyt holds a person once for each suspected offence: one row of each is kept',
    },
  ],
  FR: [{ kind: 'ARRESTED_TAKEN_OUT', what: 'mis_en_cause without those who are in interpellations' }],
  IT: [{ kind: 'ARRESTED_TAKEN_OUT', what: 'indagati without those who are in arresti' }],
  SE: [
    {
      kind: 'GRADES_SELECTED',
      what: 'misstänkta of the grades skäligen misstänkt and above; kan misstänkas, the lowest, is left out',
    },
  ],
};

/** Every code as it was set; what is no code is read, and shown, as H3. */
function toMarking(values: Record<string, unknown>): unknown {
  const codes = String(values.handling)
    .split('+')
    .filter((code) => code !== '');
  const shown = codes.map((code) => (['H0', 'H1', 'H2', 'H3'].includes(code) ? code : 'H3'));
  return {
    handling: shown.length === 0 ? ['H3'] : [...new Set(shown)].sort(),
    sourceEvaluation: values.sourceEvaluation,
    informationEvaluation: `INFO_${values.informationEvaluation}`,
  };
}

function ofCheck({ country, caseRef }: CheckView, _: Args, context: OracleContext, info: Info): unknown {
  const { rights } = context;
  const name = info.fieldName;
  const isPart = rights.world.countries.has(country);
  if (name === 'country') return country;
  if (name === 'caseRef') return caseRef;
  if (name === 'contact') return isPart ? { country, unit: PROFILES.get(country)?.mock_agency_name } : null;
  const coordinate = coordinateOf(info);
  if (!isPart) {
    const outsider = {
      code: 'ACCESS_DENIED',
      countries: [country],
      reason: 'NOT_A_PARTICIPANT',
      legalBasis: 'no part in the operation',
    };
    return close(context, info, outsider);
  }
  const failure = failureOf(context, country);
  const found =
    failure !== null
      ? []
      : (Object.values(LOOKED_UP) as ListName[]).flatMap((list) =>
          recordsOf(rights, country, list)
            .filter((record) => record.caseRef === caseRef)
            .map((record) => ({ list, record })),
        );
  const effectOf = ({ record }: { readonly record: WorldRecord }): string =>
    rights.effect(country, 'PERSONAL', record);
  const shown = found.filter((one) => reaches(effectOf(one), 'ALLOW'));
  const known = found.filter((one) => reaches(effectOf(one), 'HIT_NO_HIT'));
  const waiting = found.filter((one) => effectOf(one) === 'CONSENT_REQUIRED');
  const ofClass = rights.closed(coordinate, country);
  if (name === 'result') {
    if (known.length > 0) return 'HIT';
    const consent = waiting[0] === undefined ? null : rights.closed(coordinate, country, waiting[0].record);
    const cause = ofClass ?? failure ?? consent;
    return cause === null ? 'NO_HIT' : close(context, info, cause);
  }
  const own = shown.find(({ list }) => list === LOOKED_UP[name]);
  if (own !== undefined) {
    const view: RecordView = { owner: country, list: own.list, record: own.record, value: null };
    giveRecord(context, pathOf(info), view);
    return view;
  }
  // Where nothing of the reference is shown, all three carry one cause, so that they do not tell where the record stands.
  const decisive = shown.length > 0 ? undefined : (known[0] ?? waiting[0]);
  const cause =
    ofClass ??
    failure ??
    (decisive === undefined ? null : rights.closed(coordinate, country, decisive.record));
  return cause === null ? null : close(context, info, cause);
}
