import type { DecisionInput } from '../../src/access/decision-input.ts';
import { isInScope, kindOf, standingConsentOf } from '../../src/access/policy.ts';
import type { PolicyTexts } from '../../src/access/read-policy.ts';
import { readPolicy } from '../../src/access/read-policy.ts';
import { GatewayError } from '../../src/errors.ts';
import { describe, expect, test } from '../jest.ts';

/** A small world that is right; each test damages one thing in it. Rows are counted as in the file, the header is 1. */
const RIGHT: PolicyTexts = {
  agreements: [
    'iso2,name,kind,signed,valid_from,valid_to,legal_basis,note,confidence',
    'DE,Germany,EU_MEMBER,,1999-07-01,,Convention,,high',
    'DK,Denmark,EU_MEMBER,,1999-07-01,2017-04-30,Convention,,high',
    'DK,Denmark,OPERATIONAL_DK,,2017-05-01,,"Agreement, 2017",,high',
    'BR,Brazil,INTERNATIONAL_AGREEMENT,2025-03-05,,,Art 218,,high',
    '',
  ].join('\n'),
  scopes: ['iso2,valid_from,areas,note', 'DK,2006-03-01,DRUGS|CSE,', 'DK,2018-10-01,*,', ''].join('\n'),
  consents: [
    'owner,requester,valid_from,valid_to,note',
    'DE,DK,2011-09-01,2011-11-30,',
    'DE,DK,2012-01-01,,',
    '',
  ].join('\n'),
  purposes: [
    'purpose,widest_category,note',
    'CROSS_CHECK,PERSONAL,',
    'STRATEGIC_ANALYSIS,STRATEGIC,',
    '',
  ].join('\n'),
};

type Table = keyof PolicyTexts;
const FILES: Record<Table, string> = {
  agreements: 'schema/agreements/agreements.csv',
  scopes: 'schema/agreements/crime-scopes.csv',
  consents: 'schema/agreements/consents.csv',
  purposes: 'schema/agreements/purposes.csv',
};

function refusalOf(table: Table, text: string): GatewayError {
  try {
    readPolicy({ ...RIGHT, [table]: text });
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('the table was taken');
}

const replace = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
const append = (row: string) => (text: string) => `${text}${row}\n`;

describe('a wrong table is refused with file, row and remedy', () => {
  // biome-ignore format: one line a damage
  test.each<[string, Table, (text: string) => string, number, string, string]>([
    ['a day that does not exist', 'agreements', replace('2017-04-30', '2017-04-31'), 3, 'unreadable date `2017-04-31` in `valid_to`', 'yyyy-MM-dd'],
    ['a date of another form', 'agreements', replace('1999-07-01,,Conv', '01.07.1999,,Conv'), 2, 'unreadable date `01.07.1999` in `valid_from`', 'yyyy-MM-dd'],
    ['a date with a time', 'agreements', replace('2017-05-01', '2017-05-01T00:00'), 4, 'unreadable date', 'yyyy-MM-dd'],
    ['a date in full-width digits', 'agreements', replace('2017-05-01', '２０１７-05-01'), 4, 'unreadable date `\\u{ff12}', 'yyyy-MM-dd'],
    ['a date of a signed row', 'agreements', replace('BR,Brazil,INTERNATIONAL_AGREEMENT,2025-03-05,,,', 'BR,Brazil,INTERNATIONAL_AGREEMENT,2025-03-05,,soon,'), 5, 'unreadable date `soon` in `valid_to`', 'yyyy-MM-dd'],
    ['a reversed interval', 'agreements', replace('2017-04-30', '1999-06-30'), 3, 'reversed interval', 'write the earlier day into `valid_from`'],
    ['intervals that share one day', 'agreements', replace('2017-04-30', '2017-05-01'), 4, 'overlapping intervals of DK, row 3 holds until 2017-05-01', 'let row 3 end before'],
    ['an open interval before another', 'agreements', replace('2017-04-30', ''), 4, 'row 3 holds until further notice', 'let row 3 end before'],
    ['two intervals from one day', 'agreements', replace('2017-05-01', '1999-07-01'), 4, 'overlapping intervals of DK', 'let row 3 end before'],
    ['an overlap of rows out of order', 'agreements', append('DE,Germany,STRATEGIC,,1998-01-01,1999-07-01,,,'), 2, 'overlapping intervals of DE, row 6', 'let row 6 end before'],
    ['an unknown kind', 'agreements', replace('OPERATIONAL_DK', 'OPERATIONAL_FO'), 4, 'unknown kind `OPERATIONAL_FO`', 'write one of EU_MEMBER'],
    ['a kind that Object.prototype knows', 'agreements', replace('OPERATIONAL_DK', 'constructor'), 4, 'unknown kind `constructor`', 'write one of EU_MEMBER'],
    ['an unknown kind of a signed row', 'agreements', replace('INTERNATIONAL_AGREEMENT', 'TREATY'), 5, 'unknown kind `TREATY`', 'write one of EU_MEMBER'],
    ['no kind', 'agreements', replace('OPERATIONAL_DK', ''), 4, 'unknown kind ``', 'write one of EU_MEMBER'],
    ['a look-alike country code', 'agreements', replace('BR,', 'ＢＲ,'), 5, '`\\u{ff22}\\u{ff32}` in `iso2` is no country code', 'two upper case letters'],
    ['a lower case country code', 'agreements', replace('BR,', 'br,'), 5, '`br` in `iso2` is no country code', 'two upper case letters'],
    ['a duplicate row', 'agreements', append('DE,Germany,EU_MEMBER,,1999-07-01,,Convention,,high'), 6, 'duplicate row, it says again what row 2 says', 'delete one of them'],
    ['a duplicate signed row', 'agreements', append('BR,Brazil,INTERNATIONAL_AGREEMENT,2025-03-05,,,Art 218,,high'), 6, 'duplicate row, it says again what row 5 says', 'delete one of them'],
    ['a missing column', 'agreements', replace('valid_from', 'from'), 1, 'missing column `valid_from`', 'add it to the header'],
    ['a column twice', 'agreements', replace('note', 'valid_to'), 1, 'column `valid_to` stands there twice', 'keep one of them'],
    ['an empty file', 'agreements', () => '', 1, 'missing column `iso2`', 'add it to the header'],
    ['a row with a cell too many', 'agreements', replace('"Agreement, 2017"', 'Agreement, 2017'), 4, '10 cells under a header of 9', 'one cell for each column'],
    ['a row cut short', 'agreements', append('FR,France'), 6, '2 cells under a header of 9', 'one cell for each column'],
    ['a quote that does not close', 'agreements', replace('"Agreement, 2017"', '"Agreement'), 4, 'quotes that do not fit', 'close each quote'],
    ['a quote inside a word', 'agreements', replace('Germany', 'Ger"many'), 2, 'quotes that do not fit', 'close each quote'],
    ['an unknown crime area', 'scopes', replace('DRUGS|CSE', 'DRUGS|SPORT'), 2, 'unknown crime area `SPORT`', 'write `*` alone, or some of CSE'],
    ['the whole mandate and one more', 'scopes', replace('*', '*|CSE'), 3, 'unknown crime area `*`', 'write `*` alone'],
    ['no crime area', 'scopes', replace('*', ''), 3, 'unknown crime area ``', 'write `*` alone'],
    ['a scope of an unknown country', 'scopes', replace('DK,2018', 'NO,2018'), 3, 'unknown country `NO`', 'use a code of agreements.csv'],
    ['a scope of __proto__', 'scopes', replace('DK,2018', '__proto__,2018'), 3, 'unknown country `__proto__`', 'use a code of agreements.csv'],
    ['a scope from no day', 'scopes', replace('2018-10-01', '2018-10'), 3, 'unreadable date `2018-10`', 'yyyy-MM-dd'],
    ['two scopes from one day', 'scopes', replace('2018-10-01', '2006-03-01'), 3, 'overlapping scopes of DK, row 2', 'into one row'],
    ['a duplicate scope', 'scopes', append('DK,2018-10-01,*,'), 4, 'duplicate row, it says again what row 3 says', 'delete one of them'],
    ['scopes without areas', 'scopes', replace('areas', 'area'), 1, 'missing column `areas`', 'add it to the header'],
    ['a consent of an unknown owner', 'consents', replace('DE,DK,2012', 'QQ,DK,2012'), 3, 'unknown country `QQ`', 'use a code of agreements.csv'],
    ['a consent to an unknown requester', 'consents', replace('DE,DK,2012', 'DE,dk,2012'), 3, 'unknown country `dk`', 'use a code of agreements.csv'],
    ['consents of one pair that share one day', 'consents', replace('2012-01-01', '2011-11-30'), 3, 'overlapping intervals of DE towards DK, row 2', 'let row 2 end before'],
    ['a reversed consent', 'consents', replace('2011-11-30', '2011-08-31'), 2, 'reversed interval', 'write the earlier day'],
    ['a consent until no day', 'consents', replace('2011-11-30', '30 November'), 2, 'unreadable date `30 November` in `valid_to`', 'yyyy-MM-dd'],
    ['a duplicate consent', 'consents', append('DE,DK,2012-01-01,,'), 4, 'duplicate row, it says again what row 3 says', 'delete one of them'],
    ['consents without requester', 'consents', replace('requester', 'to'), 1, 'missing column `requester`', 'add it to the header'],
    ['an unknown category', 'purposes', replace('PERSONAL', 'EVERYTHING'), 2, 'unknown category `EVERYTHING` in `widest_category`', 'write one of PUBLIC'],
    ['a category in lower case', 'purposes', replace('PERSONAL', 'personal'), 2, 'unknown category `personal`', 'write one of PUBLIC'],
    ['a duplicate purpose', 'purposes', append('CROSS_CHECK,PROTECTED,'), 4, 'duplicate purpose `CROSS_CHECK`', 'keep one row'],
    ['a purpose without a name', 'purposes', append(',PUBLIC,'), 4, '`` in `purpose` is no purpose', 'upper case letters'],
    ['a purpose named __proto__', 'purposes', append('__proto__,PROTECTED,'), 4, '`__proto__` in `purpose` is no purpose', 'upper case letters'],
    ['purposes without categories', 'purposes', replace('widest_category', 'widest'), 1, 'missing column `widest_category`', 'add it to the header'],
  ])('%s (%s)', (_, table, damage, row, problem, remedy) => {
    const refusal = refusalOf(table, damage(RIGHT[table]));
    expect(refusal.code).toBe('POLICY_INVALID');
    expect(refusal.message).toContain(`${FILES[table]} row ${row}: `);
    expect(refusal.message).toContain(problem);
    expect(refusal.message).toContain(remedy);
    expect(refusal.message).not.toContain('\n');
    expect(refusal.facts).toMatchObject({ file: FILES[table], row });
  });
});

describe('a table with several wrong rows', () => {
  const rowsOf = (refusal: GatewayError): string[] =>
    refusal.message.split('\n').map((line) => /^\S+ row \d+: [^\d`]*/.exec(line)?.[0].trim() ?? line);

  // Trap: a maintainer who is told of one row at a time runs the check as often as there are rows.
  for (const [table, damage, rows] of [
    [
      'agreements',
      (text: string) =>
        `${text.replace('EU_MEMBER', 'EU_FRIEND').replace('2017-05-01', 'May')}br,Brazil,NONE,,,,,,\n`,
      ['row 2: unknown kind', 'row 4: unreadable date', 'row 6:'],
    ],
    [
      'agreements',
      (text: string) => `${text}DE,Germany,NONE,,2000-01-01,,,,\nDK,Denmark,NONE,,2018-01-01,,,,\n`,
      ['row 6: overlapping intervals of DE, row', 'row 7: overlapping intervals of DK, row'],
    ],
    [
      'scopes',
      (text: string) => text.replace('DRUGS|CSE', 'SPORT').replace('DK,2018', 'QQ,2018'),
      ['row 2: unknown crime area', 'row 3: unknown country'],
    ],
    [
      'consents',
      (text: string) => text.replaceAll('DE,DK', 'QQ,DK'),
      ['row 2: unknown country', 'row 3: unknown country'],
    ],
    [
      'purposes',
      (text: string) =>
        `${text.replace('PERSONAL', 'ALL')}CROSS_CHECK,PUBLIC,\nSTRATEGIC_ANALYSIS,STRATEGIC,\n`,
      ['row 2: unknown category', 'row 5: duplicate row, it says again what row'],
    ],
  ] as const) {
    test(`${table}: is refused with a line for each, ${rows.length} here`, () => {
      const refusal = refusalOf(table, damage(RIGHT[table]));
      expect(refusal.code).toBe('POLICY_INVALID');
      expect(rowsOf(refusal)).toEqual(rows.map((row) => `${FILES[table]} ${row}`));
      expect(refusal.facts.faults).toEqual(refusal.message.split('\n'));
    });
  }
});

describe('a table that is right', () => {
  const dated: DecisionInput['date'] = '2013-01-01';

  test('is read with a byte order mark, other line endings and blank lines', () => {
    const plain = readPolicy(RIGHT);
    const changes: readonly ((text: string) => string)[] = [
      (text) => `\ufeff${text}`,
      (text) => text.replaceAll('\n', '\r\n'),
      (text) => text.replaceAll('\n', '\n\n'),
      (text) => text.replace('\n', '\r\n'),
      (text) => text.trimEnd(),
    ];
    for (const change of changes) {
      const policy = readPolicy({
        agreements: change(RIGHT.agreements),
        scopes: change(RIGHT.scopes),
        consents: change(RIGHT.consents),
        purposes: change(RIGHT.purposes),
      });
      expect(policy.names).toEqual(plain.names);
      expect(policy.purposes).toEqual(plain.purposes);
      expect(kindOf(policy, 'DK', '2017-05-01')).toBe('OPERATIONAL_DK');
      expect(isInScope(policy, 'DK', 'CSE', dated)).toBe(true);
      expect(standingConsentOf(policy, 'DE', 'DK', dated)).toBe('general');
    }
  });

  test('may have a one-day gap: nothing holds on that day', () => {
    const policy = readPolicy({ ...RIGHT, agreements: RIGHT.agreements.replace('2017-04-30', '2017-04-29') });
    expect(kindOf(policy, 'DK', '2017-04-29')).toBe('EU_MEMBER');
    expect(kindOf(policy, 'DK', '2017-04-30')).toBe('NONE');
    expect(kindOf(policy, 'DK', '2017-05-01')).toBe('OPERATIONAL_DK');
  });

  test('may have rows in any order, and an interval of one day', () => {
    const agreements = `${RIGHT.agreements}BR,Brazil,STRATEGIC,,2024-02-29,2024-02-29,,,\nBR,Brazil,OPERATIONAL,,2017-04-11,2024-02-28,,,\n`;
    const policy = readPolicy({ ...RIGHT, agreements });
    expect(policy.agreements.get('BR')?.map(({ kind, row }) => [kind, row])).toEqual([
      ['OPERATIONAL', 7],
      ['STRATEGIC', 6],
    ]);
    expect(kindOf(policy, 'BR', '2024-02-28')).toBe('OPERATIONAL');
    expect(kindOf(policy, 'BR', '2024-02-29')).toBe('STRATEGIC');
    expect(kindOf(policy, 'BR', '2024-03-01')).toBe('NONE');
  });

  test('may have a blank valid_from: signed and not in force, so the country is known and nothing is given', () => {
    const policy = readPolicy({
      ...RIGHT,
      scopes: RIGHT.scopes.replace('2006-03-01', '').replace('DK,2018-10-01,*,\n', ''),
      consents: RIGHT.consents.replace('2012-01-01', ''),
    });
    expect(policy.names.get('BR')).toBe('Brazil');
    expect(policy.agreements.has('BR')).toBe(false);
    expect(kindOf(policy, 'BR', '2030-01-01')).toBe('NONE');
    expect(isInScope(policy, 'DK', 'CSE', '2030-01-01')).toBe(false);
    expect(standingConsentOf(policy, 'DE', 'DK', '2030-01-01')).toBe('none');
  });

  test('gives nothing to a word of Object.prototype', () => {
    const policy = readPolicy(RIGHT);
    for (const word of ['__proto__', 'constructor', 'toString']) {
      expect(kindOf(policy, word, dated)).toBe('NONE');
      expect(isInScope(policy, word, 'CSE', dated)).toBe(false);
      expect(isInScope(policy, 'DE', word, dated)).toBe(false);
      expect(standingConsentOf(policy, word, 'DK', dated)).toBe('none');
      expect(standingConsentOf(policy, 'DE', word, dated)).toBe('none');
      expect(policy.purposes.has(word)).toBe(false);
    }
  });
});
