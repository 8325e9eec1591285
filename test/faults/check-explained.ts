import { explainedLines } from './explained-lines.ts';
import { type Failing, seenOf } from './failing.ts';
import type { AcrossAnswer } from './fault-queries.ts';
import type { Answered } from './stage.ts';

/**
 * Errors and what is withheld, held against those of the answer without a fault: of the countries that are well nothing is
 * new and nothing is lost; of those that fail there is their code, and no other failure. A line for each difference.
 */
export function checkExplained(before: Answered, seen: Answered, failing: Failing): readonly string[] {
  const isWell = (country: string): boolean => seenOf(failing, country) === null;
  const [was, is] = [explainedLines(before), explainedLines(seen)];
  const [known, still] = [was, is].map((lines) => new Set(lines.map(({ line }) => line)));
  // Where nobody is left to give a list, a null and its cause stand in place of what it would lack.
  const noList = (seen.data as unknown as AcrossAnswer).operation.arrests.records === null;
  const isReplaced = (line: string): boolean => noList && line.endsWith(' operation arrests records');
  return [
    ...is
      .filter(({ country, line }) => isWell(country) && !known?.has(line))
      .map(({ line }) => `new: ${line}`),
    ...was
      .filter(({ country, line }) => isWell(country) && !still?.has(line) && !isReplaced(line))
      .map(({ line }) => `lost: ${line}`),
    ...[...failing.keys()].flatMap((country) => checkCode(country, before, seen, failing)),
  ];
}

function checkCode(country: string, before: Answered, seen: Answered, failing: Failing): readonly string[] {
  const expected = seenOf(failing, country);
  if (expected === null) return [];
  const own = explainedLines(seen).filter((one) => one.country === country);
  const codes = [...new Set(own.map(({ code }) => code).filter((code) => code.startsWith('SOURCE_')))];
  // What failed concerns nothing that this caller was to see.
  if (codes.length === 0 && valuesOf(before, country) === valuesOf(seen, country)) return [];
  return codes.join() === expected.code
    ? []
    : [`${country} has the codes ${codes.join() || 'none'}, not ${expected.code}`];
}

/** All of a country's part but what is said of its system. */
function valuesOf({ data }: Answered, country: string): string {
  const { participations } = (data as unknown as AcrossAnswer).operation;
  return JSON.stringify({ ...participations.find((one) => one.country.code === country), source: null });
}
