import type { BodyFault } from './alter-body.ts';
import { CANARY } from './canary.ts';

/** A date in any national format, as the whole of a field. */
const DATES = /(?<=[;,\t]"?)\d{2,4}[./-] ?\d{2}[./-] ?\d{2,4}\.?(?="?[;,\t])/gu;

/** A CSV text with `fault`. No field of the mocks' files holds a line end, which these read line by line. */
export function alterCsv(fault: BodyFault, text: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const delimiter = /[;\t,]/u.exec(text)?.[0] ?? ',';
  switch (fault) {
    case 'malformed_body':
      return `${text}"${CANARY}" ${CANARY}${lineEnd}`;
    case 'wrong_types':
      return text.replace(DATES, CANARY);
    case 'more_fields':
      return text.replaceAll(lineEnd, `${delimiter}${CANARY}${lineEnd}`);
    case 'foreign_record':
      // Another country's table has other columns, and not as many.
      return `${text}${CANARY}${delimiter}${CANARY}${lineEnd}`;
  }
}
