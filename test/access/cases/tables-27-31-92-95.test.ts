/** 27 to 29, 31, 92, 95: what is said wrongly in the schema, in a table or in an argument opens nothing: it is refused. */

import { parse } from 'graphql';
import { accessOf, readAccessMap } from '../../../src/access/access-map.ts';
import { readPolicy } from '../../../src/access/read-policy.ts';
import { checkCategories } from '../../../src/checks/check-categories.ts';
import { checkDirectives } from '../../../src/checks/check-directives.ts';
import { loadSchemaTexts } from '../../../src/cli/load-schema-texts.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { POLICY_TEXTS } from '../policy-texts.ts';
import { askedOf, type Case, openCase, sentTo } from './open-case.ts';

const { operation, national } = loadSchemaTexts();
const SUSPECT = 'type Suspect @access(category: PERSONAL, owner: COUNTRY)';
const NOTICE = 'type Notice @access(category: PERSONAL, owner: INTERPOL)';

test('27 a directive under another name says nothing: the field has no category, and nothing starts', () => {
  // Intent: import @access under a name that no rule reads. Trap: a library maps the names back, the rules do not.
  const renamed = operation.replace(NOTICE, 'type Notice @link__access(category: PUBLIC, owner: INTERPOL)');
  expect(renamed).not.toBe(operation);
  expect(() => readAccessMap(parse(renamed))).toThrow('unclassified field `Notice.colour`');
  expect(checkDirectives('operation', renamed).map(({ place }) => place)).toContain('Notice');
});

test('28 a directive given twice is neither of the two: nothing starts', () => {
  // Intent: add an open category behind a closed one. Trap: the last directive wins.
  const twice = operation.replace(SUSPECT, `${SUSPECT} @access(category: PUBLIC, owner: COUNTRY)`);
  expect(() => readAccessMap(parse(twice))).toThrow('`Suspect` has @access twice');
});

test('29 of two sources that classify one field differently the stricter counts, whichever comes first', () => {
  // Intent: have a contract call a closed field open. Trap: the source that is read last is believed.
  const open = parse(national.replaceAll('category: PERSONAL', 'category: PUBLIC'));
  const strict = parse(national.replaceAll('category: OPERATIONAL', 'category: PROTECTED'));
  for (const others of [
    [open, strict],
    [strict, open],
  ]) {
    const map = readAccessMap(parse(operation), others);
    expect(accessOf(map, 'Suspect.dataSubjectCategory').category).toBe('PERSONAL');
    expect(accessOf(map, 'Search.date').category).toBe('PROTECTED');
  }
});

test('31 a field that a country adds without a category is found, and no answer can hold it', () => {
  // Intent: bring a field in by a contract alone. Trap: what nobody classified is passed on.
  const added = national.replace('type Suspects {', 'type Suspects {\n  notes: String');
  expect(added).not.toBe(national);
  const found = checkCategories(operation, { national: added }).map(({ place }) => place);
  expect(found).toContain('Suspects.notes');
  expect(readAccessMap(parse(operation), []).has('Suspects.notes')).toBe(false);
});

describe('92 a table that is wrong somewhere is read nowhere', () => {
  const texts = POLICY_TEXTS;
  for (const [what, agreements] of [
    ['intervals that overlap', `${texts.agreements}RS,Serbia,OPERATIONAL,,2009-01-01,,x,,high\n`],
    [
      'an interval that ends before it begins',
      texts.agreements.replace(/^(AT,[^,]*,EU_MEMBER,,)1999-07-01,,/m, '$11999-07-01,1998-01-01,'),
    ],
    ['a day that is none', texts.agreements.replace(/^(AT,[^,]*,EU_MEMBER,,)1999-07-01/m, '$11999-02-30')],
    ['a row twice', texts.agreements.replace(/^(AT,.*)$/m, '$1\n$1')],
  ] as const) {
    test(`${what}: file, row and remedy are named`, () => {
      expect(agreements).not.toBe(texts.agreements);
      expect(() => readPolicy({ ...texts, agreements })).toThrow(/agreements\.csv row \d+: .+/);
    });
  }

  test('a mark of byte order changes nothing; a row without a first day gives nothing', () => {
    const plain = readPolicy(texts);
    expect(readPolicy({ ...texts, agreements: `\ufeff${texts.agreements}` }).agreements).toEqual(
      plain.agreements,
    );
    const blank = texts.agreements.replace(/^(AT,[^,]*,EU_MEMBER,,)1999-07-01/m, '$1');
    expect(readPolicy({ ...texts, agreements: blank }).agreements.get('AT') ?? []).toEqual([]);
  });
});

describe('95 a page of no size', () => {
  let it: Case;
  beforeAll(async () => {
    it = await openCase(['DE']);
  });
  afterAll(() => it.close());

  for (const first of ['0', '-1', '501', '2147483648', '1.5', '"5"']) {
    test(`first: ${first} is refused before anything is sent, and written down`, async () => {
      const { outcome, entry } = await it.ask(
        'DK',
        'query ($first: Int! = 5) { operation(id: "icarus") { arrests { records(first: $first) { totalCount } } } }',
        { variables: { first: JSON.parse(first) } },
      );
      expect(outcome).toMatchObject({ kind: 'refused', code: 'BAD_USER_INPUT' });
      expect(sentTo(it.mocks)).toEqual([]);
      expect(entry).toMatchObject({ outcome: 'refused', code: 'BAD_USER_INPUT', owners: [] });
    });
  }

  test('absent it is the default', async () => {
    const { outcome } = await it.ask(
      'DE',
      '{ operation(id: "icarus") { arrests { records { totalCount } } } }',
    );
    expect(outcome).toMatchObject({
      kind: 'answered',
      data: { operation: { arrests: { records: { totalCount: 14 } } } },
    });
    expect(askedOf(it.mocks, 'DE')).toContain('arrests.handling');
  });
});
