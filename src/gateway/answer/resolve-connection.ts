/** Resolvers of connections: pages of one country or of all, merged by the order that was asked. */

import type { OrderKey } from '../../countries/record-order.ts';
import type { CountryCode } from '../../terms.ts';
import { mergeSorted } from '../records/merge-sorted.ts';
import {
  canBeTold,
  comparePositions,
  type MissingSource,
  ownerAt,
  type Position,
  type Walk,
} from '../records/position.ts';
import { toPageArguments } from '../records/records-arguments.ts';
import { completenessOf, toMissing } from './completeness.ts';
import { giveRecord, toRecordView } from './record-view.ts';
import { type Gathered, namesInvalid, pathOf, type Resolve } from './resolve.ts';
import type { AnswerContext, ConnectionPart, ConnectionView, Data, ListView, OwnedView } from './views.ts';

/** The connection that `args` ask of a list, from what each part gave. */
export function toConnectionView(
  view: ListView,
  args: Readonly<Record<string, unknown>>,
  { values, causes, failed }: Gathered<Data>,
  { caller, walks }: AnswerContext,
): ConnectionView {
  const { first, order } = toPageArguments(args);
  const { operation, list, isAcross, parts } = view;
  return {
    first,
    order,
    parts: values.map(({ part, value }) => toPart({ ...part, asOf: part.data._asOf }, value ?? {})),
    completeness: () => {
      const lossy = values.filter(({ part }) => namesInvalid((part.data[list] ?? {}) as Data, 'records'));
      return completenessOf(values.length + causes.length, [
        ...toMissing(causes),
        ...lossy.map(({ part }) => ({ country: part.owner, cause: 'PARTIAL' })),
      ]);
    },
    cursors: () => ({
      missing: missingSources(walks.get(String(args.after)), failed),
      own: isAcross ? (walks.get(String(args.after))?.own ?? []) : null,
      place: {
        requester: caller,
        operation: operation.scope.id,
        list,
        owner: isAcross ? null : (parts[0]?.owner ?? null),
        where: args.where,
        orderBy: args.orderBy,
      },
    }),
  };
}

/** A system that failed stays missing to the end of the walk; what the rules close is decided anew on every page. */
function missingSources(walk: Walk | undefined, failed: readonly MissingSource[]): readonly MissingSource[] {
  const all = [...failed, ...(walk?.missing ?? [])];
  return [...new Map(all.map((one) => [one.country, one])).values()];
}

function toPart(
  part: OwnedView,
  { nodes, hasMore, totalCount = null, _keys, _before = null }: Data,
): ConnectionPart {
  const positions = Array.isArray(_keys) ? (_keys as readonly Position[]) : [];
  return {
    part,
    nodes: Array.isArray(nodes) ? nodes : [],
    positions,
    totalCount: totalCount === null ? null : Number(totalCount),
    before: _before === null ? null : Number(_before),
    hasMore: hasMore === true,
  };
}

interface Entry {
  readonly node: OwnedView;
  readonly position: Position;
}

/** The entries of a page: the first of all parts together, each in order by itself. */
function entriesOf({ first, order, parts }: ConnectionView): readonly Entry[] {
  const entries = parts.map(({ part, nodes, positions }) =>
    positions.map((position, place) => ({ node: toRecordView(part, nodes[place] ?? {}), position })),
  );
  return mergeSorted(entries, (left, right) => comparePositions(order, left.position, right.position), first);
}

/** As `entriesOf`, without their places: a page of one country is in order. */
function nodesOf(view: ConnectionView): readonly OwnedView[] {
  const only = onlyPartOf(view);
  if (only === null) return entriesOf(view).map(({ node }) => node);
  return only.nodes.map((node) => toRecordView(only.part, node));
}

/** The records of a page of one country, in order; null where they are of several, or of none. */
export function onlyPartOf({ parts, first }: ConnectionView): Pick<ConnectionPart, 'part' | 'nodes'> | null {
  const [only] = parts;
  if (only === undefined || parts.length > 1) return null;
  const { part, nodes, positions } = only;
  const shown = Math.min(first, positions.length);
  return { part, nodes: nodes.length <= shown ? nodes : nodes.slice(0, shown) };
}

export const connectionResolvers: Readonly<Record<string, Resolve<ConnectionView>>> = {
  nodes: (view, _, context, info) =>
    nodesOf(view).map((node, place) => giveRecord(context, () => [...pathOf(info), place], node)),
  edges: (view) => entriesOf(view).map((entry): EdgeView => ({ ...entry, view })),
  completeness: ({ completeness }) => completeness(),
  totalCount: ({ parts }) => sum(parts, ({ totalCount }) => totalCount),
  pageInfo: (view, _, context): PageInfoView => ({
    start: () => seal(context, view, entriesOf(view).at(0)?.position),
    end: () => seal(context, view, entriesOf(view).at(-1)?.position),
    hasNextPage:
      view.parts.some(({ hasMore }) => hasMore) ||
      sum(view.parts, ({ positions }) => positions.length) > view.first,
    hasPreviousPage: sum(view.parts, ({ before }) => before) > 0,
  }),
};

/** An edge of a connection, on the way to its node or cursor. */
interface EdgeView extends Entry {
  readonly view: ConnectionView;
}

export const edgeResolvers: Readonly<Record<string, Resolve<EdgeView>>> = {
  node: ({ node }, _, context, info) => giveRecord(context, () => pathOf(info), node),
  cursor: ({ view, position }, _, context) => seal(context, view, position),
};

/** Of any connection; a cursor is sealed when it is asked for. */
export interface PageInfoView {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly start: () => Promise<string> | null;
  readonly end: () => Promise<string> | null;
}

export const pageInfoResolvers: Readonly<Record<string, Resolve<PageInfoView>>> = {
  startCursor: ({ start }) => start(),
  endCursor: ({ end }) => end(),
};

function seal(
  { cursors, countries }: AnswerContext,
  view: ConnectionView,
  position: Position | undefined,
): Promise<string> | null {
  if (position === undefined) return null;
  const { place, missing, own } = view.cursors();
  const sorts = (owner: CountryCode): boolean => countries.get(owner)?.protocol.sorts !== undefined;
  return cursors.seal(place, { position, missing, own: ownUpTo(view, own, position, sorts) });
}

/**
 * Where a record's place cannot be told, its country's list is read whole: nothing need be kept of it, and a cursor stays short.
 *
 * The last record up to `position` of each country but the one whose record stands there: of this page, or one before it.
 */
function ownUpTo(
  { order, parts }: ConnectionView,
  own: readonly Position[] | null,
  position: Position,
  isKept: (owner: CountryCode) => boolean,
): readonly Position[] {
  if (own === null) return [];
  const before = new Map(own.map((one) => [ownerAt(order, one), one]));
  const owners = [...new Set([...before.keys(), ...parts.map(({ part }) => part.owner)])].sort();
  return owners.flatMap((owner) => {
    if (!isKept(owner) || owner === ownerAt(order, position)) return [];
    const positions = parts.find(({ part }) => part.owner === owner)?.positions ?? [];
    const last = positions[countUpTo(positions, order, position) - 1] ?? before.get(owner);
    return last !== undefined && canBeTold(last) ? [last] : [];
  });
}

/** How many of `positions`, which are in order, stand up to `position`: a page has a cursor for each of its edges. */
function countUpTo(positions: readonly Position[], order: readonly OrderKey[], position: Position): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePositions(order, positions[middle] ?? position, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sum(parts: readonly ConnectionPart[], of: (part: ConnectionPart) => number | null): number {
  return parts.reduce((all, part) => all + (of(part) ?? 0), 0);
}
