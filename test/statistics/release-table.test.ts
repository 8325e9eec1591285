import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExactFigures } from '../../src/statistics/exact-figures.ts';
import { type KeptTable, keepTable, readKeptTables } from '../../src/statistics/keep-tables.ts';
import { auditKept, releaseTable } from '../../src/statistics/release-table.ts';
import { openSolver } from '../../src/statistics/solver.ts';
import { DEFAULT_RULES, type TableRules } from '../../src/statistics/table-rules.ts';
import { afterEach, beforeEach, describe, expect, test } from '../jest.ts';
import { smallFigures } from './small-figures.ts';

const DATE = '2011-12-16';
const solver = await openSolver();

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-released-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Three small counts of arrests: one of them alone can be shown, and the others are still wide. */
const FIGURES = smallFigures({ DE: [20, 30], FR: [3, 40], IT: [2, 40], MT: [4, 50], SE: [9, 60] });

async function release(figures: ExactFigures = FIGURES, rules: Partial<TableRules> = {}): Promise<string> {
  const { file } = await releaseTable(folder, figures, [], { ...DEFAULT_RULES, ...rules }, solver);
  return file;
}

function kept(date = DATE): KeptTable {
  const found = readKeptTables(folder, 'small').find(({ table }) => table.date === date);
  if (found === undefined) throw new Error(`no table for ${date}`);
  return found;
}

/** `kept`, with these figures shown instead. */
function altered(from: KeptTable, shown: Readonly<Record<string, number | null>>): KeptTable {
  const figures = from.table.figures.map((figure) => ({
    ...figure,
    published: shown[figure.id] === undefined ? figure.published : (shown[figure.id] ?? null),
  }));
  return { ...from, table: { ...from.table, figures } };
}

const faultsOf = (one: KeptTable, earlier: readonly KeptTable[] = []): readonly string[] =>
  auditKept(one, earlier, solver).faults;

const shownOf = ({ table }: KeptTable, id: string): number | null | undefined =>
  table.figures.find((figure) => figure.id === id)?.published;

describe('a table that is released', () => {
  test('is kept with the figures behind it, and audited anew it holds, to the number', async () => {
    const file = await release();
    expect(JSON.parse(readFileSync(file, 'utf8')).figures).toEqual(FIGURES);
    expect(auditKept(kept(), [], solver)).toEqual({ rows: kept().table.audit, faults: [] });
    expect(kept().table.audit.length).toBeGreaterThan(0);
  });

  test('is not made again for its date: the second time is refused, and nothing changes', async () => {
    const file = await release();
    const before = [readFileSync(file, 'utf8'), statSync(file).mtimeMs];
    await expect(release()).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: `${file} is there already: a table is built once`,
    });
    expect([readFileSync(file, 'utf8'), statSync(file).mtimeMs]).toEqual(before);
  });

  test('shows a digest that differs for the same figures: it cannot be found by trying', async () => {
    await release();
    const first = kept();
    rmSync(join(folder, `small_${DATE}.json`));
    await release();
    expect(kept().figures).toEqual(first.figures);
    expect(kept().table.digest).not.toBe(first.table.digest);
  });

  test('that is refused is not kept', async () => {
    const figures = { ...FIGURES, published: { ARRESTS: 37 } };
    await expect(release(figures)).rejects.toMatchObject({ code: 'STATISTICS_NOT_RELEASABLE' });
    expect(readKeptTables(folder, 'small')).toEqual([]);
  });
});

describe('an audit finds', () => {
  test('a published figure that was altered', async () => {
    await release();
    expect(faultsOf(altered(kept(), { 'SEARCHES DE': 51 }))).toEqual([
      'SEARCHES DE is not what was reported',
    ]);
  });

  // Trap: all else that is held back stays wide enough, so that no attack succeeds.
  test('a small figure that is shown, though nothing else can be computed from it', async () => {
    await release();
    expect(shownOf(kept(), 'ARRESTS MT')).toBeNull();
    expect(shownOf(kept(), 'SUSPECTS MT')).toBeNull();
    const hidden = { 'ARRESTED_OR_SUSPECTED MT': null, 'ARRESTED_OR_SUSPECTED FR': null };
    expect(faultsOf(altered(kept(), hidden))).toEqual([]);
    const filled = altered(kept(), { ...hidden, 'ARRESTS MT': 4 });
    expect(faultsOf(filled)).toEqual(['ARRESTS MT is to be held back, and is shown']);
  });

  test('a figure beside a small one that is shown, by what an outsider then computes', async () => {
    await release();
    const faults = faultsOf(altered(kept(), { 'SUSPECTS MT': 50 }));
    expect(faults).toContain('ARRESTS MT can be computed as 4 to 4: narrower than 4');
  });

  test('a figure that the table does not have', async () => {
    await release();
    const { table, ...rest } = kept();
    const more = {
      id: 'ARRESTS XX',
      measure: 'ARRESTS',
      code: 'XX',
      published: null,
      isKnown: false,
    } as const;
    expect(faultsOf({ ...rest, table: { ...table, figures: [...table.figures, more] } })).toEqual([
      'ARRESTS XX is no figure of the table',
    ]);
  });

  test('among rounded figures one that is not rounded, or to no neighbour', async () => {
    await release(FIGURES, { mode: 'ROUND' });
    expect(faultsOf(kept())).toEqual([]);
    const exact = altered(kept(), { 'ARRESTS FR': 3 });
    expect(faultsOf(exact)).toContain('ARRESTS FR is not rounded');
    const far = altered(kept(), { 'SUSPECTS SE': 70 });
    expect(faultsOf(far)).toContain('SUSPECTS SE is not what was reported');
  });
});

describe('a second reporting date', () => {
  const LATER = '2011-12-17';
  /** One report more, of a country whose figures are all shown. */
  const later: ExactFigures = {
    ...FIGURES,
    date: LATER,
    reported: { ...FIGURES.reported, SEARCHES: { ...FIGURES.reported.SEARCHES, SE: { SE: 52 } } },
  };

  // Trap: each table alone is right; their difference is two searches.
  test('is built against the first: a change below the threshold is not shown', async () => {
    await release();
    await release(later);
    expect(shownOf(kept(), 'SEARCHES SE')).toBe(50);
    expect(shownOf(kept(LATER), 'SEARCHES SE')).toBeNull();
    const names = kept(LATER).table.audit.map(({ name }) => name);
    expect(names).toContain(`the change of SEARCHES SE since ${DATE}`);
    expect(names).toContain(`${DATE} ARRESTS MT`);
    expect(faultsOf(kept(LATER), [kept()])).toEqual([]);
  });

  test('without the first would show it; and audited beside the first it fails', async () => {
    await release(later);
    const alone = kept(LATER);
    expect(shownOf(alone, 'SEARCHES SE')).toBe(52);
    rmSync(join(folder, `small_${LATER}.json`));
    await release();
    expect(faultsOf(alone)).toEqual([]);
    expect(faultsOf(alone, [kept()])).toContain(
      `the change of SEARCHES SE since ${DATE} can be computed as 2 to 2: narrower than 4`,
    );
  });
});

describe('what an outsider can compute', () => {
  // Trap: the programs have a limit of their own, ten times the sum of all cells: it would tell a total that is held back.
  test('has no end where nothing that is shown limits it', async () => {
    const SE = { COMPUTER: 4000.3, OTHER: 0.2 };
    const { SEIZED_DATA_TB: volumes } = FIGURES.reported;
    const figures = { ...FIGURES, reported: { ...FIGURES.reported, SEIZED_DATA_TB: { ...volumes, SE } } };
    await release(figures);
    const own = kept().table.audit.filter(({ name }) => name.startsWith('SEIZED_DATA_TB'));
    expect(own.map(({ name, high }) => `${name} ${high}`)).toEqual([
      'SEIZED_DATA_TB COMPUTER null',
      'SEIZED_DATA_TB null',
    ]);
    keepTable(join(folder, 'again'), kept());
    expect(readKeptTables(join(folder, 'again'), 'small')).toEqual([kept()]);
  });
});
