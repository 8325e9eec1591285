/** Asks a country whose mock misbehaves for this one question, and gives the answer or the code of the failure. */
import type { Behaviour, Message, MockSystem } from '../../mocks/mock-system.ts';
import type { Country } from '../../src/countries/country.ts';
import type { ListQuery, NationalAnswer, NationalQuery } from '../../src/countries/national-query.ts';
import { GatewayError } from '../../src/errors.ts';
import { askOnce } from './against-mock.ts';

/** A list's border facts and the days of its records. */
export const DAYS: ListQuery = {
  count: false,
  byStatus: false,
  byAgeBand: false,
  facts: true,
  records: ['date'],
};

export interface Misled {
  readonly lists: NationalAnswer['lists'];
  /** Null when an answer came. */
  readonly code: string | null;
  /** The failure in words, for operators; empty when an answer came. */
  readonly message: string;
  readonly messages: readonly Message[];
}

export async function askMisled(
  country: Country,
  mock: MockSystem,
  lists: NationalQuery['lists'],
  behaviour: Behaviour,
): Promise<Misled> {
  mock.forget();
  mock.behave(behaviour);
  try {
    const answer = await askOnce(country, mock.url, { operation: 'icarus', overview: [], lists });
    return { lists: answer.lists, code: null, message: '', messages: [...mock.messages] };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { lists: {}, code: error.code, message: error.message, messages: [...mock.messages] };
  } finally {
    mock.behave({});
  }
}
