/** Which records of the world a viewer has: the bench's own word on it, to hold against what a subject answers. */
import type { ListName } from '../mocks/mock-system.ts';
import type { Marking, World } from '../mocks/world.ts';
import { kindOf, type Policy, standingConsentOf } from '../src/access/policy.ts';

export const DAY = '2011-12-16';

/** Who asks, by which policy. The viewer's country is a member: others have narrower rights than these lines say. */
export interface Viewing {
  readonly world: World;
  readonly policy: Policy;
  readonly viewer: string;
}

/** The records of a list that `viewer` has of `owner`, in the world's order. */
export function givenRecords<List extends ListName>(
  { world, policy, viewer }: Viewing,
  owner: string,
  list: List,
) {
  const isOpen =
    kindOf(policy, owner, DAY) === 'EU_MEMBER' || standingConsentOf(policy, owner, viewer, DAY) !== 'none';
  const records = (world.countries.get(owner)?.[list] ?? []) as readonly (Marking & object)[];
  return records.filter((record) => {
    if (owner === viewer) return true;
    const consented = isConsented(record, viewer);
    const codes = record.handling.split('+');
    if (!codes.every((code) => ['H0', 'H1', 'H2'].includes(code))) return false;
    if (codes.includes('H2') && !record.addressees.includes(viewer) && !consented) return false;
    return consented || (isOpen && !record.protected);
  });
}

/** May the reference of a suspect that is given travel to Interpol? */
export function travels({ policy }: Viewing, owner: string, record: Marking): boolean {
  const codes = record.handling.split('+');
  const isFree = codes.every((code) => code === 'H0' || code === 'H1');
  return isFree && !record.protected && standingConsentOf(policy, owner, 'XO', DAY) !== 'none';
}

function isConsented({ itemConsents }: Marking, viewer: string): boolean {
  return itemConsents.some(({ to, from, until = DAY }) => to === viewer && from <= DAY && DAY <= until);
}
