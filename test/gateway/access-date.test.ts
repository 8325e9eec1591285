/** The day on which agreements are read is the day in Europe/Brussels when a query arrives: a minute decides on all rights. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let daily: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DE', 'DK'] });
  daily = openTestGateway(mocks, null, 30_000);
});
afterAll(async () => {
  await daily.close();
  await mocks.close();
});

const QUERY = `{ viewer { accessDate country { agreement { kind validFrom } } }
  operation(id: "icarus") { participations { country { code } arrests { records(first: 500) { totalCount } } } } }`;

interface Seen {
  readonly accessDate: string;
  readonly kind: string;
  readonly own: number | null;
  readonly german: number | null;
  /** Of the evidence. */
  readonly written: string | undefined;
}

async function ask(gateway: TestGateway, country: string, arrived: string): Promise<Seen> {
  const outcome = await gateway.ask(country, QUERY, { arrived });
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const { viewer, operation } = outcome.data as unknown as {
    viewer: { accessDate: string; country: { agreement: { kind: string } } };
    operation: {
      participations: {
        country: { code: string };
        arrests: { records: { totalCount: number } | null };
      }[];
    };
  };
  const countOf = (code: string): number | null =>
    operation.participations.find((one) => one.country.code === code)?.arrests.records?.totalCount ?? null;
  return {
    accessDate: viewer.accessDate,
    kind: viewer.country.agreement.kind,
    own: countOf('DK'),
    german: countOf('DE'),
    written: gateway.ledger.entries.at(-1)?.accessDate,
  };
}

/** Of 14 arrests of Germany none is H3 or protected; one is H2, addressed to Denmark. */
const TO_DENMARK = 14;

describe('Denmark, a member until 2017-04-30 and a third country since', () => {
  test('is a member at 23:59:59 in Brussels, which is 21:59:59 UTC in summer', async () => {
    const date = '2017-04-30';
    expect(await ask(daily, 'DK', '2017-04-30T21:59:59Z')).toEqual({
      accessDate: date,
      kind: 'EU_MEMBER',
      own: 19,
      german: TO_DENMARK,
      written: date,
    });
  });

  // Trap: by UTC it is the day before for two hours more, and the day before Denmark had everything.
  test('is a third country a second later, and so at 23:59:59 UTC', async () => {
    const date = '2017-05-01';
    for (const arrived of ['2017-04-30T22:00:00Z', '2017-04-30T23:59:59Z']) {
      expect(await ask(daily, 'DK', arrived)).toEqual({
        accessDate: date,
        kind: 'OPERATIONAL_DK',
        own: 19,
        german: null,
        written: date,
      });
    }
  });
});

test('in winter the day of Brussels begins at 23:00 UTC', async () => {
  expect(await ask(daily, 'GB', '2020-12-31T22:59:59Z')).toMatchObject({
    accessDate: '2020-12-31',
    kind: 'EU_MEMBER',
    german: TO_DENMARK - 1,
  });
  expect(await ask(daily, 'GB', '2020-12-31T23:00:00Z')).toMatchObject({
    accessDate: '2021-01-01',
    kind: 'INTERNATIONAL_AGREEMENT',
    german: null,
  });
});

test('a date that is configured stands, whenever a query arrives', async () => {
  const fixed = openTestGateway(mocks, '2011-12-16', 30_000);
  try {
    for (const arrived of ['2011-12-15T10:00:00Z', '2017-05-01T10:00:00Z']) {
      expect(await ask(fixed, 'DK', arrived)).toMatchObject({
        accessDate: '2011-12-16',
        kind: 'EU_MEMBER',
        german: TO_DENMARK,
        written: '2011-12-16',
      });
    }
  } finally {
    await fixed.close();
  }
});
