/** Asks a country through its real adapter, over a real socket, from its own mock. */
import { callNational } from '../../src/countries/call-national.ts';
import { openDeadline } from '../../src/countries/connection/deadline.ts';
import { type Connection, openConnection } from '../../src/countries/connection/open-connection.ts';
import type { Country } from '../../src/countries/country.ts';
import {
  type Judge,
  type ListQuery,
  type NationalAnswer,
  type NationalQuery,
  RECORD_FIELDS,
} from '../../src/countries/national-query.ts';
import { LIST_NAMES, type ListName } from '../../src/terms.ts';

/** Everything the contract can ask of one country. */
export const EVERYTHING: NationalQuery = {
  operation: 'icarus',
  overview: ['modusOperandi', 'victimsIdentified', 'victimsSafeguarded', 'victimsKnown'],
  lists: Object.fromEntries(LIST_NAMES.map((list) => [list, wholeList(list)])),
};

function wholeList(list: ListName): ListQuery {
  return {
    count: true,
    byStatus: list === 'arrests' || list === 'forensicExams',
    byAgeBand: list === 'arrests',
    facts: true,
    records: RECORD_FIELDS[list],
  };
}

/** Only the totals of every list. */
export const COUNTS: NationalQuery = {
  operation: 'icarus',
  overview: [],
  lists: Object.fromEntries(
    LIST_NAMES.map((list) => [
      list,
      { count: true, byStatus: false, byAgeBand: false, facts: false, records: null },
    ]),
  ),
};

export async function askOnce(country: Country, url: string, query: NationalQuery): Promise<NationalAnswer> {
  const connection: Connection = openConnection(country.code, { url, timeoutMs: 5_000 });
  try {
    const [answer] = await callNational(country, connection, openDeadline(30_000), [
      { query, judge: releaseAll(query) },
    ]);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  } finally {
    await connection.close();
  }
}

/** Every record goes, with every field asked: what a country says to its own analyst. */
export function releaseAll({ lists }: NationalQuery): Judge {
  return (list, facts) => facts.map(() => lists[list]?.records ?? null);
}
