/**
 * What every mock was asked, field by field, beside what the rules allow: for callers of every kind of agreement and
 * every purpose. Categories are read from the vocabulary, not from the product's schema.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Message } from '../../mocks/mock-system.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { decide } from '../../src/access/decide.ts';
import { standingConsentOf } from '../../src/access/policy.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { openTestGateway, POLICY } from './open-test-gateway.ts';

const RECORD = 'marking { handling sourceEvaluation informationEvaluation } provenance { system asOf }';
const EVERYTHING = /* GraphQL */ `{ operation(id: "icarus") { participations { modusOperandi
  victims { identifiedCount safeguardedCount hit }
  arrests { count { exact published reported } completeness { answered } hit byStatus { count } byAgeBand { count }
    records { totalCount nodes { caseRef date placeNuts2 offence { national iccs } status ageBand ${RECORD} } } }
  suspects { count { exact } hit records { nodes { caseRef dataSubjectCategory identifiedOn placeNuts2 offence { iccs } ageBand interpol { hit noticeColour } ${RECORD} } } }
  searches { count { exact } hit records { nodes { caseRef date placeNuts2 warrantBasis ${RECORD} } } }
  seizures { count { exact } hit records { nodes { exhibitRef deviceType itemCount dataVolumeTb ${RECORD} } } }
  forensicExams { count { exact } hit byStatus { count } records { nodes { exhibitRef status deviceType openedOn completedOn ${RECORD} } } } } } }`;

/** Callers of every kind of agreement: country, date, kind. */
const CALLERS = [
  ['DK', '2011-12-16', 'EU_MEMBER'],
  ['GR', '2011-12-16', 'EU_MEMBER'],
  ['NO', '2011-12-16', 'OPERATIONAL'],
  ['US', '2011-12-16', 'OPERATIONAL'],
  ['RS', '2011-12-16', 'STRATEGIC'],
  ['ZZ', '2011-12-16', 'NONE'],
  ['DK', '2017-05-01', 'OPERATIONAL_DK'],
  ['GB', '2021-01-01', 'INTERNATIONAL_AGREEMENT'],
  ['JP', '2025-12-01', 'WORKING_ARRANGEMENT'],
  ['RU', '2022-04-01', 'SUSPENDED'],
] as const;
const PURPOSES = [
  'COORDINATION_STATISTICS',
  'STRATEGIC_ANALYSIS',
  'CROSS_CHECK',
  'OPERATIONAL_ANALYSIS',
  'FACILITATE_EXCHANGE',
  'CURIOSITY',
  null,
];

const TYPES = {
  arrests: 'Arrest',
  suspects: 'Suspect',
  searches: 'Search',
  seizures: 'Seizure',
  forensicExams: 'ForensicExam',
};
const vocabulary: Record<string, string>[] = parseCsv(
  readFileSync(new URL('./vocabulary.csv', import.meta.url)),
  { columns: true, relax_column_count: true },
);

/** The vocabulary's category of a field of a record; what stands beside the fields is as the narrowest of them. */
function categoryOf(type: string, field: string): string {
  const row = vocabulary.find((one) => one.type === type && one.field === field);
  if (row?.class !== undefined) return row.class;
  if (field === 'sourceEvaluation' || field === 'informationEvaluation') {
    return ['Arrest', 'Suspect'].includes(type) ? 'PERSONAL' : 'OPERATIONAL';
  }
  throw new Error(`the vocabulary has no ${type}.${field}`);
}

interface Caller {
  readonly country: string;
  readonly date: string;
  readonly purpose: string | null;
}

function effectOf({ country, date, purpose }: Caller, owner: string, category: string): string {
  return decide(
    {
      date,
      owner,
      requester: country,
      category,
      purpose,
      crimeArea: 'CSE',
      participant: COUNTRIES.has(country) || country === 'XO',
      addressee: false,
      handling: 'H0',
      consent: standingConsentOf(POLICY, owner, country, date),
      logUp: true,
    },
    POLICY,
  ).effect;
}

/** Sweden counts as suspects those of a grade and above: the key of its correction, in no vocabulary. */
const GRADE = 'suspicionGrade';
const FACTS = new Set(['handle', 'handling', 'protected']);

/** Fields of one message that the rules do not allow, `list.field`. */
function beyond(caller: Caller, owner: string, { asked }: Message): string[] {
  const effect = (category: string): string => effectOf(caller, owner, category);
  const operational = effect('OPERATIONAL') === 'ALLOW';
  return asked.flatMap(({ list, fields, count }) => {
    if (list === 'overview') return fields.filter((field) => !overviewAllowed(effect, field));
    const type = TYPES[list];
    const narrowest = ['Arrest', 'Suspect'].includes(type) ? 'PERSONAL' : 'OPERATIONAL';
    const lists = operational && effect(narrowest) === 'ALLOW';
    const hits = ['ALLOW', 'HIT_NO_HIT'].includes(effect(narrowest));
    const closed = fields.filter((field) => {
      if (field === 'handle' && isFrame(owner)) return false;
      if (FACTS.has(field)) return !(lists || hits);
      if (field === GRADE) return !(owner === 'SE' && list === 'suspects' && (operational || hits));
      if (lists && effect(categoryOf(type, field)) === 'ALLOW') return false;
      return !isKey(list, owner, field, operational || hits);
    });
    return [...closed, ...(count && !operational && !isFrame(owner) ? ['count'] : [])].map(
      (field) => `${list}.${field}`,
    );
  });
}

/** Native keys that a count may read: cells read their code, corrections their key. */
function isKey(list: string, owner: string, field: string, isCounted: boolean): boolean {
  if (!isCounted) return false;
  if (field === 'status' || field === 'ageBand') return list === 'arrests' || list === 'forensicExams';
  const corrected = COUNTRIES.get(owner)?.lists.suspects.correction !== undefined;
  return (
    corrected &&
    (list === 'suspects' || list === 'arrests') &&
    !(field in { date: 0, placeNuts2: 0, offence: 0 })
  );
}

/** Protocols whose frame carries the total of every page, or the handle of every row, asked or not. */
function isFrame(owner: string): boolean {
  return ['REST/JSON HAL', 'HAL', 'JSON:API'].some((name) =>
    COUNTRIES.get(owner)?.protocol.name.includes(name),
  );
}

function overviewAllowed(effect: (category: string) => string, field: string): boolean {
  if (field === 'modusOperandi') return effect('STRATEGIC') === 'ALLOW';
  const isHit = field === 'victimsIdentified' && effect('PROTECTED') === 'HIT_NO_HIT';
  return isHit || effect('PROTECTED') === 'ALLOW';
}

describe('what is asked is allowed', () => {
  let mocks: Mocks;
  beforeAll(async () => {
    mocks = await startMocks();
  });
  afterAll(() => mocks.close());

  for (const [country, date, kind] of CALLERS) {
    test(`${kind} (${country} on ${date}), whatever the purpose: no closed field to a country that selects, no reference to Interpol that may not travel`, async () => {
      const gateway = openTestGateway(mocks, date, 5_000);
      for (const purpose of PURPOSES) {
        for (const mock of [...mocks.national.values(), mocks.interpol]) mock.forget();
        const outcome = await gateway.ask(country, EVERYTHING, { purpose });
        expect(outcome.kind).toBe('answered');
        const caller = { country, date, purpose };
        const seen: string[] = [];
        for (const [owner, mock] of mocks.national) {
          if (COUNTRIES.get(owner)?.protocol.selects !== 'fields') continue;
          for (const message of mock.messages)
            seen.push(...beyond(caller, owner, message).map((one) => `${owner} ${one}`));
          const opens =
            effectOf(caller, owner, 'PERSONAL') === 'ALLOW' &&
            effectOf(caller, owner, 'OPERATIONAL') === 'ALLOW';
          const fields = mock.messages.flatMap(({ asked }) => asked.flatMap((one) => one.fields));
          // The converse: what is open and asked is asked of the country, every field of it.
          if (opens && effectOf(caller, 'XE', 'STATISTICAL') !== 'DENY') {
            expect({ owner, fields }).toEqual({
              owner,
              fields: expect.arrayContaining(['caseRef', 'date', 'warrantBasis', 'itemCount']),
            });
          }
        }
        expect({ purpose, seen }).toEqual({ purpose, seen: [] });
        expect(strayReferences(caller, mocks)).toEqual([]);
      }
      await gateway.close();
    });
  }
});

/** References in Interpol's journal whose owner's or whose caller's right does not let them travel. */
function strayReferences(caller: Caller, mocks: Mocks): string[] {
  const bodies = mocks.interpol.messages.map(({ body }) => body).join();
  const owners = [...bodies.matchAll(/country: \\"([A-Z]{2})\\"/g)].map(([, owner]) => owner as string);
  return [...new Set(owners)].filter((owner) => {
    const travels =
      effectOf({ ...caller, country: 'XO', purpose: 'CROSS_CHECK' }, owner, 'PERSONAL') === 'ALLOW';
    const mayUse =
      effectOf(caller, owner, 'PERSONAL') === 'ALLOW' && effectOf(caller, 'XO', 'PERSONAL') === 'ALLOW';
    return !(travels && mayUse);
  });
}
