/** What the world says that an answer must hold, and what an answer holds, in one form to be compared by a digest. */
import { createHash } from 'node:crypto';
import { makeIndex, pairOf } from '../mocks/interpol/make-index.ts';
import type { Marking, World } from '../mocks/world.ts';
import { givenRecords, travels, type Viewing } from './given-records.ts';
import { CODES, fieldOf, type ListSpec, type QuerySpec, type Style } from './query-spec.ts';

/** Of a country: for each list its count and its records, as texts. */
type Part = readonly { readonly count: number | null; readonly records: readonly string[] }[];
export interface Parts {
  readonly totals: readonly (number | null)[];
  readonly countries: Readonly<Record<string, Part>>;
}

/** A digest and what a person can compare: the countries, the records, the sum of the counts. */
export interface Summary {
  readonly countries: number;
  readonly records: number;
  readonly count: number;
  readonly digest: string;
}

type Row = Readonly<Record<string, unknown>>;

export function expectedParts(viewing: Viewing, spec: QuerySpec): Parts {
  const { world } = viewing;
  const index = makeIndex(world);
  const codes = spec.countries ?? [...world.countries.keys()];
  const part = (code: string): Part =>
    spec.lists.map(({ list, counts, first, fields }) => ({
      count: counts.includes('exact') ? (world.countries.get(code)?.[list].length ?? 0) : null,
      records:
        first === 0
          ? []
          : givenRecords(viewing, code, list)
              .slice(0, first)
              .map((record) => {
                const isSent = travels(viewing, code, record);
                const caseRef = (record as { readonly caseRef?: string }).caseRef ?? '';
                const hit = index.has(pairOf({ country: code, caseRef })) ? 'HIT' : 'NO_HIT';
                return toRow({ ...record, interpol: isSent ? { hit } : null }, fields);
              })
              .sort(),
    }));
  return {
    totals: spec.totals.map(([list]) => sumOf(world, list)),
    countries: spec.lists.length === 0 ? {} : Object.fromEntries(codes.map((code) => [code, part(code)])),
  };
}

/** What `answer`, the JSON of a subject, holds. Throws where it holds no operation. */
export function partsOf(answer: unknown, spec: QuerySpec, style: Style): Parts {
  const operation = ((answer as Row).data as Row | null)?.operation as Row | undefined;
  if (!operation) throw new Error(`no operation in the answer: ${JSON.stringify(answer).slice(0, 400)}`);
  const total = (list: string): number | null => (operation[list] as { count: Count }).count.exact ?? null;
  const countries = spec.lists.length === 0 ? [] : countriesIn(operation, spec, style);
  return {
    totals: style === 'concordat' ? spec.totals.map(([list]) => total(list)) : [],
    countries: Object.fromEntries(
      countries.map(([code, part]) => [code, spec.lists.map((list) => listIn(part, list))]),
    ),
  };
}

export function summaryOf({ totals, countries }: Parts): Summary {
  const sorted = Object.entries(countries).sort(([left], [right]) => (left < right ? -1 : 1));
  const lists = sorted.flatMap(([, part]) => part);
  return {
    countries: sorted.length,
    records: lists.reduce((sum, { records }) => sum + records.length, 0),
    count: [...totals, ...lists.map(({ count }) => count)].reduce<number>((sum, one) => sum + (one ?? 0), 0),
    digest: createHash('sha256')
      .update(JSON.stringify([totals, sorted]))
      .digest('hex')
      .slice(0, 16),
  };
}

type Count = { readonly exact?: number };

function countriesIn(operation: Row, spec: QuerySpec, style: Style): (readonly [string, Row])[] {
  if (style !== 'federation' && spec.countries === null)
    return (operation.participations as Row[]).map((one) => [
      (one.country as { readonly code: string }).code,
      style === 'stitching' ? (one.national as Row) : one,
    ]);
  return (spec.countries ?? CODES).map((code) => {
    const one = operation[fieldOf(code)] as Row;
    return [code, style === 'stitching' ? (one.national as Row) : one];
  });
}

function listIn(part: Row, { list, counts, fields }: ListSpec): Part[number] {
  const { count, records } = part[list] as {
    readonly count?: Count;
    readonly records?: { readonly nodes: Row[] } | null;
  };
  return {
    count: counts.includes('exact') ? (count?.exact ?? null) : null,
    records: (records?.nodes ?? []).map((row) => toRow(row, fields)).sort(),
  };
}

/** Plain fields alone, and what lies one step below a field where the world says it. */
function toRow(record: object, fields: readonly string[]): string {
  const row = record as Row;
  return JSON.stringify(
    [...fields].sort().flatMap((field) => {
      if (field.startsWith('marking') || field.startsWith('provenance')) return [];
      if (field === 'interpol { hit }') return [(row.interpol as { hit: string } | null)?.hit ?? null];
      if (field === 'offence { iccs }') return [toIccs(row.offence)];
      if (field === 'offence { national }') return [toNational(row.offence)];
      return [row[field] ?? null];
    }),
  );
}

/** Every offence of the world is the one of the operation. */
export const ICCS = '030221';
const toIccs = (offence: unknown): unknown =>
  typeof offence === 'string' ? ICCS : (offence as { iccs: string } | null)?.iccs;
const toNational = (offence: unknown): unknown =>
  typeof offence === 'string' ? offence : (offence as { national: string } | null)?.national;

function sumOf(world: World, list: ListSpec['list']): number {
  return [...world.countries.values()].reduce(
    (sum, one) => sum + (one[list] as readonly Marking[]).length,
    0,
  );
}
