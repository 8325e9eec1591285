import { GatewayError } from '../errors.ts';
import type { Deadline } from './connection/deadline.ts';
import type { Connection } from './connection/open-connection.ts';
import type { Country } from './country.ts';
import type { Judge, NationalAnswer, NationalQuery, PageRules, ProjectRows } from './national-query.ts';
import type { NativeHttpResponse, Send } from './protocols/protocol.ts';
import { readNational } from './read-national.ts';

/** One part of a query, and who decides on its records and their pages. */
export interface NationalQuestion {
  readonly query: NationalQuery;
  readonly judge: Judge;
  /** Absent: no page is asked. */
  readonly pages?: PageRules;
  /** Absent: every list is read step by step. */
  readonly project?: ProjectRows;
}

const NO_PAGES: PageRules = {
  isPage: () => false,
  pick: () => {
    throw new GatewayError('INTERNAL', 'INVARIANT: a page was asked and nobody can pick its records');
  },
};

/**
 * Asks one country its parts of a query, each as it is answered: the lists, and a cross-check beside them. `judge` is the
 * border's, of the part it is handed. `asOf` is the earliest `Last-Modified` (RFC 9110, section 8.8.2) of what came.
 * Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, SOURCE_INVALID with the country in `facts`, never with the source's text.
 */
export async function callNational(
  country: Country,
  connection: Connection,
  deadline: Deadline,
  questions: readonly NationalQuestion[],
): Promise<readonly NationalAnswer[]> {
  return connection.within(deadline, async (send) => {
    const times: number[] = [];
    const noteTime = (response: NativeHttpResponse): NativeHttpResponse => {
      const time = Date.parse(response.headers['last-modified'] ?? '');
      if (!Number.isNaN(time)) times.push(time);
      return response;
    };
    const timed: Send = (request) => send(request).then(noteTime);
    const answers = await Promise.all(
      questions.map(({ query, judge, pages = NO_PAGES, project = null }) =>
        readNational(country, query, timed, judge, pages, project),
      ),
    );
    const asOf = times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
    return answers.map((answer) => ({ ...answer, asOf }));
  });
}
