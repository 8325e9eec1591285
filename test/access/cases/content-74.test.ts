/** Hostile case 74: a CSV file that is not what it seems is no file; nothing of it is taken for a record. */
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { EVIL, expectHarmless, expectInvalid, type Misled, openMisled } from './misled.ts';

let misled: Misled;
beforeAll(async () => {
  misled = await openMisled(['BG', 'CY', 'MT', 'DK']);
});
afterAll(() => misled.it.close());

/** How a country parts its values. Malta sends a mark (BOM). */
const FILES = [
  ['BG', ';'],
  ['CY', ';'],
  ['MT', ','],
] as const;
const lineOf = (body: string, place: number): string => body.split('\r\n')[place] ?? '';

for (const [code, delimiter] of FILES) {
  describe(`74 ${code}`, () => {
    // Intent: have a damaged file read as a smaller or another one. Trap: a lenient reader mends in silence.
    for (const [what, alter] of [
      ['a NUL in a value', (body: string) => body.replace(/\r\n([^\r])/, '\r\n\0$1')],
      ['another delimiter', (body: string) => body.replaceAll(delimiter, delimiter === ';' ? ',' : ';')],
      ['a tab for a delimiter', (body: string) => body.replaceAll(delimiter, '\t')],
      ['a column that is missing', (body: string) => body.replaceAll(/(^|\n)\ufeff?[^;,\r\n]*[;,]/g, '$1')],
      [
        'a column that stands twice',
        (body: string) =>
          body
            .split('\r\n')
            .map((line) =>
              line === '' ? '' : `${line}${delimiter}${line.replace('\ufeff', '').split(delimiter)[0]}`,
            )
            .join('\r\n'),
      ],
      ['a value more in one line', (body: string) => body.replace(/\r\n$/, `${delimiter}${EVIL}\r\n`)],
      // Trap: what is left of the last line is a record with other values, or with fewer.
      ['a last line that is cut within its last value', (body: string) => body.slice(0, -3)],
      [
        'a last line that is cut after a delimiter',
        (body: string) => body.slice(0, body.lastIndexOf(delimiter) + 1),
      ],
      ['a last line that lacks its end alone', (body: string) => body.replace(/\r\n$/, '')],
      ['a quote that is left open', (body: string) => body.replace(/\r\n([^\r])/, '\r\n"$1')],
      ['lines that end with a carriage return alone', (body: string) => body.replaceAll('\r\n', '\r')],
      ['a mark (BOM) in the middle, before the first line', (body: string) => `x\ufeff${body}`],
      ['two marks', (body: string) => `\ufeff\ufeff${body.replace('\ufeff', '')}`],
      ['no header', (body: string) => body.slice(body.indexOf('\r\n') + 2)],
      [
        'the header twice',
        (body: string) => `${lineOf(body, 0)}\r\n${body.replace('\ufeff', '')}${delimiter}`,
      ],
      ['UTF-16', (body: string) => Buffer.from(`\ufeff${body}`, 'utf16le')],
    ] as const) {
      test(`${what} is SOURCE_INVALID`, () => expectInvalid(misled, code, { alter }));
    }

    test('with a mark or without one, the file is the same', async () => {
      // Trap: the mark is part of the name of the first column, which is then missing.
      const healthy = await misled.healthy(code);
      const alter = (body: string): string => (body.startsWith('\ufeff') ? body.slice(1) : `\ufeff${body}`);
      const told = await misled.tell(code, { alter });
      expect([told.own, told.owner]).toEqual([healthy.own, healthy.owner]);
      await expectHarmless(misled, code, healthy, told);
    });

    test('a line feed within quotes begins no record; where no value holds one, the value is INVALID', async () => {
      // Trap: a reader of lines makes two records of one, the second with values of another's choice.
      const healthy = await misled.healthy(code);
      const [reference] = healthy.own.searches.records?.nodes ?? [];
      const text = String(reference?.caseRef);
      const alter = (body: string): string =>
        body.replaceAll(text, `"${text}\r\n${EVIL}${delimiter}${EVIL}\n"`);
      const told = await misled.tell(code, { alter });
      const nodes = told.own.searches.records?.nodes ?? [];
      // A record without a reference stands last.
      const others = healthy.own.searches.records?.nodes.filter((node) => node !== reference) ?? [];
      expect(nodes).toEqual([...others, { ...reference, caseRef: null }]);
      expect(told.own.searches.count).toEqual(healthy.own.searches.count);
      expect(told.errors).toContain('SOURCE_INVALID Search.caseRef');
      await expectHarmless(misled, code, healthy, told);
    });
  });
}
