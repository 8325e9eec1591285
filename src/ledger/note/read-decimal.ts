import { isCount } from '../is-count.ts';

const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;

/** A size or an index in ASCII digits without leading noughts, below 2^53; null for any other text. */
export function readDecimal(text: string): number | null {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return isCount(value) ? value : null;
}
