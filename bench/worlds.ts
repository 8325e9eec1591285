/** The worlds of the workloads: made from their names, so that every process of a run has the same one. */
import { makeWorld, type NationalWorld, type World } from '../mocks/world.ts';
import type { Policy } from '../src/access/policy.ts';
import { readPolicy } from '../src/access/read-policy.ts';
import { loadPolicy, loadPolicyTexts } from '../src/cli/load-policy.ts';
import { givenRecords } from './given-records.ts';
import { CODES } from './query-spec.ts';
import { worldOf } from './world-of.ts';

/**
 * `icarus`: the demo's. `open`: of it what Germany has by its usual class, and nothing of that marked. `copies N`: N records in
 * every list.
 */
export type WorldName = 'icarus' | 'open' | `copies ${number}`;
export type PolicyName = 'usual' | 'open';

export function worldNamed(name: WorldName): World {
  if (name === 'icarus') return makeWorld();
  if (name === 'open') return unmarked(makeWorld(), loadPolicy());
  return worldOf(Number(name.slice('copies '.length)));
}

/** `open`: every country is a member with the whole mandate, and consents to everything there is. */
export function policyNamed(name: PolicyName): Policy {
  return name === 'usual' ? loadPolicy() : readPolicy(openTexts());
}

/** The policy's tables as the gateway reads them. */
function openTexts() {
  const texts = loadPolicyTexts();
  const [agreements = ''] = texts.agreements.split('\n');
  const [scopes = ''] = texts.scopes.split('\n');
  const rows = CODES.map((code) => `${code},${code},EU_MEMBER,,1999-07-01,,as measured,,high`);
  const others = texts.agreements.split('\n').filter((line) => /^X/.test(line));
  return { ...texts, agreements: [agreements, ...rows, ...others, ''].join('\n'), scopes: `${scopes}\n` };
}

const MARKED = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'] as const;

function unmarked(world: World, policy: Policy): World {
  const viewing = { world, policy, viewer: 'DE' };
  const countries = [...world.countries].map(([code, own]): [string, NationalWorld] => {
    const lists = MARKED.map((list) => [
      list,
      givenRecords(viewing, code, list).map((record) => ({ ...record, handling: 'H0', protected: false })),
    ]);
    return [code, { ...own, ...Object.fromEntries(lists) }];
  });
  return { ...world, countries: new Map(countries) };
}
