import type { CanonicalField, CanonicalFields } from '../access/canonical-query.ts';
import { isListName, isParticipationName } from '../access/compiling.ts';
import { memoized } from '../memoized.ts';
import type { CountryCode } from '../terms.ts';
import type { CursorPlace, CursorRequester, Cursors } from './cursors.ts';
import type { OperationScope } from './query-scope.ts';
import type { OpenedCursors, Walk } from './records/position.ts';

/**
 * The places that the cursors of a query hold, by cursor. Nothing has been sent to any country.
 *
 * A cursor must belong to every list it is given to, of every owner whose list that is: one of a country's list is of no
 * use where all participations are asked. Throws CURSOR_INVALID.
 */
export async function openQueryCursors(
  cursors: Cursors,
  requester: CursorRequester,
  operations: Iterable<OperationScope>,
): Promise<OpenedCursors> {
  const opened = new Map<string, Walk>();
  for (const operation of operations) {
    if (!hasCursors(operation.asked).is) continue;
    for (const { cursor, place } of cursorsIn(requester, operation)) {
      opened.set(cursor, await cursors.open(place, cursor));
    }
  }
  return opened;
}

/** The places that cursors of lists at the root hold; `fields` are the query's. Throws CURSOR_INVALID. */
export async function openListCursors(
  cursors: Cursors,
  requester: CursorRequester,
  fields: CanonicalFields,
): Promise<OpenedCursors> {
  const opened = new Map<string, Walk>();
  for (const { name, args } of fields.values()) {
    const place = placeAtRoot(requester, name, args);
    if (place === null || args.after === undefined) continue;
    const cursor = String(args.after);
    opened.set(cursor, await cursors.open(place, cursor));
  }
  return opened;
}

function placeAtRoot(
  requester: CursorRequester,
  name: string,
  args: CanonicalField['args'],
): CursorPlace | null {
  if (name === 'operations') return placeOfOperations(requester);
  return name === 'disclosures' ? placeOfDisclosures(requester, args) : null;
}

/** One owner's disclosures in one span of days: elsewhere its cursors are of no use. */
export function placeOfDisclosures(
  requester: CursorRequester,
  { owner, from, to }: CanonicalField['args'],
): CursorPlace {
  return {
    requester,
    operation: null,
    list: 'disclosures',
    owner: String(owner),
    where: { from, to },
    orderBy: undefined,
  };
}

/** The list of operations is Europol's, whatever is filtered elsewhere. */
export function placeOfOperations(requester: CursorRequester): CursorPlace {
  return {
    requester,
    operation: null,
    list: 'operations',
    owner: null,
    where: undefined,
    orderBy: undefined,
  };
}

/** Most queries have none, and these are found once for each field of the query that a country answers. */
const hasCursors = memoized((fields: CanonicalFields): { readonly is: boolean } => ({
  is: [...fields.values()].some(
    ({ args, fields: below }) => args.after !== undefined || (below !== null && hasCursors(below).is),
  ),
}));

interface Given {
  readonly cursor: string;
  readonly place: CursorPlace;
}

function cursorsIn(requester: CursorRequester, { id, asked, accessClass }: OperationScope): Given[] {
  const inList = (list: CanonicalField, owner: CountryCode | null): Given[] =>
    [...(list.fields?.values() ?? [])].flatMap(({ args: { after, where, orderBy } }) => {
      if (after === undefined || !isListName(list.name)) return [];
      const place = { requester, operation: id, list: list.name, owner, where, orderBy };
      return [{ cursor: String(after), place }];
    });
  return [...asked.values()].flatMap((field) => {
    if (isListName(field.name)) return inList(field, null);
    if (field.name === 'intelligencePackages') return ofPackages(requester, id, field);
    const lists = isParticipationName(field.name) ? [...(field.fields?.values() ?? [])] : [];
    if (field.name === 'participation')
      return lists.flatMap((list) => inList(list, String(field.args.country)));
    const { participants } = accessClass.operation;
    // Of an operation without participants nobody has such a list.
    const owners = participants.length === 0 ? [''] : participants;
    return lists.flatMap((list) => owners.flatMap((owner) => inList(list, owner)));
  });
}

function ofPackages(requester: CursorRequester, operation: string, { args }: CanonicalField): Given[] {
  if (args.after === undefined) return [];
  return [{ cursor: String(args.after), place: placeOfPackages(requester, operation) }];
}

/** Packages are of all providers together. */
export function placeOfPackages(requester: CursorRequester, operation: string): CursorPlace {
  return {
    requester,
    operation,
    list: 'intelligencePackages',
    owner: null,
    where: undefined,
    orderBy: undefined,
  };
}
