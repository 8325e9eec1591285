/** Random faults on random countries: a few at a time, each for a moment, then the country is well. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../mocks/seeded-random.ts';
import { FAULTS, type FaultName } from '../faults/faults.ts';

export interface Disturbed {
  readonly code: string;
  /** Reached by https, or by a name: the faults of either can be made. */
  readonly isSecure: boolean;
  readonly set: (fault: FaultName | null) => Promise<void>;
}

/** How many countries fail at once at most; how long each fails, and how long until the next one, in milliseconds. */
const AT_ONCE = 4;
const SHORTEST_MS = 300;
const LONGEST_MS = 2_500;
const CALM_MS = 1_500;

/** Until `signal` says to stop; then all countries are well. Returns how often each fault was made. */
export async function disturbAtRandom(
  countries: readonly Disturbed[],
  random: Random,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const made = new Map<string, number>();
  const well = new Set(countries);
  const disturb = async (): Promise<void> => {
    while (!signal.aborted) {
      const country = random.pick([...well]);
      const { name } = random.pick(FAULTS.filter((fault) => canMake(country, fault.name)));
      well.delete(country);
      made.set(name, (made.get(name) ?? 0) + 1);
      await country.set(name);
      await sleep(SHORTEST_MS + random.below(LONGEST_MS - SHORTEST_MS), undefined, { signal }).catch(
        () => {},
      );
      await country.set(null);
      well.add(country);
      await sleep(random.below(CALM_MS), undefined, { signal }).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, disturb));
  return made;
}

function canMake({ isSecure }: Disturbed, fault: FaultName): boolean {
  return fault === 'tls_failure' ? isSecure : fault === 'name_not_found' ? !isSecure : true;
}
