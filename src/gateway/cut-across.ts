import { type PageAcross, pageNameOf } from '../access/compile-query.ts';
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

/** The keys of Interpol's contract that records of `participation` hold, wherever they stand in it. */
export function travellingOf(participation: Participation): readonly string[] {
  const keys: string[] = [];
  collectKeys(participation, keys);
  return keys;
}

function collectKeys(value: unknown, keys: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collectKeys(item, keys);
    return;
  }
  // Objects of the border's own making: they have no keys but their own.
  for (const name in value) {
    const below = (value as Participation)[name];
    if (name === 'interpol') collectKey(below, keys);
    else if (name === 'nodes')
      for (const node of below as readonly Participation[]) collectKey(node.interpol, keys);
    else if (!name.startsWith('_')) collectKeys(below, keys);
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
