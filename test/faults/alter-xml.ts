import type { BodyFault, NativeNames } from './alter-body.ts';
import { CANARY } from './canary.ts';

/** An XML text with `fault`, at every place where there is one for it. Prefixes and attributes stay. */
export function alterXml(fault: BodyFault, text: string, { handle, lists }: NativeNames): string {
  switch (fault) {
    case 'malformed_body':
      return `${text.trimEnd().replace(/<\/[^<>]+>$/u, '')}<${CANARY}>`;
    case 'wrong_types':
      return text
        .replace(/>[^<>]*[^<>\s][^<>]*</gu, `><${CANARY}>${CANARY}</${CANARY}><`)
        .replace(/="\d+"/gu, `="${CANARY}"`);
    case 'more_fields':
      return text.replace(
        new RegExp(`<([^<>\\s/]+:)?${handle}>[^<]*</[^<>]+>`, 'gu'),
        (element, prefix: string = '') => `${element}<${prefix}${CANARY}>${CANARY}</${prefix}${CANARY}>`,
      );
    case 'foreign_record':
      return text.replace(
        // The end of a last row, and of the list that holds it.
        new RegExp(`</([^<>\\s:]+:)?([^<>\\s]+)>(\\s*</[^<>\\s:]*:?(?:${lists.join('|')})>)`, 'gu'),
        (ends, prefix: string = '', row: string, end: string) =>
          `${ends.slice(0, -end.length)}<${prefix}${row}><${prefix}${CANARY}>${CANARY}</${prefix}${CANARY}></${prefix}${row}>${end}`,
      );
  }
}
