import { type MocksOptions, startMocks } from '../../mocks/start-mocks.ts';
import { NATIONAL_MOCKS } from '../../mocks/systems.ts';
import { makeWorld } from '../../mocks/world.ts';
import { describe, expect, test } from '../jest.ts';
import { postGraphql } from './post-graphql.ts';

const WORLD = makeWorld();

/** Listening sockets of this process. */
function listening(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
}

/** A server's handle goes in the turn after its close is reported. */
async function settled(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return listening();
}

describe('startMocks', () => {
  test('starts every national mock, Europol and Interpol, each on a port of its own, over one world', async () => {
    const before = listening();
    const mocks = await startMocks({ world: WORLD });
    try {
      expect([...mocks.national.keys()]).toEqual([...NATIONAL_MOCKS.keys()]);
      for (const [code, system] of mocks.national) expect(system.code).toBe(code);
      expect([mocks.europol.code, mocks.interpol.code]).toEqual(['XE', 'XO']);
      expect(mocks.world).toBe(WORLD);
      const urls = [mocks.europol, mocks.interpol, ...mocks.national.values()].map(({ url }) => url);
      expect(new Set(urls).size).toBe(NATIONAL_MOCKS.size + 2);
      expect(listening() - before).toBe(NATIONAL_MOCKS.size + 2);
    } finally {
      await mocks.close();
    }
  });

  test('without a world makes the one of icarus.csv', async () => {
    const mocks = await startMocks({ only: [] });
    await mocks.close();
    expect(JSON.stringify([...mocks.world.countries])).toBe(JSON.stringify([...WORLD.countries]));
  });

  test('`only` leaves out national systems, never Europol, Interpol or what they know', async () => {
    const mocks = await startMocks({ world: WORLD, only: [] });
    try {
      expect([...mocks.national]).toEqual([]);
      const { data } = await postGraphql(
        mocks.europol,
        '{ operation(id: "icarus") { participations { id } } }',
      );
      expect(data).toHaveProperty('operation.participations.length', WORLD.table.size);
      expect(
        (await postGraphql(mocks.interpol, '{ notices(operation: "icarus") { colour } }')).errors,
      ).toEqual([]);
    } finally {
      await mocks.close();
    }
  });

  test('a code named twice is one system', async () => {
    const mocks = await startMocks({ world: WORLD, only: ['DK', 'DK'] });
    await mocks.close();
    expect([...mocks.national.keys()]).toEqual(['DK']);
  });

  test('each system keeps its own journal', async () => {
    const mocks = await startMocks({ world: WORLD, only: ['DK'] });
    try {
      await postGraphql(mocks.europol, '{ operationIds }');
      expect(mocks.europol.messages.map(({ coordinates }) => coordinates)).toEqual([['Query.operationIds']]);
      expect(mocks.interpol.messages).toEqual([]);
      expect(mocks.national.get('DK')?.messages).toEqual([]);
    } finally {
      await mocks.close();
    }
  });

  test('`close` stops every system and may be called again', async () => {
    const before = await settled();
    const mocks = await startMocks({ world: WORLD });
    await mocks.close();
    await mocks.close();
    expect(await settled()).toBe(before);
    for (const { url } of [mocks.europol, mocks.interpol, ...mocks.national.values()]) {
      await expect(fetch(url)).rejects.toThrow();
    }
  });

  const failures: readonly {
    readonly what: string;
    readonly options: MocksOptions;
    readonly says: RegExp;
  }[] = [
    {
      what: 'a code no mock has',
      options: { world: WORLD, only: ['DK', 'ZZ'] },
      says: /no national mock has the code `ZZ`/,
    },
    {
      what: 'a country the world lacks',
      options: { world: { ...WORLD, countries: new Map() }, only: ['DK'] },
      says: /holds no country `DK`/,
    },
    {
      what: 'Europol',
      options: { world: { ...WORLD, table: new Map() }, only: ['DK'] },
      says: /no packages for/,
    },
  ];
  for (const { what, options, says } of failures) {
    test(`when ${what} fails to start, the error is told and nothing is left listening`, async () => {
      const before = await settled();
      await expect(startMocks(options)).rejects.toThrow(says);
      expect(await settled()).toBe(before);
    });
  }
});
