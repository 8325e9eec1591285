import type { Category } from '../terms.ts';
import { CATEGORIES } from '../terms.ts';

/**
 * Is `category` wider than `limit`? Null is a word nobody knows: as a category wider than everything, as a limit
 * narrower than everything, so that an unknown word never opens anything.
 */
export function isWider(category: Category | null, limit: Category | null): boolean {
  if (category === null || limit === null) {
    return true;
  }
  return CATEGORIES.indexOf(category) > CATEGORIES.indexOf(limit);
}
