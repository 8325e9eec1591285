import { quoteValue } from '../access/quote-value.ts';
import type { ExplainedPlan } from '../gateway/explain/explain-plan.ts';
import type { CountryCode } from '../terms.ts';
import { optionError } from './read-option.ts';

/** `plan` with the grafts of `owners` alone. Throws BAD_USER_INPUT for one of whom nothing is asked. */
export function onlyOwners(plan: ExplainedPlan, owners: readonly CountryCode[]): ExplainedPlan {
  const known = plan.grafts.map(({ owner }) => owner);
  const unknown = owners.find((code) => !known.includes(code));
  if (unknown !== undefined) {
    const remedy = known.length === 0 ? 'nobody is asked' : `write some of ${known.join(', ')}`;
    throw optionError('--owners', `nothing is asked of ${quoteValue(unknown)}`, remedy);
  }
  return { ...plan, grafts: plan.grafts.filter(({ owner }) => owners.includes(owner)) };
}
