/**
 * The one message of a query to Interpol. It leaves when every country has answered or failed: what it carries is known
 * then, whatever the countries' latencies and however a library batches what it asks.
 */
import { printSelection, type SelectedField, type Selection } from '../access/selection.ts';
import { askGraphql } from '../countries/ask-graphql.ts';
import { isRow, type NativeRow } from '../countries/protocols/protocol.ts';
import { type ErrorCode, GatewayError } from '../errors.ts';
import { memoized } from '../memoized.ts';
import type { ValueChecks } from './check-value.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';
import { wasSent } from './was-sent.ts';

/** An object of Interpol's as it passed: null where a value did not fit, and its name in `_invalid`. */
export type InterpolData = NativeRow & { readonly _invalid: readonly string[] };

export interface InterpolAnswer {
  /** What was sent, without the references; null when nothing was. */
  readonly sent: Selection | null;
  /** The references that went, as keys of the contract. */
  readonly references: readonly string[];
  /** Why there is nothing of the index; null when there is, or nothing was asked of it. */
  readonly indexFailure: ErrorCode | null;
  readonly index: ReadonlyMap<string, InterpolData>;
  /** By operation. */
  readonly notices: ReadonlyMap<string, Notices>;
}

export interface Notices {
  readonly failure: ErrorCode | null;
  /** Null when Interpol has none, or failed. */
  readonly rows: readonly InterpolData[] | null;
  /** Items that were no notice are left out. */
  readonly lostSome: boolean;
}

/** Asks Interpol what the operations of `scope` open of it. Never throws: a failure of Interpol's is in the answer. */
export async function askInterpol(
  { interpol }: Systems,
  checks: ValueChecks,
  scope: QueryScope,
): Promise<InterpolAnswer> {
  await scope.nationalSettled;
  const asked = askedOfInterpol(scope);
  if (asked.references.length === 0 && asked.notices.length === 0) return nothing(asked, null);
  if (interpol === null) return unsent(asked, 'SOURCE_UNAVAILABLE');
  try {
    return read(checks, asked, await askGraphql(interpol, scope.deadline, toInterpolMessage(asked)));
  } catch (cause) {
    const failure = cause instanceof GatewayError ? cause.code : 'INTERNAL';
    return wasSent(cause) ? nothing(asked, failure) : unsent(asked, failure);
  }
}

export interface Asked {
  readonly references: readonly string[];
  readonly entry: Selection;
  /** Operations whose notices are asked, and what of each notice. */
  readonly notices: readonly string[];
  readonly notice: Selection;
}

/** What the operations open of Interpol, and the references of `travelling` that go to it. */
export function askedOfInterpol({
  operations,
  travelling,
}: {
  readonly operations: ReadonlyMap<string, Pick<OperationScope, 'id' | 'compiled'>>;
  readonly travelling: ReadonlySet<string>;
}): Asked {
  const all = [...operations.values()];
  const entry = namesOf(all.flatMap(({ compiled }) => [...compiled.national.values()].flatMap(entriesOf)));
  const withNotices = all.filter(({ compiled }) => compiled.notices !== null);
  return {
    references: entry.size === 0 ? [] : [...travelling],
    entry,
    notices: withNotices.map(({ id }) => id),
    notice: namesOf(withNotices.map(({ compiled }) => compiled.notices ?? new Map())),
  };
}

/** What of an entry of the index is asked, wherever in a national document. */
export const entriesOf = memoized((selection: Selection): readonly Selection[] =>
  [...selection.values()].flatMap(({ name, fields }) => {
    if (fields === null) return [];
    return name === 'interpol' ? [fields] : entriesOf(fields);
  }),
);

/** The plain fields of all of these; the border's own are not asked. */
function namesOf(selections: readonly Selection[]): Selection {
  const fields = selections.flatMap((selection) => [...selection.values()]);
  return new Map(fields.filter(({ name }) => !name.startsWith('_')).map((field) => [field.name, field]));
}

/** The message's text. */
export function toInterpolMessage({ references, entry, notices, notice }: Asked): string {
  const literals = references.map(toLiteral);
  const parts = [
    ...(references.length > 0
      ? [`index(references: [${literals.join(', ')}]) ${printSelection(entry)}`]
      : []),
    ...notices.map(
      (id, place) => `n${place}: notices(operation: ${JSON.stringify(id)}) ${printSelection(notice)}`,
    ),
  ];
  return `query { ${parts.join(' ')} }`;
}

/** A key is a list of two texts (`interpolKeyOf`), the first a country's code: as they stand in it, they are texts of GraphQL too. */
function toLiteral(key: string): string {
  const comma = key.indexOf(',');
  return `{ country: ${key.slice(1, comma)}, caseRef: ${key.slice(comma + 1, -1)} }`;
}

function read(checks: ValueChecks, asked: Asked, data: NativeRow): InterpolAnswer {
  const { references, entry, notices, notice } = asked;
  const entries = references.length === 0 ? [] : data.index;
  const fits = Array.isArray(entries) && entries.length === references.length;
  const toEntry = (item: unknown): InterpolData => readObject(checks, 'InterpolReference', entry, item);
  return {
    ...nothing(asked, null),
    indexFailure: fits ? null : 'SOURCE_INVALID',
    index: new Map(fits ? references.map((key, place) => [key, toEntry(entries[place])]) : []),
    notices: new Map(notices.map((id, place) => [id, readNotices(checks, notice, data[`n${place}`])])),
  };
}

function readNotices(checks: ValueChecks, notice: Selection, sent: unknown): Notices {
  if (sent === null) return { failure: null, rows: null, lostSome: false };
  if (!Array.isArray(sent)) return { failure: 'SOURCE_INVALID', rows: null, lostSome: false };
  const rows = sent.filter(isRow);
  return {
    failure: null,
    rows: rows.map((row) => readObject(checks, 'Notice', notice, row)),
    lostSome: rows.length < sent.length,
  };
}

/** What was asked and is not there did not fit either; of an entry that is none, nothing fits. */
function readObject(checks: ValueChecks, type: string, asked: Selection, item: unknown): InterpolData {
  const data: Record<string, unknown> = {};
  const invalid: string[] = [];
  for (const name of asked.keys()) {
    const value = isRow(item) ? readValue(type, name, item[name]) : undefined;
    const isOwn = value === null && name !== 'hit';
    const fits = checks.get(`${type}.${name}`)?.(value) === true;
    data[name] = fits ? value : null;
    if (!fits && !isOwn) invalid.push(name);
  }
  return { ...data, _invalid: invalid };
}

/** `hit` is a boolean at Interpol's. */
function readValue(type: string, name: string, value: unknown): unknown {
  if (type !== 'InterpolReference' || name !== 'hit') return value;
  return value === true ? 'HIT' : value === false ? 'NO_HIT' : undefined;
}

/** Nothing left the gateway: no reference travelled. */
function unsent(asked: Asked, failure: ErrorCode): InterpolAnswer {
  return { ...nothing(asked, failure), sent: null, references: [] };
}

function nothing({ references, entry, notices, notice }: Asked, failure: ErrorCode | null): InterpolAnswer {
  const part = (name: string, fields: Selection): [string, SelectedField] => [
    name,
    { name, args: {}, fields },
  ];
  const sent = new Map([
    ...(references.length > 0 ? [part('index', entry)] : []),
    ...(notices.length > 0 ? [part('notices', notice)] : []),
  ]);
  return {
    sent: sent.size === 0 ? null : sent,
    references,
    indexFailure: failure,
    index: new Map(),
    notices: new Map(notices.map((id) => [id, { failure, rows: null, lostSome: false }])),
  };
}
