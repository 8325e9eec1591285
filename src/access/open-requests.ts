import { type CountryCode, EFFECTS, EUROPOL, INTERPOL, type IsoDate } from '../terms.ts';
import { effectsOf } from './effects-of.ts';
import type { AskedGate, GatedCoordinate, Way } from './gated-coordinates.ts';
import { AREAS } from './held-facts.ts';
import { isInScope, type Policy, standingConsentOf } from './policy.ts';
import { BY_CLASS, RECORD_CASES, type RequestCase } from './question-space.ts';
import { throughWays } from './through-ways.ts';

/** Who asks, on which day. */
export interface Asker {
  readonly country: CountryCode;
  readonly date: IsoDate;
}

/** Requests, by their place in a list of them. */
export type Requests = ReadonlySet<number>;

const OPEN = EFFECTS.indexOf('ALLOW_SUPPRESSED');

/**
 * For each of `requests` that are made of another country: does a place of the schema open to `asker` before at least one
 * owner? Of a place in `ofRecords` for at least one combination of record facts, else by class facts. In a crime area
 * within the asker's scope, if there is one: outside nothing is wider.
 */
export function openRequests(
  policy: Policy,
  asker: Asker,
  requests: readonly RequestCase[],
  ofRecords: (place: GatedCoordinate) => boolean,
): (place: GatedCoordinate) => Requests {
  const owners = [...new Set([...policy.names.keys(), EUROPOL, INTERPOL])];
  const others = owners.filter((owner) => owner !== asker.country);
  const effectsBefore = new Map(
    owners.map((owner) => [owner, rememberEffects(policy, asker, owner, requests)]),
  );
  const known = new Map<string, Requests>();
  const openedBy = (
    owner: CountryCode,
    ways: readonly Way[],
    records: readonly number[],
  ): readonly number[] => {
    const size = requests.length * RECORD_CASES.length;
    const effects = throughWays(
      ways,
      size,
      (gate) => effectsBefore.get(deciderOf(gate, owner))?.(gate) ?? NOTHING,
    );
    const isOpen = (request: number, record: number): boolean =>
      (effects[request * RECORD_CASES.length + record] ?? 0) >= OPEN;
    return [...requests.keys()].filter((request) => records.some((record) => isOpen(request, record)));
  };
  return (place) => {
    const records = ofRecords(place) ? [...RECORD_CASES.keys()] : [BY_CLASS];
    const key = JSON.stringify([records, place.ways]);
    const opened = known.get(key) ?? new Set(others.flatMap((owner) => openedBy(owner, place.ways, records)));
    known.set(key, opened);
    return opened;
  };
}

const NOTHING = new Uint8Array();

function deciderOf(gate: AskedGate, country: CountryCode): CountryCode {
  if (gate.owner === 'EUROPOL') return EUROPOL;
  return gate.owner === 'INTERPOL' ? INTERPOL : country;
}

function rememberEffects(
  policy: Policy,
  { country, date }: Asker,
  owner: CountryCode,
  requests: readonly RequestCase[],
): (gate: AskedGate) => Uint8Array {
  const crimeArea = AREAS.find((area) => isInScope(policy, country, area, date)) ?? null;
  const standing = standingConsentOf(policy, owner, country, date);
  const known = new Map<string, Uint8Array>();
  return ({ category }) => {
    const effects =
      known.get(category) ??
      effectsOf(policy, { requester: country, owner, date, crimeArea, standing }, category, requests);
    known.set(category, effects);
    return effects;
  };
}
