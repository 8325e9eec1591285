import { parse } from 'csv-parse/sync';
import { decide } from '../../src/access/decide.ts';
import { isInScope, kindOf, standingConsentOf } from '../../src/access/policy.ts';
import { readPolicy } from '../../src/access/read-policy.ts';
import type { AgreementKind, Category } from '../../src/terms.ts';
import { CRIME_AREAS } from '../../src/terms.ts';
import { describe, expect, test } from '../jest.ts';
import { POLICY_TEXTS } from './policy-texts.ts';
import { rulesAgain } from './rules-again.ts';

/*
 * The expected values are worked out here from the rows of the files, day by day, with nothing of the product but the
 * functions under test.
 */
type Row = Record<string, string>;
const rowsOf = (text: string) => parse<Row>(text, { columns: true });
const agreements = rowsOf(POLICY_TEXTS.agreements);
const scopes = rowsOf(POLICY_TEXTS.scopes);
const consents = rowsOf(POLICY_TEXTS.consents);

const DAY_MS = 86_400_000;
const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Each date of the three tables, a day before and a day after. */
const DAYS = [
  ...new Set(
    [...agreements, ...scopes, ...consents]
      .flatMap((row) => [row.valid_from, row.valid_to])
      .filter((day) => day !== undefined && day !== '')
      .map((day) => Date.parse(`${day}T00:00:00Z`))
      .flatMap((ms) => [toDay(ms - DAY_MS), toDay(ms), toDay(ms + DAY_MS)]),
  ),
].sort();

/** Everybody the agreements know, and one country that does not exist. */
const COUNTRIES = [...new Set(agreements.map((row) => row.iso2 ?? '')), 'QQ'];

const holdsOn = (row: Row, day: string) =>
  row.valid_from !== '' &&
  Date.parse(row.valid_from ?? '') <= Date.parse(day) &&
  (!row.valid_to || Date.parse(day) <= Date.parse(row.valid_to));

const kindOn = (country: string, day: string) =>
  (agreements.find((row) => row.iso2 === country && holdsOn(row, day))?.kind ?? 'NONE') as AgreementKind;

function areasOn(country: string, day: string): readonly string[] {
  const rows = scopes.filter((row) => row.iso2 === country);
  if (rows.length === 0) {
    return country === 'QQ' ? [] : CRIME_AREAS;
  }
  const begun = rows.filter((row) => (row.valid_from ?? '') <= day);
  const last = begun.sort((a, b) => Date.parse(b.valid_from ?? '') - Date.parse(a.valid_from ?? ''))[0];
  return last?.areas === '*' ? CRIME_AREAS : (last?.areas ?? '').split('|');
}

const consentsOn = (day: string) =>
  new Set(consents.filter((row) => holdsOn(row, day)).map((row) => `${row.owner}>${row.requester}`));

const policy = readPolicy(POLICY_TEXTS);

describe('on every date of agreements, scopes and consents, a day before and a day after', () => {
  test('there are such days, and everybody is asked about', () => {
    expect(DAYS.length).toBeGreaterThan(150);
    expect(DAYS).toEqual(expect.arrayContaining(['2017-04-30', '2017-05-01', '2008-01-01', '2011-12-01']));
    expect(COUNTRIES).toHaveLength(policy.names.size + 1);
  });

  test('the kind in force is that of the row that holds, both ends included', () => {
    const wrong = DAYS.flatMap((day) =>
      COUNTRIES.filter((country) => kindOf(policy, country, day) !== kindOn(country, day)).map(
        (country) => `${country} ${day}`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('the scope in force is that of the last row that has begun', () => {
    const wrong = DAYS.flatMap((day) =>
      COUNTRIES.flatMap((country) => {
        const areas = areasOn(country, day);
        return CRIME_AREAS.filter(
          (area) => isInScope(policy, country, area, day) !== areas.includes(area),
        ).map((area) => `${country} ${area} ${day}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('a standing consent holds from its first to its last day, from owner to requester and not back', () => {
    const wrong: string[] = [];
    for (const day of DAYS) {
      const given = consentsOn(day);
      for (const owner of COUNTRIES) {
        for (const requester of COUNTRIES) {
          const expected = given.has(`${owner}>${requester}`) ? 'general' : 'none';
          if (standingConsentOf(policy, owner, requester, day) !== expected) {
            wrong.push(`${owner}>${requester} ${day}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each<[Category, string, Category, string]>([
    ['STATISTICAL', 'COORDINATION_STATISTICS', 'STATISTICAL', 'DRUGS'],
    ['OPERATIONAL', 'OPERATIONAL_ANALYSIS', 'PROTECTED', 'CYBER'],
    ['PERSONAL', 'CROSS_CHECK', 'PERSONAL', 'CSE'],
    ['PROTECTED', 'OPERATIONAL_ANALYSIS', 'PROTECTED', 'FRAUD'],
  ])(
    '%s for %s is decided by the facts of that day, between any two countries',
    (category, purpose, widest, area) => {
      let asked = 0;
      const wrong: string[] = [];
      for (const day of DAYS) {
        const given = consentsOn(day);
        const kinds = COUNTRIES.map((country) => kindOn(country, day));
        const inScope = COUNTRIES.map((country) => areasOn(country, day).includes(area));
        for (const [ownerIndex, owner] of COUNTRIES.entries()) {
          for (const [requesterIndex, requester] of COUNTRIES.entries()) {
            // Record facts alternate, so that neighbours differ in them as well.
            asked += 1;
            const handling = asked % 3 === 0 ? 'H1' : 'H0';
            const participant = asked % 2 === 0;
            const { effect, reason } = decide(
              {
                date: day,
                owner,
                requester,
                category,
                purpose,
                crimeArea: area,
                participant,
                addressee: false,
                handling,
                consent: standingConsentOf(policy, owner, requester, day),
                logUp: true,
              },
              policy,
            );
            const expected = rulesAgain({
              category,
              ownerKind: kinds[ownerIndex] ?? 'NONE',
              requesterKind: kinds[requesterIndex] ?? 'NONE',
              sameKnownCountry: owner === requester && owner !== 'QQ',
              purposeWidest: widest,
              crossCheck: purpose === 'CROSS_CHECK',
              inScope: inScope[requesterIndex] ?? false,
              participant,
              handling,
              addressee: false,
              consent: given.has(`${owner}>${requester}`) ? 'general' : 'none',
              logUp: true,
            });
            if (`${effect} ${reason}` !== expected) {
              wrong.push(`${owner}>${requester} ${day}: ${effect} ${reason}, not ${expected}`);
            }
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(asked).toBe(DAYS.length * COUNTRIES.length ** 2);
    },
  );
});

describe('the days that changed who sees what', () => {
  test.each<[string, string, AgreementKind, AgreementKind]>([
    ['DK', '2017-05-01', 'EU_MEMBER', 'OPERATIONAL_DK'],
    ['HR', '2013-07-01', 'OPERATIONAL', 'EU_MEMBER'],
    ['RS', '2014-05-07', 'STRATEGIC', 'OPERATIONAL'],
    ['GB', '2021-01-01', 'EU_MEMBER', 'INTERNATIONAL_AGREEMENT'],
    ['NZ', '2024-08-15', 'WORKING_ARRANGEMENT', 'INTERNATIONAL_AGREEMENT'],
    ['RU', '2022-04-01', 'STRATEGIC', 'SUSPENDED'],
  ])('%s on %s: %s until the day before, %s from then on', (country, day, before, after) => {
    expect(kindOf(policy, country, toDay(Date.parse(day) - DAY_MS))).toBe(before);
    expect(kindOf(policy, country, day)).toBe(after);
  });
});
