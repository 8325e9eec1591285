import type { FieldCost } from './cost-map.ts';

/**
 * How many entries a field can have: what the schema says, or fewer by `first` of its own or of `above`, the arguments of
 * the field that it stands under, or by the number of references it looks up.
 */
export function entriesOf(
  { records }: FieldCost,
  args: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, unknown>>,
): number {
  const limits = [args.first, above.first, Array.isArray(args.refs) ? args.refs.length : undefined];
  return Math.min(records, ...limits.filter((limit) => typeof limit === 'number'));
}
