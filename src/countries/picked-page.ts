/**
 * A page of a list whose system cannot give one: of all records that go, what filter and order read; of those that the page
 * shows, the rest.
 */
import type { ListName } from '../terms.ts';
import type { More } from './ask-more.ts';
import type { Country } from './country.ts';
import type { ListQuery, NationalRecord, PageCounts, PagePick, RecordField } from './national-query.ts';
import type { Reading } from './read-first.ts';
import { fieldsOfCondition } from './record-condition.ts';
import { type Going, readGoing } from './released-rows.ts';

/** A list as it was read, `going` being the records of the page with what is still to be asked of each. */
export interface PickedList extends Reading {
  /** Values that are known already, by handle. */
  readonly keyed: ReadonlyMap<string, NationalRecord['values']>;
  readonly counts: PageCounts;
  /** Records that go and are not on the page. */
  readonly beyond: number;
  readonly missing: number;
}

/** `reading` with what filter and order read alone, where more goes than the page shows and more than that is asked. */
export function toKeysFirst(reading: Reading): Reading {
  const { asked, going } = reading;
  if (!isPicked(reading)) return reading;
  const keys = keysOf(asked);
  return {
    ...reading,
    going: going.map((one) => ({ ...one, fields: one.fields.filter((field) => keys.has(field)) })),
  };
}

/** The pages of such lists, `more` being what came for their keys. */
export function pickPages(
  country: Country,
  lists: readonly Reading[],
  more: More,
  pick: PagePick,
): ReadonlyMap<ListName, PickedList> {
  return new Map(
    lists.filter(isPicked).map((reading) => {
      const { list, asked } = reading;
      const known = readGoing(country, list, toKeysFirst(reading).going, more.groups);
      const { handles, ...counts } = pick(list, known.records);
      const keyed = new Map(known.records.map(({ facts, values }) => [facts.handle, values]));
      const keys = keysOf(asked);
      const going = reading.going
        .filter(({ facts }) => handles.has(facts.handle))
        .map(({ facts, fields }): Going => ({ facts, fields: fields.filter((field) => !keys.has(field)) }));
      const beyond = known.records.length - going.length;
      const { overshared, missing } = known;
      return [list, { ...reading, going, keyed, counts, beyond, overshared, missing }];
    }),
  );
}

/** A third message is worth it where more records go than the page holds, and more is shown of them than its keys. */
function isPicked({ asked, read, going }: Reading): boolean {
  if (!asked.page || read.mode !== 'facts first' || going.length <= asked.page.most) return false;
  const keys = keysOf(asked);
  return going.some(({ fields }) => fields.some((field) => !keys.has(field)));
}

function keysOf({ page, condition }: ListQuery): ReadonlySet<RecordField> {
  const keys = new Set<RecordField>(page?.order.map(({ field }) => field));
  if (page?.reference) keys.add(page.reference);
  for (const field of condition ? fieldsOfCondition(condition) : [])
    if (field !== 'handling') keys.add(field);
  return keys;
}
