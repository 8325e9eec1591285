/**
 * Released tables of figures, made up: what each figure is hangs on the plan and on nothing that a country has, so that an
 * answer that is not read from the table is another one.
 */
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { ProtectedTable } from '../../src/statistics/protected-table.ts';
import { dayAfter } from './day-after.ts';
import type { ProvedCaller } from './rights.ts';

export interface TablePlan {
  /** Of whose day the reporting date is told, and how many days it is from there. */
  readonly caller: number;
  readonly days: number;
  readonly salt: number;
  readonly isRounded: boolean;
  readonly operation: string;
}

/** A table as the proof knows it. */
export interface ProvedTable {
  readonly operation: string;
  readonly date: string;
  readonly isRounded: boolean;
  readonly figures: readonly ProvedFigure[];
  readonly absent: readonly { readonly country: string; readonly measure: string }[];
}
export interface ProvedFigure {
  readonly measure: string;
  /** Null: the total. */
  readonly code: string | null;
  /** Null: suppressed. */
  readonly published: number | null;
  /** In the press, too. */
  readonly isKnown: boolean;
}

/** By measure, the one dimension that parts it. */
export const DIMENSIONS: Readonly<Record<string, string>> = {
  ARRESTED_OR_SUSPECTED: 'COUNTRY',
  ARRESTS: 'COUNTRY',
  SUSPECTS: 'COUNTRY',
  SEARCHES: 'COUNTRY',
  SEIZED_ITEMS: 'DEVICE_TYPE',
  SEIZED_DATA_TB: 'DEVICE_TYPE',
  FORENSIC_EXAMS: 'FORENSIC_STATUS',
};
export const CODES: Readonly<Record<string, readonly string[]>> = {
  DEVICE_TYPE: ['COMPUTER', 'STORAGE_MEDIUM', 'MOBILE_DEVICE', 'OTHER'],
  FORENSIC_STATUS: ['PENDING', 'IN_PROGRESS', 'COMPLETED'],
};
/** Takes no part in any world, and has figures: nobody may see them. */
const ELSEWHERE = 'GR';

/** Mostly one that is shown; its day, the day before and the day after are where a comparison is wrong. */
export function tablePlans(): fc.Arbitrary<readonly TablePlan[]> {
  const plan = fc.record({
    caller: fc.constantFrom(0, 0, 1),
    days: fc.constantFrom(0, 0, 0, -1, -30, 1),
    salt: fc.nat(9_999),
    isRounded: fc.constantFrom(false, false, true),
    operation: fc.constantFrom(...Array(5).fill('icarus'), 'daedalus'),
  });
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 9, arbitrary: fc.array(plan, { minLength: 1, maxLength: 3 }) },
  );
}

/** One table of an operation and reporting date. */
export function toTables(
  plans: readonly TablePlan[],
  countries: readonly string[],
  callers: readonly ProvedCaller[],
): readonly ProvedTable[] {
  const tables = new Map<string, ProvedTable>();
  for (const { caller, days, salt, isRounded, operation } of plans) {
    const date = dayAfter(callers[caller % callers.length]?.date ?? '2011-12-16', days);
    const places = Object.entries(DIMENSIONS).flatMap(([measure, dimension]) =>
      [null, ...(CODES[dimension] ?? [...countries, ELSEWHERE])].map((code) => ({ measure, code })),
    );
    const figures = places.flatMap(({ measure, code }): ProvedFigure[] => {
      const number = scattered(`${salt} ${measure} ${code}`);
      if (number % 8 === 0) return [];
      const isKnown = scattered(`${salt} ${measure} ${code} press`) % 7 < 3;
      return [{ measure, code, published: publishedOf(number, isRounded), isKnown }];
    });
    const absent = Object.keys(DIMENSIONS)
      .filter(
        (measure) => measure !== 'ARRESTED_OR_SUSPECTED' && scattered(`${salt} ${measure} absent`) % 2 === 0,
      )
      .map((measure) => ({ country: countries[salt % countries.length] as string, measure }));
    tables.set(`${operation} ${date}`, { operation, date, isRounded, figures, absent });
  }
  return [...tables.values()];
}

/** Suppressed, nought, or a number that hardly another figure has. */
function publishedOf(number: number, isRounded: boolean): number | null {
  if (number % 8 < 3) return null;
  if (number % 8 === 3) return 0;
  return 1_000 + (isRounded ? 5 * (number % 1_000) : number % 5_000);
}

/** The same number for the same text; for texts that are nearly the same, numbers that have nothing in common. */
function scattered(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}

/** The form in which the product holds it. Nothing of an audit is told to anybody. */
export function toProtected({ operation, date, isRounded, figures, absent }: ProvedTable): ProtectedTable {
  return {
    operation,
    date,
    rules: { threshold: 5, mode: isRounded ? 'ROUND' : 'SUPPRESS', incomplete: 'SAY' },
    figures: figures.map((one) => ({
      ...one,
      id: one.code === null ? one.measure : `${one.measure} ${one.code}`,
    })) as ProtectedTable['figures'],
    absent: absent.map((one) => ({ ...one, cause: 'NOT_REPORTED' })) as ProtectedTable['absent'],
    audit: [],
    digest: 'made up',
  };
}
