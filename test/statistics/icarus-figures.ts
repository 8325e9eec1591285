/** What the countries of Icarus report, from the fixture; and what the press knows. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { ExactFigures, KnownFigure, ReportedMeasure } from '../../src/statistics/exact-figures.ts';

const ROWS = parse(readFileSync(new URL('../../mocks/data/icarus.csv', import.meta.url), 'utf8'), {
  columns: true,
}) as Readonly<Record<string, string>>[];

const COLUMNS: Readonly<Record<ReportedMeasure, Readonly<Record<string, string>>>> = {
  ARRESTS: { '': 'arrests' },
  SUSPECTS: { '': 'further_suspects' },
  SEARCHES: { '': 'house_searches' },
  SEIZED_ITEMS: {
    COMPUTER: 'seized_computers',
    STORAGE_MEDIUM: 'seized_storage_media',
    MOBILE_DEVICE: 'seized_mobile_devices',
    OTHER: 'seized_other_items',
  },
  SEIZED_DATA_TB: { COMPUTER: 'seized_data_tb' },
  FORENSIC_EXAMS: {
    COMPLETED: 'forensic_completed',
    IN_PROGRESS: 'forensic_in_progress',
    PENDING: 'forensic_pending',
  },
};

export function icarusFigures(date = '2011-12-16'): ExactFigures {
  const reported = Object.fromEntries(
    Object.entries(COLUMNS).map(([measure, columns]) => [
      measure,
      Object.fromEntries(
        ROWS.map((row) => [
          String(row.iso2),
          Object.fromEntries(
            Object.entries(columns).map(([code, column]) => [code || String(row.iso2), Number(row[column])]),
          ),
        ]),
      ),
    ]),
  ) as unknown as ExactFigures['reported'];
  return {
    operation: 'icarus',
    date,
    countries: ROWS.map((row) => String(row.iso2)),
    reported,
    absent: [],
    published: { ARRESTS: 112, SUSPECTS: 269 },
  };
}

export const PRESS: readonly KnownFigure[] = [
  { measure: 'ARRESTED_OR_SUSPECTED', code: 'AT', value: 19, source: 'kurier.at' },
  { measure: 'ARRESTS', code: 'DK', value: 19, source: 'ndtv' },
  { measure: 'ARRESTS', code: 'CH', value: 0, source: 'tageswoche.ch' },
];
