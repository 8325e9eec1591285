import type { CanonicalField } from '../access/canonical-query.ts';
import { isListName, isParticipationName } from '../access/compiling.ts';
import type { CountryCode } from '../terms.ts';
import type { CursorPlace, Cursors } from './cursors.ts';
import type { OperationScope } from './query-scope.ts';
import type { OpenedCursors, Position } from './records/position.ts';

/**
 * The places that the cursors of a query hold, by cursor. Nothing has been sent to any country.
 *
 * A cursor must belong to every list it is given to, of every owner whose list that is: one of a country's list is of no
 * use where all participations are asked. Throws CURSOR_INVALID.
 */
export async function openQueryCursors(
  cursors: Cursors,
  requester: CursorPlace['requester'],
  operations: Iterable<OperationScope>,
): Promise<OpenedCursors> {
  const opened = new Map<string, Position>();
  for (const operation of operations) {
    for (const { cursor, place } of cursorsIn(requester, operation)) {
      opened.set(cursor, await cursors.open(place, cursor));
    }
  }
  return opened;
}

interface Given {
  readonly cursor: string;
  readonly place: CursorPlace;
}

function cursorsIn(requester: CursorPlace['requester'], { id, asked, accessClass }: OperationScope): Given[] {
  const inList = (list: CanonicalField, owner: CountryCode | null): Given[] =>
    [...(list.fields?.values() ?? [])].flatMap(({ args: { after, where, orderBy } }) => {
      if (after === undefined || !isListName(list.name)) return [];
      const place = { requester, operation: id, list: list.name, owner, where, orderBy };
      return [{ cursor: String(after), place }];
    });
  return [...asked.values()].flatMap((field) => {
    if (isListName(field.name)) return inList(field, null);
    const lists = isParticipationName(field.name) ? [...(field.fields?.values() ?? [])] : [];
    if (field.name === 'participation')
      return lists.flatMap((list) => inList(list, String(field.args.country)));
    const { participants } = accessClass.operation;
    // Of an operation without participants nobody has such a list.
    const owners = participants.length === 0 ? [''] : participants;
    return lists.flatMap((list) => owners.flatMap((owner) => inList(list, owner)));
  });
}
