import type { RecordCase } from '../access/question-space.ts';
import { HANDLING_CODES } from '../terms.ts';

/** For one handling code: which of plain, item consent, addressee, both it holds for, and the words for that. */
const CONDITIONS: Readonly<Record<string, string>> = {
  '1111': '',
  '0111': 'to an addressee or by item consent',
  '0101': 'by item consent',
  '0011': 'to an addressee',
  '1010': 'without item consent',
  '1100': 'not to an addressee',
  '1000': 'to no addressee, without item consent',
  '0010': 'to an addressee without item consent',
  '0100': 'to no addressee by item consent',
  '0001': 'to an addressee by item consent',
};

/** Record facts in words: `H0, H1, H2 by item consent`. All of them: `every record`. Nothing is left out. */
export function toRecordWords(records: readonly RecordCase[]): string {
  const byHandling = HANDLING_CODES.map((handling) => {
    const own = records.filter((record) => record.handling === handling);
    return { handling, condition: own.length === 0 ? null : conditionOf(own) };
  }).filter(({ condition }) => condition !== null);
  const byCondition = [...Map.groupBy(byHandling, ({ condition }) => condition)];
  const [only] = byCondition;
  if (byCondition.length === 1 && only?.[0] === '' && only[1].length === HANDLING_CODES.length) {
    return 'every record';
  }
  return byCondition
    .map(([condition, codes]) => `${codes.map(({ handling }) => handling).join(', ')} ${condition}`.trim())
    .join('; ');
}

function conditionOf(records: readonly RecordCase[]): string {
  const has = (addressee: boolean, itemConsent: boolean): string =>
    records.some((one) => one.addressee === addressee && one.itemConsent === itemConsent) ? '1' : '0';
  const pattern = [has(false, false), has(false, true), has(true, false), has(true, true)].join('');
  return CONDITIONS[pattern] ?? spelled(records);
}

function spelled(records: readonly RecordCase[]): string {
  return records
    .map(({ addressee, itemConsent }) =>
      [
        addressee ? 'to an addressee' : 'to no addressee',
        itemConsent ? 'by item consent' : 'without item consent',
      ].join(' '),
    )
    .join(' or ');
}
