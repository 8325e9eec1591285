/** Runs the proofs on one known fault until one of them finds it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Policy } from '../../src/access/policy.ts';
import { walk } from '../access/input-space.ts';
import { rulesAgain } from '../access/rules-again.ts';
import { copyWith, discard } from './copy-product.ts';
import { dayAfter } from './day-after.ts';
import type { Mutant } from './mutants.ts';
import { loadProduct } from './product.ts';
import { runAllPairs, runCases } from './proof.ts';
import { AGREEMENTS, agreementOn, CONSENTS, SCOPES, standingConsent } from './rights.ts';

export interface Found {
  readonly name: string;
  /** Null: not found within the budget. */
  readonly cases: number | null;
  readonly how: string;
}

/** Copies are made below `base`. `most` cases at most; every seed begins anew. */
export async function findMutant(mutant: Mutant, base: string, seed: number, most: number): Promise<Found> {
  const folder = copyWith(mutant, base);
  try {
    const [cases, how] = await find(mutant, folder, seed, most);
    return { name: mutant.name, cases, how };
  } finally {
    discard(folder);
  }
}

async function find(
  mutant: Mutant,
  folder: string,
  seed: number,
  most: number,
): Promise<[number | null, string]> {
  if (mutant.by === 'rules') return inRules(folder);
  if (mutant.by === 'tables') return inTables(folder);
  let product: Awaited<ReturnType<typeof loadProduct>>;
  try {
    product = await loadProduct(folder);
  } catch (error) {
    return [1, `does not start: ${String(error).slice(0, 200)}`];
  }
  try {
    if (mutant.by === 'pairs') {
      const { tally, differences } = await runAllPairs(product, { seed, most, firstOnly: true });
      return differences.length > 0 ? [tally.pairs, differences[0]?.what ?? ''] : [null, ''];
    }
    const { cases, differences } = await runCases(product, { seed, most, firstOnly: true });
    return differences.length > 0 ? [cases, differences[0]?.what[0] ?? ''] : [null, ''];
  } catch (error) {
    return [1, `fails: ${String(error).slice(0, 200)}`];
  }
}

/** The enumeration: the rules against their second reading, on every input. */
async function inRules(folder: string): Promise<[number | null, string]> {
  const { applyRules } = await import(pathToFileURL(join(folder, 'src/access/apply-rules.ts')).href);
  let seen = 0;
  try {
    walk((facts, index) => {
      seen = index + 1;
      const { effect, reason } = applyRules(facts);
      const again = rulesAgain(facts);
      if (`${effect} ${reason}` !== again) throw new Error(`${effect} ${reason}, not ${again}`);
    });
  } catch (error) {
    return [seen, error instanceof Error ? error.message : String(error)];
  }
  return [null, ''];
}

/** Every boundary day of the tables, the day before and after, against a scan of the tables as they are. */
async function inTables(folder: string): Promise<[number | null, string]> {
  const load = (path: string) => import(pathToFileURL(join(folder, path)).href);
  const [{ readPolicy }, { kindOf, isInScope, standingConsentOf }, { readFileSync }] = await Promise.all([
    load('src/access/read-policy.ts'),
    load('src/access/policy.ts'),
    import('node:fs'),
  ]);
  const text = (name: string): string =>
    readFileSync(join(folder, 'schema/agreements', `${name}.csv`), 'utf8');
  let policy: Policy;
  try {
    policy = readPolicy({
      agreements: text('agreements'),
      scopes: text('crime-scopes'),
      consents: text('consents'),
      purposes: text('purposes'),
    });
  } catch (error) {
    return [1, String(error)];
  }
  let cases = 0;
  for (const { iso2 = '', valid_from, valid_to } of AGREEMENTS) {
    for (const date of around(valid_from, valid_to)) {
      cases += 1;
      const expected = agreementOn(iso2, date)?.kind ?? 'NONE';
      const seen = kindOf(policy, iso2, date);
      if (seen !== expected) return [cases, `${iso2} on ${date}: ${seen}, not ${expected}`];
    }
  }
  for (const { owner = '', requester = '', valid_from, valid_to } of CONSENTS) {
    for (const date of around(valid_from, valid_to)) {
      cases += 1;
      const expected = standingConsent(owner, requester, date);
      if (standingConsentOf(policy, owner, requester, date) !== expected)
        return [cases, `${owner} to ${requester} on ${date}: not ${expected}`];
    }
  }
  for (const { iso2 = '', valid_from } of SCOPES) {
    for (const date of around(valid_from, '')) {
      for (const area of ['CSE', 'DRUGS', 'FRAUD']) {
        cases += 1;
        const current = SCOPES.filter((row) => row.iso2 === iso2 && String(row.valid_from) <= date).at(-1);
        const expected =
          current !== undefined && (current.areas === '*' || String(current.areas).split('|').includes(area));
        if (isInScope(policy, iso2, area, date) !== expected)
          return [cases, `${iso2} ${area} on ${date}: not ${expected}`];
      }
    }
  }
  return [null, ''];
}

function around(...days: readonly (string | undefined)[]): readonly string[] {
  return days.flatMap((day) => (day ? [dayAfter(day, -1), day, dayAfter(day, 1)] : []));
}
