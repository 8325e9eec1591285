import { GatewayError } from '../errors.ts';
import { AGREEMENT_KINDS } from '../terms.ts';
import { isIsoDate } from './is-iso-date.ts';
import { knownWordOf } from './known-word-of.ts';
import { quoteValue } from './quote-value.ts';
import type { PlannedAgreement } from './with-agreement.ts';

const FORM = /^([A-Z]{2})=(\S+) from (\S+)(?: to (\S+))?$/;

/**
 * Reads `RS=OPERATIONAL from 2014-05-07`, with `to` and a last day if it ends. `text` is untrusted; the country may be one
 * that no table knows.
 *
 * Throws BAD_USER_INPUT, naming `option`, on another form, an unknown kind, a day that is none and a reversed interval.
 */
export function readPlannedAgreement(option: string, text: string): PlannedAgreement {
  const refuse = (problem: string, remedy: string): GatewayError =>
    new GatewayError('BAD_USER_INPUT', `option ${option}: ${problem}: ${remedy}`, { option, remedy });
  const [, country, word, from, to = null] = FORM.exec(text) ?? [];
  if (country === undefined || word === undefined || from === undefined) {
    const remedy = 'write it as "RS=OPERATIONAL from 2014-05-07", or with "to" and a last day';
    throw refuse(`${quoteValue(text)} is no agreement`, remedy);
  }
  const kind = knownWordOf(AGREEMENT_KINDS, word);
  if (kind === null) {
    throw refuse(`unknown kind ${quoteValue(word)}`, `write one of ${AGREEMENT_KINDS.join(', ')}`);
  }
  for (const day of [from, to]) {
    if (day !== null && !isIsoDate(day)) {
      throw refuse(`${quoteValue(day)} is no date`, 'write a day of the calendar as yyyy-MM-dd');
    }
  }
  if (to !== null && to < from) {
    throw refuse(`it ends on ${to} before it begins on ${from}`, 'write the earlier day after "from"');
  }
  return { country, kind, from, to };
}
