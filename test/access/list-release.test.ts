/** What a national system is told says the same as the rules, for every caller kind, owner, list and combination of facts. */

import { parse } from 'graphql';
import { accessClass } from '../../src/access/access-class.ts';
import { accessOf, readAccessMap } from '../../src/access/access-map.ts';
import { COMBINATIONS, closureOf } from '../../src/access/closure-of.ts';
import { coordinateIn, type ListRelease, releasesOf } from '../../src/access/list-release.ts';
import type { RecordFacts } from '../../src/access/record-facts.ts';
import { loadPolicy } from '../../src/cli/load-policy.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { LIST_NAMES } from '../../src/terms.ts';
import { expect, test } from '../jest.ts';

const POLICY = loadPolicy();
const MAP = readAccessMap(parse(loadSchemaTexts().operation));
const PARTICIPANTS = ['CH', 'DE', 'DK', 'HR', 'IS', 'IT', 'NO'];

/** As the doc comment of NativeRelease says it to a protocol. */
function goes({ unprotected, protected: needOfProtected }: ListRelease, facts: RecordFacts): boolean {
  if (facts.handling === 'H3') return false;
  if (facts.handling === 'H2' && !facts.addressee && !facts.itemConsent) return false;
  const need = facts.protected ? needOfProtected : unprotected;
  return need === 'nothing' || (need === 'item consent' && facts.itemConsent);
}

for (const [country, date] of [
  ['DK', '2011-12-16'],
  ['GR', '2011-12-16'],
  ['NO', '2011-12-16'],
  ['CH', '2011-12-16'],
  ['DK', '2017-05-01'],
  ['GB', '2021-01-01'],
  ['JP', '2025-12-01'],
  ['RS', '2011-12-16'],
  ['ZZ', '2011-12-16'],
] as const) {
  test(`the releases for ${country} on ${date} let go exactly what the rules do`, () => {
    for (const purpose of [...POLICY.purposes.keys(), null]) {
      const requester = { country, purpose, date, logUp: true };
      const facts = { id: 'icarus', crimeArea: 'CSE', participants: PARTICIPANTS };
      const itsClass = accessClass(POLICY, requester, facts);
      for (const owner of PARTICIPANTS) {
        const releases = releasesOf(MAP, itsClass, owner);
        for (const list of LIST_NAMES) {
          for (const field of ['records', 'hit'] as const) {
            const release = releases[list][field];
            const access = accessOf(MAP, coordinateIn(list, field));
            for (const record of COMBINATIONS) {
              const open = closureOf(itsClass, access, owner, record) === null;
              const told = release === null ? true : goes(release, record);
              if (open !== told)
                throw new Error(JSON.stringify({ purpose, owner, list, field, record, open, told }));
            }
          }
          const records = releases[list].records;
          for (const isProtected of [false, true]) {
            const record = { ...plain, handling: 'H2', protected: isProtected } as const;
            const closure = closureOf(itsClass, accessOf(MAP, coordinateIn(list, 'records')), owner, record);
            const told = records?.consentable[isProtected ? 'protected' : 'unprotected'] ?? false;
            expect({ purpose, owner, list, told }).toEqual({
              purpose,
              owner,
              list,
              told: owner !== country && closure?.reason === 'H2_NOT_AN_ADDRESSEE',
            });
          }
        }
      }
    }
  });
}

const plain: RecordFacts = {
  handling: 'H0',
  addressee: false,
  itemConsent: false,
  protected: false,
  obliges: false,
};
