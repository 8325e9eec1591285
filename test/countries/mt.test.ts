import { serveSwitzerland } from '../../mocks/ch/mock.ts';
import { serveMalta } from '../../mocks/mt/mock.ts';
import { switzerland } from '../../src/countries/ch/country.ts';
import { malta } from '../../src/countries/mt/country.ts';
import { INVALID, type ListQuery } from '../../src/countries/national-query.ts';
import { expect, test } from '../jest.ts';
import { COUNTS, EVERYTHING } from './against-mock.ts';
import { askServed, worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { describeRowsByKey } from './describe-rows-by-key.ts';
import { askEveryCode } from './every-code.ts';

const ARRESTS: ListQuery = {
  count: true,
  byStatus: false,
  byAgeBand: false,
  facts: true,
  records: ['caseRef', 'date', 'status'],
};
const ASK_ARRESTS = { operation: 'icarus', overview: [], lists: { arrests: ARRESTS } } as const;

describeRowsByKey(malta, serveMalta);

describeCountry(malta, serveMalta, (ask) => {
  test('every code of its lists is read', async () => {
    const { received, expected } = await askEveryCode(malta, serveMalta, 'MOCK-MT/00001/2011');
    expect(received).toEqual(expected);
  });

  test('a whole query is one message for each list and one for the overview', async () => {
    const { messages } = await ask('everything');
    expect(messages.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`).sort()).toEqual([
      'GET /esportazzjoni/icarus/arresti.csv',
      'GET /esportazzjoni/icarus/eżamijiet.csv',
      'GET /esportazzjoni/icarus/oġġetti_maqbuda.csv',
      'GET /esportazzjoni/icarus/suspettati.csv',
      'GET /esportazzjoni/icarus/tfittxijiet.csv',
      'GET /esportazzjoni/icarus/ħarsa_ġenerali.csv',
    ]);
  });

  test('only the file of the list that is asked is fetched, its name percent-encoded', async () => {
    const { messages } = await ask({ forensicExams: { ...ARRESTS, records: ['status'] } });
    expect(messages.map(({ path }) => path)).toEqual(['/esportazzjoni/icarus/e%C5%BCamijiet.csv']);
  });

  test('the overview alone is one message', async () => {
    const query = { operation: 'icarus', overview: ['victimsIdentified'], lists: {} } as const;
    const { answer, messages } = await askServed(malta, serveMalta, query);
    expect((await answer).overview).toEqual({ victimsIdentified: 0 });
    expect(messages.map(({ path }) => decodeURIComponent(path))).toEqual([
      '/esportazzjoni/icarus/ħarsa_ġenerali.csv',
    ]);
  });

  test('the byte order mark is sent, and is no part of the first column', async () => {
    let body = '';
    const alter = (sent: string): string => {
      body = sent;
      return sent;
    };
    const { answer } = await askServed(malta, serveMalta, ASK_ARRESTS, { alter });
    expect(body.startsWith('\uFEFFidentifikatur,')).toBe(true);
    expect((await answer).lists.arrests?.records?.[0]?.facts.handle).toBe('A000001');
  });

  test('`arresti` is read by the table of its source: of Malta and of Ticino, with other fields each', async () => {
    const [arrest] = worldOf('MT').arrests;
    if (arrest === undefined) throw new Error('Malta has one arrest');
    const caseRef = 'MOCK-KST-TI-11-0001';
    const world = worldOf('CH', { arrests: [{ ...arrest, caseRef, offence: 'StGB art. 197' }] });
    const maltese = await askServed(malta, serveMalta, ASK_ARRESTS);
    const swiss = await askServed(switzerland, serveSwitzerland, ASK_ARRESTS, { world });
    const { date, status } = arrest;
    expect((await maltese.answer).lists.arrests?.records?.[0]?.values).toEqual({
      caseRef: arrest.caseRef,
      date,
      status,
    });
    expect((await swiss.answer).lists.arrests?.records?.[0]?.values).toEqual({ caseRef, date, status });
  });

  test('a code that is not in the list makes that value INVALID, of that record only', async () => {
    const [arrest] = worldOf('MT').arrests;
    if (arrest === undefined) throw new Error('Malta has one arrest');
    const world = worldOf('MT', {
      arrests: [
        { ...arrest, status: 'CHARGED' },
        { ...arrest, handle: 'A000002', status: 'IN_CUSTODY' },
      ],
    });
    const { answer } = await askServed(malta, serveMalta, ASK_ARRESTS, {
      world,
      alter: (body) => body.replace('akkużat', '__proto__'),
    });
    const { records, count, dropped } = (await answer).lists.arrests ?? {};
    expect(records?.map(({ values }) => values.status)).toEqual([INVALID, 'IN_CUSTODY']);
    expect({ count, dropped }).toEqual({ count: 2, dropped: 0 });
  });

  test('a line without a handle is no record: dropped and reported', async () => {
    const { answer } = await askServed(malta, serveMalta, ASK_ARRESTS, {
      alter: (body) => body.replace('A000001', ''),
    });
    expect((await answer).lists.arrests).toEqual({
      count: 1,
      facts: [],
      records: [],
      dropped: 1,
      overshared: 0,
    });
  });

  test('status 500 is SOURCE_UNAVAILABLE, an unknown operation too', async () => {
    const broken = await askServed(malta, serveMalta, EVERYTHING, { status: 500 });
    await expect(broken.answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    const unknown = await askServed(malta, serveMalta, { ...COUNTS, operation: 'daedalus' });
    await expect(unknown.answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});
