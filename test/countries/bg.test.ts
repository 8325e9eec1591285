import { serveBulgaria } from '../../mocks/bg/mock.ts';
import { startMock } from '../../mocks/mock-system.ts';
import { bulgaria } from '../../src/countries/bg/country.ts';
import { expect, test } from '../jest.ts';
import { COUNTS, EVERYTHING } from './against-mock.ts';
import { askServed, worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { describeRowsByKey } from './describe-rows-by-key.ts';
import { askEveryCode } from './every-code.ts';

describeRowsByKey(bulgaria, serveBulgaria);

describeCountry(bulgaria, serveBulgaria, (ask) => {
  test('every code of its lists is read', async () => {
    const { received, expected } = await askEveryCode(bulgaria, serveBulgaria, 'MOCK-ДП-0001/2011');
    expect(received).toEqual(expected);
  });

  test('a whole query is six messages, every name in Cyrillic', async () => {
    const { messages } = await ask('everything');
    expect(messages.map(({ path }) => decodeURIComponent(path)).sort()).toEqual([
      '/справки/icarus/експертизи.csv',
      '/справки/icarus/задържания.csv',
      '/справки/icarus/заподозрени.csv',
      '/справки/icarus/изземвания.csv',
      '/справки/icarus/обзор.csv',
      '/справки/icarus/претърсвания.csv',
    ]);
  });

  test('a decimal comma is read as one', async () => {
    const { answer, world } = await ask('everything');
    const volumes = answer.lists.seizures?.records?.map(({ values }) => values.dataVolumeTb);
    expect(volumes).toEqual(world.seizures.map(({ dataVolumeTb }) => dataVolumeTb));
    expect(volumes?.some((volume) => volume === 0.2)).toBe(true);
  });

  // Trap: a decoder that replaces or guesses gives a name of other letters, or none, and no error.
  test('a file in another encoding than agreed fails loudly: no mojibake', async () => {
    const { answer } = await askServed(
      bulgaria,
      (world) =>
        startMock(world.code, world.changed, () => ({
          type: 'text/csv; charset=windows-1251',
          body: toWindows1251('идентификатор;номер_дп\r\nA000001;MOCK-ДП-0001/2011\r\n'),
          asked: [],
        })),
      COUNTS,
    );
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    await expect(answer).rejects.toThrow('the body is not utf-8');
  });

  test('case references keep their Cyrillic letters', async () => {
    const { answer } = await askServed(bulgaria, serveBulgaria, EVERYTHING);
    const refs = (await answer).lists.arrests?.records?.map(({ values }) => values.caseRef);
    expect(refs).toEqual(worldOf('BG').arrests.map(({ caseRef }) => caseRef));
    expect(refs?.every((ref) => /^MOCK-ДП-\d{4}\/2011$/.test(String(ref)))).toBe(true);
  });
});

/** А to я stand at 0xC0 to 0xFF, in the order of Unicode. */
function toWindows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    return code < 0x80 ? code : code - 0x0410 + 0xc0;
  });
}
