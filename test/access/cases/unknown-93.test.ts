/** Hostile case 93 at the line: what is not known to the letter is read as the strictest, wherever it comes from. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../jest.ts';
import { type Case, expectNoReferenceOf, openCase, referencesOf, sentTo } from './open-case.ts';

let it: Case;
beforeAll(async () => {
  it = await openCase(['DK', 'DE', 'NO']);
});
afterEach(() => {
  for (const mock of [...it.mocks.national.values(), it.mocks.europol]) mock.behave({});
});
afterAll(() => it.close());

const SEARCHES =
  '{ operation(id: "icarus") { codeName participations { id searches { records { totalCount nodes { caseRef date } } } } } }';

function expectNothingAsked(): void {
  expect(sentTo(it.mocks).filter((message) => !message.startsWith('XE '))).toEqual([]);
}

describe('a marking that Germany writes', () => {
  /** Every record of Germany is left out: no null, no error, no number; the ledger alone counts it. */
  async function expectWithheld(alter: (body: string) => string): Promise<void> {
    it.mocks.national.get('DE')?.behave({ alter });
    const result = await it.ask('CH', SEARCHES);
    const { participations } = (result.outcome as unknown as Answered).data.operation;
    expect(participations.find(({ id }) => id === 'icarus.DE')?.searches).toEqual({
      records: { totalCount: 0, nodes: [] },
    });
    expect(referencesOf(it.mocks, 'DE').filter((one) => result.answer.includes(one))).toEqual([]);
    const errors = (result.outcome as unknown as Answered).errors.filter(({ extensions }) =>
      extensions.countries.includes('DE'),
    );
    expect(errors).toEqual([]);
    expect(result.entry.owners.find(({ owner }) => owner === 'DE')).toMatchObject({
      given: 0,
      withheld: it.mocks.world.countries.get('DE')?.searches.length,
    });
    // Trap: the whole answer fails for one bad word. Denmark's records arrive as ever.
    expect(referencesOf(it.mocks, 'DK').some((one) => result.answer.includes(one))).toBe(true);
  }

  for (const code of ['H4', 'h0', 'Н0', 'H0+H9', '__proto__', '']) {
    test(`93 the handling code \`${code}\` withholds the record`, () =>
      expectWithheld((body) =>
        body.replaceAll(/"verwendungscode":("[^"]*"|\[[^\]]*\])/g, `"verwendungscode":"${code}"`),
      ));
  }

  for (const word of ['"vielleicht"', '"NEIN"', 'null', '0']) {
    test(`93 ${word} for \`schutzvermerk\` is read as protected`, () =>
      expectWithheld((body) =>
        body.replaceAll(/"schutzvermerk":("[^"]*"|true|false)/g, `"schutzvermerk":${word}`),
      ));
  }
});

describe('what Europol says of the operation', () => {
  for (const area of ['"WEATHER"', '"cse"', '"CSE "', 'null', '["CSE"]', '"constructor"']) {
    test(`93 the crime area ${area} is outside every scope: nothing above PUBLIC is asked or given`, async () => {
      it.mocks.europol.behave({
        alter: (body) => body.replaceAll('"crimeArea":"CSE"', `"crimeArea":${area}`),
      });
      const result = await it.ask('DE', SEARCHES);
      expect(result.outcome).toMatchObject({
        kind: 'answered',
        data: { operation: { codeName: 'Icarus', participations: null } },
        errors: [{ extensions: { code: 'ACCESS_DENIED', reason: 'CRIME_AREA_OUT_OF_SCOPE' } }],
      });
      expectNothingAsked();
      for (const owner of ['DK', 'DE', 'NO']) expectNoReferenceOf(it.mocks, owner, result);
    });
  }

  for (const code of ['"__proto__"', '"dk"', '"ＤＫ"', '"DK "', 'null', '["DK"]']) {
    test(`93 the participant ${code} is no country: Denmark is not asked for it`, async () => {
      it.mocks.europol.behave({ alter: (body) => body.replaceAll('"country":"DK"', `"country":${code}`) });
      const result = await it.ask('DE', SEARCHES);
      expect(result.outcome.kind).toBe('answered');
      expect(it.mocks.national.get('DK')?.messages).toEqual([]);
      expectNoReferenceOf(it.mocks, 'DK', result);
      expect(referencesOf(it.mocks, 'DE').some((one) => result.answer.includes(one))).toBe(true);
      const given = result.entry.owners.find(({ owner }) => owner === 'DK')?.given ?? 0;
      expect(given).toBe(0);
    });
  }
});

describe('who asks, and what for', () => {
  for (const purpose of ['CURIOSITY', 'operational_analysis', 'OPERATIONAL_ANALYSIS ', '', null]) {
    test(`93 the purpose ${JSON.stringify(purpose)} opens nothing above PUBLIC, not even to the owner of an operation`, async () => {
      const result = await it.ask('DK', SEARCHES, { purpose });
      expect(result.outcome).toMatchObject({
        data: { operation: { codeName: 'Icarus', participations: null } },
        errors: [{ extensions: { code: 'ACCESS_DENIED', reason: 'PURPOSE_MISSING_OR_UNKNOWN' } }],
      });
      expectNothingAsked();
      expectNoReferenceOf(it.mocks, 'DK', result);
    });
  }

  for (const country of ['ZZ', 'dk', 'ＤＫ', 'DK\u200b', '']) {
    test(`93 the requester ${JSON.stringify(country)} holds no agreement and is no owner`, async () => {
      const result = await it.ask(country, SEARCHES);
      expect(result.outcome).toMatchObject({
        data: { operation: { codeName: 'Icarus', participations: null } },
        errors: [{ extensions: { code: 'ACCESS_DENIED', reason: 'REQUESTER_AGREEMENT_CEILING' } }],
      });
      expectNothingAsked();
      expectNoReferenceOf(it.mocks, 'DK', result);
    });
  }
});

interface Answered {
  readonly data: {
    readonly operation: {
      readonly participations: readonly { readonly id: string; readonly searches: unknown }[];
    };
  };
  readonly errors: readonly { readonly extensions: { readonly countries: readonly string[] } }[];
}
