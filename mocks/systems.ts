/** THE list of national mocks: a folder each. */
import { serveAustria } from './at/mock.ts';
import { serveBelgium } from './be/mock.ts';
import { serveBulgaria } from './bg/mock.ts';
import { serveSwitzerland } from './ch/mock.ts';
import { serveCyprus } from './cy/mock.ts';
import { serveCzechia } from './cz/mock.ts';
import { serveGermany } from './de/mock.ts';
import { serveDenmark } from './dk/mock.ts';
import { serveEstonia } from './ee/mock.ts';
import { serveSpain } from './es/mock.ts';
import { serveFinland } from './fi/mock.ts';
import { serveFrance } from './fr/mock.ts';
import { serveUnitedKingdom } from './gb/mock.ts';
import { serveCroatia } from './hr/mock.ts';
import { serveHungary } from './hu/mock.ts';
import { serveIreland } from './ie/mock.ts';
import { serveIceland } from './is/mock.ts';
import { serveItaly } from './it/mock.ts';
import { serveLuxembourg } from './lu/mock.ts';
import type { MockSystem } from './mock-system.ts';
import { serveMalta } from './mt/mock.ts';
import { serveNetherlands } from './nl/mock.ts';
import { serveNorway } from './no/mock.ts';
import { servePoland } from './pl/mock.ts';
import { servePortugal } from './pt/mock.ts';
import { serveSweden } from './se/mock.ts';
import { serveSlovakia } from './sk/mock.ts';
import type { NationalWorld } from './world.ts';

type Serve = (world: NationalWorld) => Promise<MockSystem>;

export const NATIONAL_MOCKS: ReadonlyMap<string, Serve> = new Map<string, Serve>([
  ['AT', serveAustria],
  ['BE', serveBelgium],
  ['BG', serveBulgaria],
  ['CH', serveSwitzerland],
  ['CY', serveCyprus],
  ['CZ', serveCzechia],
  ['DE', serveGermany],
  ['DK', serveDenmark],
  ['EE', serveEstonia],
  ['ES', serveSpain],
  ['FI', serveFinland],
  ['FR', serveFrance],
  ['GB', serveUnitedKingdom],
  ['HR', serveCroatia],
  ['HU', serveHungary],
  ['IE', serveIreland],
  ['IS', serveIceland],
  ['IT', serveItaly],
  ['LU', serveLuxembourg],
  ['MT', serveMalta],
  ['NL', serveNetherlands],
  ['NO', serveNorway],
  ['PL', servePoland],
  ['PT', servePortugal],
  ['SE', serveSweden],
  ['SK', serveSlovakia],
]);
