/** From what countries reported to the cells and equations that an outsider can reason about. */
import { GatewayError } from '../errors.ts';
import { type Absent, type ExactFigures, type KnownFigure, REPORTED_MEASURES } from './exact-figures.ts';
import { cellId, DIMENSION_OF, MEASURES, type Measure } from './measures.ts';
import type { Equation, Problem, ProblemCell } from './problem.ts';
import { DOMINANCE, type TableRules } from './table-rules.ts';

/** A cell with its place in the table; `code` null: the total. */
export interface TableCell extends ProblemCell {
  readonly measure: Measure;
  readonly code: string | null;
}

export interface TableProblem extends Problem {
  readonly cells: readonly TableCell[];
  /** What is in no table, and can be reckoned with: the rest of a total that somebody has not reported to. */
  readonly rests: readonly ProblemCell[];
}

/**
 * The cells of all measures, linked: cells of a measure add up to its total, arrests and further suspects to persons.
 * Throws STATISTICS_NOT_RELEASABLE, which names to the operator the equation that does not hold.
 */
export function toProblem(
  figures: ExactFigures,
  known: readonly KnownFigure[],
  rules: TableRules,
): TableProblem {
  const cells: TableCell[] = [];
  const rests: ProblemCell[] = [];
  const equations: Equation[] = [];
  for (const measure of MEASURES) {
    const parts = partsOf(figures, measure);
    const own = [...parts].map(([code, shares]) => toCell(measure, code, shares, known, rules));
    const total = toTotal(figures, measure, parts, known, rules);
    const rest = restOf(figures, measure, own, total);
    cells.push(...own, total);
    if (rest !== null) rests.push(rest);
    equations.push({
      name: `the cells of ${measure} add up to its total`,
      terms: [
        ...[...own, ...(rest === null ? [] : [rest])].map(({ id }) => ({ id, factor: 1 })),
        { id: total.id, factor: -1 },
      ],
      constant: 0,
    });
  }
  for (const code of partsOf(figures, 'PERSONS').keys()) equations.push(personsOf(code));
  if (!figures.absent.some(isOfPersons)) equations.push(personsOf(null));
  return { cells, rests, equations, targets: [] };
}

function personsOf(code: string | null): Equation {
  return {
    name: `arrests and further suspects are persons${code === null ? '' : ` in ${code}`}`,
    terms: [
      { id: cellId('ARRESTS', code), factor: 1 },
      { id: cellId('SUSPECTS', code), factor: 1 },
      { id: cellId('PERSONS', code), factor: -1 },
    ],
    constant: 0,
  };
}

export function isOfPersons({ measure }: Absent): boolean {
  return measure === 'ARRESTS' || measure === 'SUSPECTS';
}

/** Of each cell of a measure the shares of the countries in it, largest first. */
function partsOf(figures: ExactFigures, measure: Measure): ReadonlyMap<string, readonly number[]> {
  if (measure === 'PERSONS') {
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
  return new Map(
    [...shares]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([code, all]) => [code, all.sort((left, right) => right - left)]),
  );
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
  const press = known.find((one) => cellId(one.measure, one.code) === id);
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
    state: press === undefined ? 'OPEN' : 'KNOWN',
    isSensitive: isVolume ? isDominated || value === 0 : value < rules.threshold,
    width: isVolume ? Math.max(1, DOMINANCE * largest) : rules.threshold - 1,
  };
}

/** What a press release names is known; and who knows both parts of the persons knows these too. */
function toTotal(
  figures: ExactFigures,
  measure: Measure,
  parts: ReadonlyMap<string, readonly number[]>,
  known: readonly KnownFigure[],
  rules: TableRules,
): TableCell {
  const { ARRESTS, SUSPECTS } = figures.published;
  const both = ARRESTS === undefined || SUSPECTS === undefined ? undefined : ARRESTS + SUSPECTS;
  const published = { ...figures.published, ...(both === undefined ? {} : { PERSONS: both }) };
  const value = (published as Partial<Record<Measure, number>>)[measure];
  const shares =
    measure === 'SEIZED_DATA_TB' ? sharesOfCountries(figures) : [sum([...parts.values()].flat())];
  const total = toCell(measure, null, shares, known, rules);
  return value === undefined ? total : { ...total, value, state: 'KNOWN' };
}

function sharesOfCountries({ reported }: ExactFigures): readonly number[] {
  return Object.values(reported.SEIZED_DATA_TB)
    .map((parts) => sum(Object.values(parts)))
    .sort((left, right) => right - left);
}

/** Where a total is published and not all have reported, the rest is theirs. Throws when cells and total contradict each other. */
function restOf(
  figures: ExactFigures,
  measure: Measure,
  cells: readonly TableCell[],
  total: TableCell,
): ProblemCell | null {
  const rest = round(total.value - sum(cells.map(({ value }) => value)));
  if (rest === 0) return null;
  const isIncomplete = figures.absent.some(
    (one) => one.measure === measure || (measure === 'PERSONS' && isOfPersons(one)),
  );
  if (!isIncomplete || rest < 0)
    throw contradiction(
      `the ${DIMENSION_OF[measure].toLowerCase()} cells of ${measure} add up to ${round(total.value - rest)}, and its total is published as ${total.value}`,
    );
  return { id: `${measure} not reported`, value: rest, state: 'HIDDEN', isSensitive: false, width: 0 };
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
