import type { GatewayError } from '../errors.ts';
import type { DecisionInput } from './decision-input.ts';
import { isIsoDate } from './is-iso-date.ts';
import { quoteValue } from './quote-value.ts';

/** The columns of a question, in the words of a decision table. */
export const INPUT_COLUMNS = [
  'date',
  'owner',
  'requester',
  'category',
  'purpose',
  'crime',
  'participant',
  'addressee',
  'handling',
  'consent',
  'log',
] as const;
export type InputColumn = (typeof INPUT_COLUMNS)[number];

/** Makes the error for a cell, with the place it stands at. */
export type RefuseCell = (column: InputColumn, problem: string, remedy: string) => GatewayError;

/**
 * Reads a question to the rules, written by hand. `words` are untrusted.
 *
 * Throws what `refuse` makes for a date that is none, `participant` or `addressee` that is not yes or no, and `log` that is
 * not up or down. Every other word, known or not, empty too, is left to be decided.
 */
export function readDecisionInput(
  words: Readonly<Record<InputColumn, string>>,
  refuse: RefuseCell,
): DecisionInput {
  if (!isIsoDate(words.date)) {
    const problem = `${quoteValue(words.date)} is no date`;
    throw refuse('date', problem, 'write a day of the calendar as yyyy-MM-dd');
  }
  return {
    date: words.date,
    owner: words.owner,
    requester: words.requester,
    category: words.category,
    purpose: words.purpose,
    crimeArea: words.crime,
    participant: readEither(words, 'participant', 'yes', 'no', refuse),
    addressee: readEither(words, 'addressee', 'yes', 'no', refuse),
    handling: words.handling,
    consent: words.consent,
    logUp: readEither(words, 'log', 'up', 'down', refuse),
  };
}

function readEither(
  words: Readonly<Record<InputColumn, string>>,
  column: InputColumn,
  whenTrue: string,
  whenFalse: string,
  refuse: RefuseCell,
): boolean {
  const word = words[column];
  if (word !== whenTrue && word !== whenFalse) {
    const problem = `${quoteValue(word)} is neither ${whenTrue} nor ${whenFalse}`;
    throw refuse(column, problem, `write ${whenTrue} or ${whenFalse}`);
  }
  return word === whenTrue;
}
