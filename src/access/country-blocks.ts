import type { CountryCode } from '../terms.ts';
import type { CountryBlock } from './access-change.ts';

/**
 * The same pairs, said in as few blocks as requesters with the same owners allow. A requester's list of all others is
 * the same list as its neighbour's when each leaves out itself. Every pair is in exactly one block.
 */
export function countryBlocks(
  ownersOf: ReadonlyMap<CountryCode, readonly CountryCode[]>,
): readonly CountryBlock[] {
  const all = [...ownersOf].map(([requester, owners]) => ({ requester, forms: formsOf(requester, owners) }));
  const forms = all.flatMap((one) => one.forms);
  const shared = Map.groupBy(forms, keyOf);
  const howOften = (form: Form): number => shared.get(keyOf(form))?.length ?? 0;
  const blocks = new Map<string, CountryBlock & { readonly requesters: CountryCode[] }>();
  for (const { requester, forms: own } of all) {
    const form = own.reduce((best, other) => (howOften(other) > howOften(best) ? other : best));
    const block = blocks.get(keyOf(form)) ?? { requesters: [], ...form };
    block.requesters.push(requester);
    blocks.set(keyOf(form), block);
  }
  return [...blocks.values()].map((block) =>
    block.towards === 'itself' ? { ...block, owners: block.requesters } : block,
  );
}

type Form = Pick<CountryBlock, 'owners' | 'towards'>;

function keyOf({ owners, towards }: Form): string {
  return `${towards} ${owners}`;
}

/** Of a list without the requester two: as it is, and the list with it where each leaves out itself. */
function formsOf(requester: CountryCode, owners: readonly CountryCode[]): readonly [Form, ...Form[]] {
  const sorted = owners.toSorted();
  if (!sorted.includes(requester)) {
    const withItself = [...sorted, requester].sort();
    return [
      { owners: sorted, towards: 'others' },
      { owners: withItself, towards: 'others' },
    ];
  }
  return sorted.length === 1 ? [{ owners: [], towards: 'itself' }] : [{ owners: sorted, towards: 'each' }];
}
