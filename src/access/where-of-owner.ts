/** A filter that names countries, for one of them: which records of that owner it asks for. */
import type { CountryCode } from '../terms.ts';

type Input = Readonly<Record<string, unknown>>;

/** Without `countries`: a filter over records alone, every record, or none. */
export type WhereOfOwner = Input | 'everything' | 'nothing';

/**
 * What `where` of a list asks of `owner`. It has been coerced and checked (`checkRecordArguments`); undefined asks for
 * every record.
 */
export function whereOfOwner(where: Input | undefined, owner: CountryCode): WhereOfOwner {
  if (where === undefined) return 'everything';
  return all(Object.entries(where).map(([key, value]) => partOf(key, value, owner)));
}

/** Does the filter in `args` ask for no record of `owner`, whatever a record holds? Then the list is not asked of it. */
export function leavesOut(args: Readonly<Record<string, unknown>>, owner: CountryCode): boolean {
  return whereOfOwner((args.where ?? undefined) as Input | undefined, owner) === 'nothing';
}

function partOf(key: string, value: unknown, owner: CountryCode): WhereOfOwner {
  if (key === 'countries')
    return (value as { in: readonly string[] }).in.includes(owner) ? 'everything' : 'nothing';
  if (key === 'not') return negated(whereOfOwner(value as Input, owner));
  if (key !== 'and' && key !== 'or') return { [key]: value };
  const parts = (value as readonly Input[]).map((one) => whereOfOwner(one, owner));
  return joined(key, parts);
}

/** INVARIANT: the parts of one input have keys of their own, so that they can stand in one input again. */
function all(parts: readonly WhereOfOwner[]): WhereOfOwner {
  if (parts.includes('nothing')) return 'nothing';
  const inputs = parts.filter((part): part is Input => part !== 'everything');
  return inputs.length === 0 ? 'everything' : Object.assign({}, ...inputs);
}

/** What one part makes of the whole. */
const ABSORBING = { and: 'nothing', or: 'everything' } as const;
const NEUTRAL = { and: 'everything', or: 'nothing' } as const;

function joined(key: 'and' | 'or', parts: readonly WhereOfOwner[]): WhereOfOwner {
  if (parts.includes(ABSORBING[key])) return ABSORBING[key];
  const inputs = parts.filter((part) => typeof part !== 'string');
  return inputs.length === 0 ? NEUTRAL[key] : { [key]: inputs };
}

function negated(part: WhereOfOwner): WhereOfOwner {
  if (typeof part !== 'string') return { not: part };
  return part === 'everything' ? 'nothing' : 'everything';
}
