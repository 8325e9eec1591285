import { type PageAcross, pageNameOf } from '../access/compile-query.ts';
import type { SelectedField, Selection } from '../access/selection.ts';
import { memoized } from '../memoized.ts';
import type { OperationScope } from './query-scope.ts';
import { mergeSorted } from './records/merge-sorted.ts';
import { comparePositions, type Position } from './records/position.ts';
import { toPageArguments } from './records/records-arguments.ts';

/** One country's answer in the words of national.graphql, by response key. */
export type Participation = Readonly<Record<string, unknown>>;

/**
 * The participations of `operation` among `answered` (by key, `icarus.DK`), each page across countries cut to what it
 * shows: the first of all countries together, in the order that was asked. What is cut off is not given, so nothing is made
 * of it and nothing of it travels; totals stay. A page that is asked of a country by itself too stays whole there.
 */
export function cutAcross(
  operation: OperationScope | undefined,
  answered: ReadonlyMap<string, Participation>,
): ReadonlyMap<string, Participation> {
  if (operation === undefined) return new Map();
  const { id, compiled } = operation;
  const cut = new Map([...answered].filter(([key]) => key.startsWith(`${id}.`)));
  for (const page of compiled.pagesAcross) {
    const last = lastOf(page, [...cut.values()]);
    if (last === null) continue;
    for (const [key, participation] of cut) {
      const owner = key.slice(id.length + 1);
      if (compiled.pagesWithin.get(owner)?.has(pageNameOf(page)) !== true)
        cut.set(key, upTo(page, last, participation));
    }
  }
  return cut;
}

/**
 * The keys of Interpol's contract that records of `participation` hold, wherever `asked`, what its country is asked, asks
 * something of their entries. Where nothing is asked of an entry but that it is there, no reference travels for it.
 */
export function travellingOf(participation: Participation, asked: Selection): readonly string[] {
  const keys: string[] = [];
  collectKeys(participation, towardsEntries(asked), keys);
  return keys;
}

/** Of `asked` what leads to entries of which something is asked. */
const towardsEntries = memoized(
  (asked: Selection): Selection =>
    new Map(
      [...asked].flatMap(([key, field]): [string, SelectedField][] => {
        if (field.fields === null) return [];
        if (field.name === 'interpol') return asksEntry(field.fields) ? [[key, field]] : [];
        const fields = towardsEntries(field.fields);
        return fields.size === 0 ? [] : [[key, { ...field, fields }]];
      }),
    ),
);

/** Is anything of Interpol's among these fields? The others are the border's own. */
function asksEntry(fields: Selection): boolean {
  return [...fields.values()].some(({ name }) => !name.startsWith('_'));
}

function collectKeys(value: unknown, asked: Selection, keys: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collectKeys(item, asked, keys);
    return;
  }
  for (const [key, { name, fields }] of asked) {
    const below = (value as Participation)[key];
    if (name === 'interpol') collectKey(below, keys);
    else if (fields !== null) collectKeys(below, fields, keys);
  }
}

function collectKey(reference: unknown, keys: string[]): void {
  const key: unknown = (reference as { readonly _k?: unknown } | null | undefined)?._k;
  if (typeof key === 'string') keys.push(key);
}

/** The last place that the page shows; null when it shows everything there is. */
function lastOf(page: PageAcross, participations: readonly Participation[]): Position | null {
  const { first, order } = toPageArguments(page.args);
  const places = participations.map((one) => positionsOf(connectionOf(page, one)));
  const shown = mergeSorted(places, (left, right) => comparePositions(order, left, right), first + 1);
  return shown.length <= first ? null : (shown[first - 1] ?? null);
}

function upTo(page: PageAcross, last: Position, participation: Participation): Participation {
  const connection = connectionOf(page, participation);
  if (connection === null) return participation;
  const { order } = toPageArguments(page.args);
  const shown = positionsOf(connection).filter((place) => comparePositions(order, place, last) <= 0).length;
  const list = participation[page.list] as Participation;
  const cut = {
    ...connection,
    hasMore: connection.hasMore || shown < connection._keys.length,
    nodes: connection.nodes.slice(0, shown),
    _keys: connection._keys.slice(0, shown),
  };
  return { ...participation, [page.list]: { ...list, [page.key]: cut } };
}

/** A connection as the border made it: nodes in order, and the place of each. */
interface Connection {
  readonly nodes: readonly unknown[];
  readonly _keys: readonly Position[];
  readonly hasMore: boolean;
}

function connectionOf({ list, key }: PageAcross, participation: Participation): Connection | null {
  return ((participation[list] as Participation | null | undefined)?.[key] ?? null) as Connection | null;
}

function positionsOf(connection: Connection | null): readonly Position[] {
  return connection?._keys ?? [];
}
