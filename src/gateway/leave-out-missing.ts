import type { CompiledQuery } from '../access/compile-query.ts';
import { isListName } from '../access/compiling.ts';
import type { Selection } from '../access/selection.ts';
import type { CountryCode } from '../terms.ts';
import type { OpenedCursors } from './records/position.ts';

/**
 * `compiled` without the pages that a country is not asked for: it was missing when the walk began, and is to its end.
 * Every cursor of the query has been opened. An owner of whom nothing is left is not asked at all.
 */
export function leaveOutMissing(compiled: CompiledQuery, cursors: OpenedCursors): CompiledQuery {
  if (![...cursors.values()].some(({ missing }) => missing.length > 0)) return compiled;
  const national = new Map<CountryCode, Selection>();
  const asked = new Set(compiled.asked);
  for (const [owner, selection] of compiled.national) {
    const left = withoutPages(owner, selection, cursors);
    if (left.size > 0) national.set(owner, left);
    else asked.delete(owner);
  }
  return Object.freeze({ ...compiled, national, asked });
}

function withoutPages(owner: CountryCode, selection: Selection, cursors: OpenedCursors): Selection {
  const isMissing = (after: unknown): boolean =>
    cursors.get(String(after))?.missing.some(({ country }) => country === owner) === true;
  const left = [...selection].flatMap(([key, field]): [string, typeof field][] => {
    if (!isListName(field.name) || field.fields === null) return [[key, field]];
    const fields = new Map(
      [...field.fields].filter(([, { name, args }]) => name !== 'records' || !isMissing(args.after)),
    );
    return fields.size === 0 && field.fields.size > 0 ? [] : [[key, { ...field, fields }]];
  });
  return new Map(left);
}
