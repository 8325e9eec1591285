import type { LegalBasis } from './policy.ts';

const DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const LIMITED = new RegExp(String.raw`^(.+) \((?:to (${DAY})|from (${DAY})|(${DAY})\.\.(${DAY}))\)$`);

/**
 * Parts the legal basis of an agreement by the intervals its text names.
 *
 * `Europol Convention (to 2009-12-31); Reg (EU) 2016/794 (from 2017-05-01)` gives two parts with their days, the interval
 * taken out of the text. A text that names no interval holds as it stands, whatever semicolons it has. `text` is the table's, checked for nothing.
 */
export function toLegalBases(text: string): readonly LegalBasis[] {
  const parts = text.split('; ').map(toLegalBasis);
  if (parts.every((part) => part.from === null && part.to === null)) {
    return [{ text, from: null, to: null }];
  }
  return parts;
}

function toLegalBasis(part: string): LegalBasis {
  const limited = LIMITED.exec(part);
  if (limited === null) {
    return { text: part, from: null, to: null };
  }
  const [, text = part, to, from, first, last] = limited;
  return { text, from: from ?? first ?? null, to: to ?? last ?? null };
}
