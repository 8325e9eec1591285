/** What `where` and `orderBy` of a list may hold, beyond their types: nothing that could be read as "everything". */
import { badInput, tooCostly } from './bad-input.ts';
import { isIsoDate } from './is-iso-date.ts';

type Input = Readonly<Record<string, unknown>>;

const DEEPEST = 8;
const MOST_INPUTS = 64;
const MOST_VALUES = 1_000;
const LONGEST_VALUE = 200;

/**
 * Throws BAD_USER_INPUT for an input that says nothing, a null, an empty `and` or `or`, a day that does not exist, a value
 * that is no text of 1 to 200 characters, a field twice in an order; QUERY_TOO_COSTLY for too much of it.
 *
 * `args` have been coerced by graphql-js; its custom scalars let everything through. `coordinate` is the list's.
 */
export function checkRecordArguments(coordinate: string, { where, orderBy }: Input): void {
  if (where !== undefined && where !== null) {
    checkInput({ inputs: 0, values: 0 }, `${coordinate}(where:)`, where, 1);
  }
  if (orderBy !== undefined && orderBy !== null) {
    const fields = (orderBy as readonly Input[]).map(({ field }) => field);
    if (new Set(fields).size < fields.length)
      throw badInput('the same field twice', `${coordinate}(orderBy:)`);
  }
}

interface Spent {
  inputs: number;
  values: number;
}

function checkInput(spent: Spent, place: string, input: unknown, depth: number): void {
  if (depth > DEEPEST) throw tooCostly(`\`where\` nested deeper than ${DEEPEST}`);
  spent.inputs += 1;
  if (spent.inputs > MOST_INPUTS) throw tooCostly(`more than ${MOST_INPUTS} inputs in \`where\``);
  for (const [key, value] of saidIn(place, input)) {
    const inside = `${place}.${key}`;
    if (key === 'not') checkInput(spent, inside, value, depth + 1);
    else if (key !== 'and' && key !== 'or') checkFilter(spent, inside, value);
    else {
      const items = Array.isArray(value) ? value : [];
      if (items.length === 0) throw badInput('empty: leave it out', inside);
      for (const item of items) checkInput(spent, inside, item, depth + 1);
    }
  }
}

function checkFilter(spent: Spent, place: string, filter: unknown): void {
  for (const [operator, value] of saidIn(place, filter)) {
    const inside = `${place}.${operator}`;
    if (operator === 'from' || operator === 'to') {
      if (typeof value !== 'string' || !isIsoDate(value)) throw badInput('no day, `yyyy-MM-dd`', inside);
    } else if (Array.isArray(value)) {
      spent.values += value.length;
      if (spent.values > MOST_VALUES) throw tooCostly(`more than ${MOST_VALUES} values in \`where\``);
      if (!value.every(isPlainText))
        throw badInput(`values are text of 1 to ${LONGEST_VALUE} characters`, inside);
    }
  }
}

function saidIn(place: string, input: unknown): [string, unknown][] {
  const said = Object.entries((input ?? {}) as Input).filter(([, value]) => value !== undefined);
  if (said.length === 0) throw badInput('says nothing: leave it out', place);
  const silent = said.find(([, value]) => value === null);
  if (silent !== undefined) throw badInput('null says nothing: leave it out', `${place}.${silent[0]}`);
  return said;
}

function isPlainText(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= LONGEST_VALUE &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}
