import type { ChangedField } from '../access/access-change.ts';
import type { ListNames } from './list-names.ts';

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

/** The category, and what stands before the owner's name where the schema changed: `PERSONAL of COUNTRY, was PROTECTED of COUNTRY`. */
function sayingOf({ was, is }: ChangedField): string {
  if (was === null) return `new: ${is}`;
  if (is === null) return `gone: was ${was}`;
  return was === is ? categoryOf(is) : `${is}, was ${was}`;
}

/** A field's category; INHERIT; what an argument reads. */
function categoryOf(says: string): string {
  return says.startsWith('reads ') ? says : says.replace(/ of .*$/, '');
}
