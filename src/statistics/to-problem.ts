/** From what countries reported to the cells and equations that an outsider can reason about. */
import { GatewayError } from '../errors.ts';
import type { CountryCode } from '../terms.ts';
import { type ExactFigures, type KnownFigure, REPORTED_MEASURES } from './exact-figures.ts';
import { cellId, DIMENSION_OF, MEASURES, type Measure } from './measures.ts';
import type { Equation, Problem, ProblemCell } from './problem.ts';
import type { Solver } from './solver.ts';
import { DOMINANCE, type TableRules } from './table-rules.ts';

/** A cell with its place in the table; `code` null: the total. */
export interface TableCell extends ProblemCell {
  readonly measure: Measure;
  readonly code: string | null;
  /** False: the country has not reported it; an outsider can reckon with it all the same, where a total is known. */
  readonly isReported: boolean;
}

export interface TableProblem extends Problem {
  readonly cells: readonly TableCell[];
}

/**
 * The cells of all measures, linked: cells of a measure add up to its total, arrests and further suspects to persons. What
 * was not reported has some value that fits the equations.
 * Throws STATISTICS_NOT_RELEASABLE, which names to the operator the equation that does not hold.
 */
export function toProblem(
  figures: ExactFigures,
  known: readonly KnownFigure[],
  rules: TableRules,
  solver: Solver,
): TableProblem {
  const cells = MEASURES.flatMap((measure) => cellsOf(figures, measure, known, rules));
  const problem = { cells, equations: equationsOf(figures, cells), targets: [] };
  return cells.every(({ isReported }) => isReported) ? problem : filled(problem, solver);
}

/** The cells of the table itself, each with what it counts. */
export function reportedCells(
  figures: ExactFigures,
  known: readonly KnownFigure[],
  rules: TableRules,
): readonly TableCell[] {
  return MEASURES.flatMap((measure) => cellsOf(figures, measure, known, rules)).filter(
    ({ isReported }) => isReported,
  );
}

/** Cells of a measure and its total; none where nobody has reported it. */
function cellsOf(
  figures: ExactFigures,
  measure: Measure,
  known: readonly KnownFigure[],
  rules: TableRules,
): readonly TableCell[] {
  const parts = partsOf(figures, measure);
  const published = publishedOf(figures, measure);
  if (parts.size === 0 && published === undefined) return [];
  const reported = [...parts].map(([code, shares]) => toCell(measure, code, shares, known, rules));
  const absent =
    published === undefined
      ? []
      : absentIn(figures, measure).map((country) => toAbsentCell(measure, country, known, rules));
  const shares =
    measure === 'SEIZED_DATA_TB' ? sharesOfCountries(figures) : [sum([...parts.values()].flat())];
  const total = toCell(measure, null, published === undefined ? shares : [published], known, rules);
  checkTotal(measure, [...reported, ...absent], total);
  return [...reported, ...absent, published === undefined ? total : { ...total, state: 'KNOWN' }];
}

function equationsOf(figures: ExactFigures, cells: readonly TableCell[]): readonly Equation[] {
  const sums = MEASURES.flatMap((measure): Equation[] => {
    const own = cells.filter((cell) => cell.measure === measure);
    const parts = own.filter(({ code }) => code !== null);
    if (own.length === 0) return [];
    const terms = parts.map(({ id }) => ({ id, factor: 1 }));
    return [
      {
        name: `the cells of ${measure} add up to its total`,
        terms: [...terms, { id: measure, factor: -1 }],
        constant: 0,
      },
    ];
  });
  const persons = cells.filter(({ measure }) => measure === 'ARRESTED_OR_SUSPECTED');
  // Where countries are missing, a total that is not published is of those that reported: of each measure of others.
  const areOfTheSame =
    publishedOf(figures, 'ARRESTED_OR_SUSPECTED') !== undefined ||
    absentIn(figures, 'ARRESTED_OR_SUSPECTED').length === 0;
  const links = persons
    .filter(({ code }) => code !== null || areOfTheSame)
    .map(
      ({ id, code }): Equation => ({
        name: `arrests and further suspects are ${id}`,
        terms: [
          { id: cellId('ARRESTS', code), factor: 1 },
          { id: cellId('SUSPECTS', code), factor: 1 },
          { id, factor: -1 },
        ],
        constant: 0,
      }),
    );
  return [...sums, ...links];
}

/** Gives what was not reported a value with which all equations hold. */
function filled({ cells, equations, targets }: TableProblem, solver: Solver): TableProblem {
  const places = new Map(cells.map(({ id }, place) => [id, place]));
  const isUnknown = ({ isReported, state }: TableCell): boolean => !isReported && state === 'HIDDEN';
  const variables = cells.map((cell) =>
    isUnknown(cell) ? { low: 0, high: Infinity } : { low: cell.value, high: cell.value },
  );
  const rows = equations.map(({ terms, constant }) => ({
    low: constant,
    high: constant,
    terms: terms.map(({ id, factor }) => ({ variable: places.get(id) ?? 0, factor })),
  }));
  const program = solver.openLinear(variables, rows);
  const found = program.least(cells.map(() => 0));
  program.close();
  if (found === null) throw contradiction('what is published leaves no room for what is not reported');
  return {
    cells: cells.map((cell, place) =>
      isUnknown(cell) ? { ...cell, value: round(found.values[place] ?? 0) } : cell,
    ),
    equations,
    targets,
  };
}

/** Of each cell of a measure the shares of the countries in it, largest first. */
function partsOf(figures: ExactFigures, measure: Measure): ReadonlyMap<string, readonly number[]> {
  if (measure === 'ARRESTED_OR_SUSPECTED') {
    const [arrests, suspects] = [partsOf(figures, 'ARRESTS'), partsOf(figures, 'SUSPECTS')];
    const both = [...arrests.keys()].filter((code) => suspects.has(code));
    return new Map(
      both.map((code) => [code, [sum([...(arrests.get(code) ?? []), ...(suspects.get(code) ?? [])])]]),
    );
  }
  const shares = new Map<string, number[]>();
  for (const parts of Object.values(figures.reported[measure])) {
    for (const [code, value] of Object.entries(parts)) shares.set(code, [...(shares.get(code) ?? []), value]);
  }
  const sorted = [...shares].sort(([left], [right]) => (left < right ? -1 : 1));
  return new Map(sorted.map(([code, all]) => [code, all.sort((left, right) => right - left)]));
}

function toCell(
  measure: Measure,
  code: string | null,
  shares: readonly number[],
  known: readonly KnownFigure[],
  rules: TableRules,
): TableCell {
  const id = cellId(measure, code);
  const value = sum(shares);
  const press = pressOf(known, id);
  if (press !== undefined && press.value !== value)
    throw contradiction(`${id} is ${value}, known from ${press.source} as ${press.value}`);
  const isVolume = measure === 'SEIZED_DATA_TB';
  const [largest = 0, second = 0] = shares;
  // Who holds a share of a volume knows it; the rest must hide the largest.
  const isDominated = value - largest - second < DOMINANCE * largest;
  return {
    id,
    measure,
    code,
    value,
    isReported: true,
    state: press === undefined ? 'OPEN' : 'KNOWN',
    isSensitive: isVolume ? isDominated : value < rules.threshold,
    width: isVolume ? Math.max(1, DOMINANCE * largest) : rules.threshold - 1,
  };
}

/** A country that has not reported is in no figure; but the others, and a published total, must not tell what it has. */
function toAbsentCell(
  measure: Measure,
  country: CountryCode,
  known: readonly KnownFigure[],
  rules: TableRules,
): TableCell {
  const id = cellId(measure, country);
  const press = pressOf(known, id);
  return {
    id,
    measure,
    code: country,
    value: press?.value ?? 0,
    isReported: false,
    state: press === undefined ? 'HIDDEN' : 'KNOWN',
    isSensitive: false,
    width: rules.threshold - 1,
  };
}

function pressOf(known: readonly KnownFigure[], id: string): KnownFigure | undefined {
  return known.find(({ measure, code }) => cellId(measure, code) === id);
}

/** What a press release names is known; and who knows both parts of the persons knows these too. */
function publishedOf({ published }: ExactFigures, measure: Measure): number | undefined {
  const { ARRESTS, SUSPECTS } = published;
  if (measure !== 'ARRESTED_OR_SUSPECTED')
    return ({ ARRESTS, SUSPECTS } as Partial<Record<Measure, number>>)[measure];
  return ARRESTS === undefined || SUSPECTS === undefined ? undefined : ARRESTS + SUSPECTS;
}

/** Countries without a figure of their own. */
function absentIn({ absent }: ExactFigures, measure: Measure): readonly CountryCode[] {
  if (DIMENSION_OF[measure] !== 'COUNTRY') return [];
  const isOf = (one: string): boolean =>
    measure === 'ARRESTED_OR_SUSPECTED' ? one === 'ARRESTS' || one === 'SUSPECTS' : one === measure;
  return [...new Set(absent.filter((one) => isOf(one.measure)).map(({ country }) => country))].sort();
}

function sharesOfCountries({ reported }: ExactFigures): readonly number[] {
  return Object.values(reported.SEIZED_DATA_TB)
    .map((parts) => sum(Object.values(parts)))
    .sort((left, right) => right - left);
}

/** Throws when cells and total contradict each other. */
function checkTotal(measure: Measure, cells: readonly TableCell[], { value: total }: TableCell): void {
  const own = sum(cells.map(({ value }) => value));
  const hasUnknown = cells.some(({ state }) => state === 'HIDDEN');
  if (hasUnknown ? own <= total : own === total) return;
  throw contradiction(
    `the ${DIMENSION_OF[measure].toLowerCase()} cells of ${measure} add up to ${own}, and its total is published as ${total}`,
  );
}

function contradiction(what: string): GatewayError {
  return new GatewayError('STATISTICS_NOT_RELEASABLE', `an equation of the table does not hold: ${what}`);
}

function sum(values: readonly number[]): number {
  return round(values.reduce((total, value) => total + value, 0));
}

/** Volumes have decimals, of which binary fractions must not make more. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Nobody reported anything: there is no table. */
export function isEmpty({ reported }: ExactFigures): boolean {
  return REPORTED_MEASURES.every((measure) => Object.keys(reported[measure]).length === 0);
}
