/** A country whose records are not those it published stands out, whichever way: the figures are set beside icarus.csv. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld, type NationalWorld, type World } from '../../mocks/world.ts';
import { expect, test } from '../jest.ts';
import { openTestGateway } from './open-test-gateway.ts';
import { PARTICIPANTS, readRows } from './plain-rights.ts';

// Figures do not hang on time: a busy machine takes longer and gives the same.

const OWN = `{ operation(id: "icarus") { publishedTotals { countries countriesWithResults arrests furtherSuspects }
  participations { country { code }
    arrests { count { exact } records(first: 500) { nodes { caseRef } } }
    suspects { count { exact } records(first: 500) { nodes { caseRef } } } } } }`;

interface List {
  readonly count: { readonly exact: number | null };
  readonly records: { readonly nodes: readonly unknown[] } | null;
}
interface Operation {
  readonly publishedTotals: Readonly<Record<string, number>>;
  readonly participations: readonly {
    readonly country: { readonly code: string };
    readonly arrests: List;
    readonly suspects: List;
  }[];
}

/** What each country's own analyst is given of it: records, and whether its own count says the same. */
async function ownFigures(mocks: Mocks) {
  const figures = new Map<string, { arrests: number; suspects: number; counted: boolean }>();
  let published: Operation['publishedTotals'] = {};
  for (const code of PARTICIPANTS) {
    // A gateway that reaches this one country: nobody else's answer can help it.
    const national = new Map([...mocks.national].filter(([other]) => other === code));
    const gateway = openTestGateway({ ...mocks, national }, '2011-12-16', 30_000);
    const outcome = await gateway.ask(code, OWN);
    await gateway.close();
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
    const operation = outcome.data.operation as Operation;
    published = operation.publishedTotals;
    const own = operation.participations.find(({ country }) => country.code === code);
    const [arrests, suspects] = [own?.arrests, own?.suspects].map(
      (list) => list?.records?.nodes.length ?? -1,
    );
    const counted = own?.arrests.count.exact === arrests && own?.suspects.count.exact === suspects;
    figures.set(code, { arrests: arrests ?? -1, suspects: suspects ?? -1, counted });
  }
  return { figures, published };
}

/** Countries whose records are not those of the table. */
function strangers(figures: Awaited<ReturnType<typeof ownFigures>>['figures']): readonly string[] {
  const rows = readRows('../../mocks/data/icarus.csv');
  return PARTICIPANTS.filter((code) => {
    const row = rows.find(({ iso2 }) => iso2 === code);
    const own = figures.get(code);
    return (
      own?.counted !== true ||
      own.arrests !== Number(row?.arrests) ||
      own.suspects !== Number(row?.further_suspects)
    );
  });
}

async function figuresIn(world: World) {
  const mocks = await startMocks({ world });
  const result = await ownFigures(mocks);
  await mocks.close();
  return result;
}

test('records of all systems are those that were published, country by country and in all', async () => {
  const { figures, published } = await figuresIn(makeWorld());
  expect(strangers(figures)).toEqual([]);
  const all = [...figures.values()];
  const sum = (list: 'arrests' | 'suspects'): number => all.reduce((total, one) => total + one[list], 0);
  expect({
    // As published: a country that joined later reports nought and is not among them.
    countries: published.countries,
    countriesWithResults: all.filter(({ arrests, suspects }) => arrests + suspects > 0).length,
    arrests: sum('arrests'),
    furtherSuspects: sum('suspects'),
  }).toEqual(published);
});

test('a country with one record too few stands out in every protocol, and no other does', async () => {
  const world = makeWorld();
  const short = new Set(['AT', 'CH', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'MT', 'NL', 'NO', 'SE']);
  const countries = [...world.countries].map(([code, one]): [string, NationalWorld] => {
    if (!short.has(code)) return [code, one];
    // The last, so that what stands for a suspect of CH in a canton's file stays in its place.
    const list = one.suspects.length > 0 ? 'suspects' : 'arrests';
    return [code, { ...one, [list]: one[list].slice(0, -1) }];
  });
  const { figures } = await figuresIn({ ...world, countries: new Map(countries) });
  expect(strangers(figures)).toEqual([...short].sort());
});
