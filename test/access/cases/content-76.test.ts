/** Hostile case 76: a day or a number is read as its country writes it, or it is INVALID; it is never guessed. */
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { expectHarmless, type Misled, type Node, openMisled } from './misled.ts';

let misled: Misled;
beforeAll(async () => {
  misled = await openMisled(['AT', 'CH', 'CZ', 'DE', 'DK', 'ES', 'FR', 'IE', 'LU', 'NL', 'NO', 'SE']);
});
afterAll(() => misled.it.close());

/** One replacement in a country's own writing; what becomes of the value: itself, or null and SOURCE_INVALID. */
type Change = readonly [what: string, native: string, value: unknown];

/** Of each protocol, the days of searches: the elements or keys that hold them, and the traps. */
const DAYS: readonly (readonly [
  code: string,
  protocol: string,
  written: RegExp,
  changes: readonly Change[],
])[] = [
  [
    'DK',
    'GraphQL',
    /("dato":")[^"]*(")/g,
    [
      ['29 February of a leap year', '29-02-2012', '2012-02-29'],
      ['29 February of another', '29-02-2011', null],
      ['year first', '2011-12-13', null],
      ['two digits of a year', '13-12-11', null],
    ],
  ],
  [
    'AT',
    'OData',
    /("zeitpunkt":")[^"]*(")/g,
    [
      ['24:00, the end of one day or the begin of the next', '31.12.2011 24:00', null],
      ['00:00', '31.12.2011 00:00', '2011-12-31'],
      ['23:59', '31.12.2011 23:59', '2011-12-31'],
      [
        'an hour that the change to summer time leaves out: the day is sure',
        '27.03.2011 02:30',
        '2011-03-27',
      ],
      ['an hour that is there twice: the day is sure', '30.10.2011 02:30', '2011-10-30'],
      ['25:00', '31.12.2011 25:00', null],
      ['no hour', '31.12.2011', null],
    ],
  ],
  [
    'LU',
    'GraphQL, instants',
    /("date":)[^,}]*()/g,
    [
      ['the last moment of a day', '1325372399999', '2011-12-31'],
      ['the first of the next', '1325372400000', '2012-01-01'],
      ['a small number: early, as it is written', '1325372399', '1970-01-16'],
      ['a fraction', '1325372399999.5', null],
      ['a year beyond any', '253402300800000', null],
    ],
  ],
  [
    'ES',
    'REST/XML',
    /(<fecha>)[^<]*(<)/g,
    [
      ['the month first, where the day cannot be one', '12/31/2011', null],
      ['day and month that could be either: the day is first here', '02/03/2011', '2011-03-02'],
      ['the year 0024', '02/03/0024', null],
      ['one digit', '2/3/2011', null],
    ],
  ],
  [
    'FR',
    'SOAP',
    /(<ns2:date>)[^<]*(<)/g,
    [
      ['the month first', '12/31/2011', null],
      ['a day 00', '00/03/2011', null],
    ],
  ],
  [
    'CH',
    'XML files',
    /(<dat(?:um|e|a)>)[^<]*(<)/g,
    [
      ['a day 31 of June', '31.06.2011', null],
      ['other signs', '01/06/2011', null],
    ],
  ],
  [
    'IE',
    'REST/JSON',
    /("date":")[^"]*(")/g,
    [
      ['the year 0024', '01/06/0024', null],
      ['ISO 8601', '2011-06-01T00:00:00Z', null],
    ],
  ],
  [
    'CZ',
    'REST by page',
    /("datum":")[^"]*(")/g,
    [
      ['words', 'včera', null],
      ['29 February', '29. 2. 2011', null],
    ],
  ],
  [
    'NL',
    'HAL',
    /("datum":")[^"]*(")/g,
    [
      ['29 February', '29-02-2011', null],
      ['a day after it', '01-03-2011x', null],
    ],
  ],
  [
    'NO',
    'NDJSON',
    /("dato":")[^"]*(")/g,
    [
      ['digits of another script', '٠١.٠٦.٢٠١١', null],
      ['24:00', '01.06.2011 24:00', null],
    ],
  ],
  [
    'SE',
    'JSON:API',
    /("datum":")[^"]*(")/g,
    [
      ['29 February', '2011-02-29', null],
      ['a week', '2011-W23', null],
    ],
  ],
];

for (const [code, protocol, written, changes] of DAYS) {
  describe(`76 a day of ${code} (${protocol})`, () => {
    for (const [what, native, value] of changes) {
      test(`${what}: ${native} is ${value ?? 'INVALID'}`, async () => {
        // Trap: a library that is helpful moves it to the next day, to the other month or to another century.
        const alter = (body: string): string => body.replaceAll(written, `$1${native}$2`);
        await expectValue(code, alter, 'date', value);
      });
    }
  });
}

/** Of seizures: a count, and a volume with a decimal sign. */
const NUMBERS: readonly (readonly [
  code: string,
  field: 'itemCount' | 'dataVolumeTb',
  written: RegExp,
  changes: readonly Change[],
])[] = [
  [
    'DE',
    'dataVolumeTb',
    /("datenmenge_tb":")[^"]*(")/g,
    [
      ['points part thousands here', '1.234', 1234],
      ['a comma is the decimal sign', '1,234', 1.234],
      ['a group that begins with nought: another country’s decimal point', '0.234', null],
      ['a group of two', '1.23', null],
      ['both the other way round', '1,234.5', null],
      ['two decimal signs', '1,2,3', null],
    ],
  ],
  [
    'DE',
    'itemCount',
    /("stückzahl":")[^"]*(")/g,
    [
      ['1.234 items', '1.234', 1234],
      ['a part of an item', '1,234', null],
    ],
  ],
  [
    'ES',
    'dataVolumeTb',
    /(<volumen_datos_tb>)[^<]*(<)/g,
    [
      ['a point, where a comma is the decimal sign and none parts thousands', '1.234', null],
      ['a comma', '1,234', 1.234],
    ],
  ],
  [
    'CH',
    'dataVolumeTb',
    /(<(?:datenmenge_tb|volume_de_données_tb|volume_di_dati_tb)>)[^<]*(<)/g,
    [
      ['an apostrophe parts thousands, a point is the decimal sign', "1'234.5", 1234.5],
      ['a comma', '1,234', null],
      ['a group that begins with nought', "0'234", null],
    ],
  ],
];

for (const [code, field, written, changes] of NUMBERS) {
  for (const [what, native, value] of changes) {
    test(`76 ${field} of ${code}, ${what}: ${native} is ${value ?? 'INVALID'}`, () =>
      expectValue(code, (body) => body.replaceAll(written, `$1${native}$2`), field, value));
  }
}

/** Every record has `value` in `field`, and all else that it has on any day; null stands there with its cause. */
async function expectValue(
  code: string,
  alter: (body: string) => string,
  field: 'date' | 'itemCount' | 'dataVolumeTb',
  value: unknown,
): Promise<void> {
  const healthy = await misled.healthy(code);
  const told = await misled.tell(code, { alter });
  const [list, type] =
    field === 'date' ? (['searches', 'Search'] as const) : (['seizures', 'Seizure'] as const);
  const nodes = ({ own }: typeof told): readonly Node[] => own[list].records?.nodes ?? [];
  expect(nodes(healthy).length).toBeGreaterThan(0);
  expect(nodes(told)).toEqual(nodes(healthy).map((node) => ({ ...node, [field]: value })));
  const cause = `SOURCE_INVALID ${type}.${field}`;
  if (value === null) expect(told.errors).toContain(cause);
  else expect(told.errors).not.toContain(cause);
  expect(told.owner).toMatchObject({ given: healthy.owner.given, withheld: 0 });
  await expectHarmless(misled, code, healthy, told);
}
