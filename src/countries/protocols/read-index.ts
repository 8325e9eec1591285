/** The index of a drop that is laid down in parts: which file holds which part, in which language. */
import { GatewayError } from '../../errors.ts';
import { asRows, type NativeRow } from './protocol.ts';

/** Names of the index's elements. `part` and `language` stand in the part's own file too. */
export interface IndexNames {
  readonly root: string;
  readonly entry: string;
  readonly part: string;
  readonly language: string;
  readonly name: string;
}

export interface IndexedPart {
  readonly part: string;
  /** One of the languages of the settings. */
  readonly language: string;
  /** A plain file name: it leads nowhere but into the operation's folder. Still to be encoded. */
  readonly name: string;
}

const MAX_FILES = 1_000;
/** Letters, digits, `-`, `_` and single dots between them: no slash, no `..`, nothing hidden. */
const PLAIN_NAME = /^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*$/u;

/**
 * The files that `index` names, in its order. SOURCE_INVALID: none at all (no file is not zero), too many, a name that
 * is no plain file name, an unknown language, the same file or the same part and language twice (it would count twice).
 */
export function readIndex(
  index: NativeRow,
  names: IndexNames,
  languages: readonly string[],
): readonly IndexedPart[] {
  const entry = index[names.entry];
  const rows = asRows(Array.isArray(entry) ? entry : [entry], `\`${names.entry}\``);
  if (rows.length > MAX_FILES) throw new GatewayError('SOURCE_INVALID', 'the index names too many files');
  const parts = rows.map((row) => readEntry(row, names, languages));
  checkDistinct(parts.map(({ name }) => name));
  checkDistinct(parts.map(({ part, language }) => `${part} ${language}`));
  return parts;
}

function readEntry(row: NativeRow, names: IndexNames, languages: readonly string[]): IndexedPart {
  const part = row[names.part];
  const language = row[names.language];
  const name = row[names.name];
  if (typeof part !== 'string' || !/^\S+$/.test(part)) {
    throw new GatewayError('SOURCE_INVALID', 'the index has a file of no part');
  }
  if (typeof language !== 'string' || !languages.includes(language)) {
    throw new GatewayError('SOURCE_INVALID', 'the index has a file in an unknown language');
  }
  if (typeof name !== 'string' || !PLAIN_NAME.test(name)) {
    throw new GatewayError('SOURCE_INVALID', 'the index has a name that is no plain file name');
  }
  return { part, language, name };
}

function checkDistinct(keys: readonly string[]): void {
  if (new Set(keys).size !== keys.length) {
    throw new GatewayError('SOURCE_INVALID', 'the index names a file or a part twice');
  }
}
