import type { FieldCost } from './cost-map.ts';

/**
 * How many entries a field can have: what the schema says, or fewer by `first` of its own or of `above`, the arguments of
 * the field that it stands under, or by the number of references it looks up. `isOfOne`: it stands below one country.
 */
export function entriesOf(
  { records, byCountry }: FieldCost,
  args: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, unknown>>,
  isOfOne: boolean,
): number {
  if (byCountry && isOfOne) return 1;
  const limits = [args.first, above.first, Array.isArray(args.refs) ? args.refs.length : undefined];
  return Math.min(records, ...limits.filter((limit) => typeof limit === 'number'));
}
