import { serveCyprus } from '../../mocks/cy/mock.ts';
import { cyprus } from '../../src/countries/cy/country.ts';
import { expect, test } from '../jest.ts';
import { EVERYTHING } from './against-mock.ts';
import { askServed, worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { describeRowsByKey } from './describe-rows-by-key.ts';
import { askEveryCode } from './every-code.ts';

/** Changes the header and nothing else. */
const header =
  (change: (header: string) => string) =>
  (body: string): string =>
    body.replace(/^[^\r\n]*/, change);

describeRowsByKey(cyprus, serveCyprus);

describeCountry(cyprus, serveCyprus, (ask) => {
  test('every code of its lists is read', async () => {
    const { received, expected } = await askEveryCode(cyprus, serveCyprus, 'MOCK-CY/0001/11');
    expect(received).toEqual(expected);
  });

  test('a whole query is six messages', async () => {
    const { messages } = await ask('everything');
    expect(messages.map(({ path }) => decodeURIComponent(path)).sort()).toEqual([
      '/εξαγωγή/icarus/έρευνες.csv',
      '/εξαγωγή/icarus/δικανικές_εξετάσεις.csv',
      '/εξαγωγή/icarus/επισκόπηση.csv',
      '/εξαγωγή/icarus/κατασχέσεις.csv',
      '/εξαγωγή/icarus/συλλήψεις.csv',
      '/εξαγωγή/icarus/ύποπτοι.csv',
    ]);
  });

  const forms: [string, string, (header: string) => string][] = [
    ['decomposed (NFD), as it is served', 'αριθμο\u0301ς_υπο\u0301θεσης', (line) => line],
    ['composed (NFC)', 'αριθμ\u03ccς_υπ\u03ccθεσης', (line) => line.normalize('NFC')],
    [
      'with the oxia of polytonic Greek, the same letter in NFC',
      'αριθμ\u1f79ς_υπ\u1f79θεσης',
      (line) => line.normalize('NFC').replaceAll('\u03cc', '\u1f79'),
    ],
  ];
  test.each(forms)('a header matches %s', async (_, written, change) => {
    const bodies: string[] = [];
    const alter = (body: string): string => {
      const changed = header(change)(body);
      bodies.push(changed);
      return changed;
    };
    const { answer } = await askServed(cyprus, serveCyprus, EVERYTHING, { alter });
    const { suspects } = worldOf('CY');
    const values = (await answer).lists.suspects?.records?.map((record) => record.values);
    expect(values?.map(({ caseRef }) => caseRef)).toEqual(suspects.map(({ caseRef }) => caseRef));
    expect(values?.map(({ identifiedOn }) => identifiedOn)).toEqual(
      suspects.map(({ identifiedOn }) => identifiedOn),
    );
    expect(bodies.filter((body) => body.includes(`;${written};`)).length).toBe(3);
  });

  // Trap: a comparison without case would join σ and ς; they are different letters of a header.
  test('a final sigma is a letter of its own: a header that ends in σ lacks the column', async () => {
    const { answer } = await askServed(cyprus, serveCyprus, EVERYTHING, {
      alter: header((name) => name.replaceAll('ς', 'σ')),
    });
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    await expect(answer).rejects.toThrow('the header has no column');
  });
});
