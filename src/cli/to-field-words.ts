import type { ChangedField } from '../access/access-change.ts';
import type { ListNames } from './list-names.ts';
import { toGroupWords } from './to-group-words.ts';

/**
 * Fields in words: `Suspect.caseRef, Suspect.offence and 10 more PERSONAL fields [1]`. Where the schema says something else
 * of them than it said, both stand behind them.
 */
export function toFieldWords(fields: readonly ChangedField[], names: ListNames): string {
  return [...Map.groupBy(fields, sayingOf)]
    .map(([saying, alike]) => {
      const list = names.shorten(
        alike.map(({ coordinate }) => coordinate),
        'fields',
      );
      return `${list} (${saying})`;
    })
    .join(', ');
}

/** The category, with its owners where several decide; where the schema changed, what it says and said. */
function sayingOf({ was, is }: ChangedField): string {
  if (is === null) return `gone: was ${toGroupWords(was ?? '')}`;
  if (was === null) return `new: ${toGroupWords(is)}`;
  if (was !== is) return `${is}, was ${was}`;
  return is.includes(', ') ? is : toGroupWords(is).replace(/ of [A-Z]+/, '');
}
