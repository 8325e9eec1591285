import { seededRandom } from '../seeded-random.ts';
import type { World } from '../world.ts';

export type Handling = string;

/** What Europol knows of a package: that it went, from whom, to whom, and how it may be used. Never what it says. */
export interface IntelligencePackage {
  readonly id: string;
  /** Europol's own name of it. */
  readonly entry: string;
  readonly provider: string;
  readonly recipient: string;
  /** `yyyy-MM-dd`, a day of the operational meeting. */
  readonly disseminatedOn: string;
  /** The border fact: the codes of the marking, beside it. */
  readonly handling: readonly Handling[];
  /** Null but for H3. */
  readonly handlingText: string | null;
  readonly marking: {
    readonly handling: readonly Handling[];
    readonly sourceEvaluation: 'A' | 'B' | 'C' | 'X';
    readonly informationEvaluation: '1' | '2' | '3' | '4';
  };
}

const SEED = 0x2011_0913;

/**
 * The packages of Operation Icarus in order of id, ids dense from `IP-2011-00001`: as many for each recipient as
 * icarus.csv says, all provided by Denmark. Throws when the table lacks a country of the world.
 */
export function makePackages(world: World): IntelligencePackage[] {
  const random = seededRandom(SEED);
  return recipientsOf(world).map((recipient, index) => {
    const handling = [handlingOf(index + 1)];
    return {
      id: `IP-2011-${String(index + 1).padStart(5, '0')}`,
      entry: `EP-${String(index + 1).padStart(5, '0')}`,
      provider: 'DK',
      recipient,
      disseminatedOn: random.day('2011-09-13', '2011-09-15'),
      handling,
      handlingText: handling.includes('H3') ? 'onward use only after consultation' : null,
      marking: {
        handling,
        sourceEvaluation: random.pick(['A', 'B', 'B', 'C', 'X']),
        informationEvaluation: random.pick(['1', '2', '3', '4']),
      },
    };
  });
}

/** One entry for each package, by code. */
function recipientsOf(world: World): string[] {
  return [...world.countries.keys()].sort().flatMap((code) => {
    const received = world.table.get(code)?.intel_packages_received;
    if (received === undefined) throw new Error(`data/icarus.csv has no packages for ${code}`);
    return Array<string>(Number(received)).fill(code);
  });
}

/** The fixture's formula for record `i`, counted from 1. */
function handlingOf(i: number): Handling {
  if (i % 25 === 0) return 'H3';
  if (i % 10 === 4) return 'H1';
  return i % 10 === 7 ? 'H2' : 'H0';
}
