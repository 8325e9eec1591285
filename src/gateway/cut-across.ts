import type { OperationScope } from './query-scope.ts';

/** One country's answer in the words of national.graphql, by response key. */
export type Participation = Readonly<Record<string, unknown>>;

/**
 * The participations of `operation` among `answered` (by key, `icarus.DK`), each page across countries cut to what it
 * shows: the first of all countries together, in the order of country. What is cut off is not given, so nothing is made of
 * it and nothing of it travels; totals stay.
 */
export function cutAcross(
  operation: OperationScope | undefined,
  answered: ReadonlyMap<string, Participation>,
): ReadonlyMap<string, Participation> {
  const own = new Map([...answered].filter(([key]) => key.startsWith(`${operation?.id}.`)));
  const cut = new Map([...own].sort(([left], [right]) => (left < right ? -1 : 1)));
  for (const { list, key, first } of operation?.compiled.acrossOnly ?? []) {
    let left = first;
    for (const [participation, value] of cut) {
      const nodes = nodesOf(connectionOf(value, list, key)).slice(0, left);
      left -= nodes.length;
      cut.set(participation, withNodes(value, list, key, nodes));
    }
  }
  return cut;
}

/** The keys of Interpol's contract that records of `participation` hold, wherever they stand in it. */
export function travellingOf(participation: Participation): readonly string[] {
  return Object.values(participation).flatMap(keysIn);
}

function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  const { interpol, ...others } = value as { readonly interpol?: { readonly _k?: unknown } | null };
  const key = interpol?._k;
  return [...(typeof key === 'string' ? [key] : []), ...Object.values(others).flatMap(keysIn)];
}

function connectionOf(participation: Participation, list: string, key: string): unknown {
  return (participation[list] as Participation | null | undefined)?.[key];
}

function nodesOf(connection: unknown): readonly unknown[] {
  const nodes = (connection as { readonly nodes?: unknown } | null | undefined)?.nodes;
  return Array.isArray(nodes) ? nodes : [];
}

function withNodes(
  participation: Participation,
  list: string,
  key: string,
  nodes: readonly unknown[],
): Participation {
  const connection = connectionOf(participation, list, key);
  if (!connection) return participation;
  const shaped = participation[list] as Participation;
  return { ...participation, [list]: { ...shaped, [key]: { ...connection, nodes } } };
}
