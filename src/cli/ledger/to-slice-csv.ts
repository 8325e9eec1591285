import { stringify } from 'csv-stringify/sync';
import type { InPlace, PartInPlace } from '../../ledger/read-in-place.ts';

const COLUMNS = [
  'index',
  'time',
  'country',
  'subject',
  'token',
  'purpose',
  'justification',
  'operation',
  'outcome',
  'status',
  'given',
  'withheld',
  'overshared',
  'coordinates',
  'denials',
  'obligations',
  'joins',
  'document',
] as const;

/** The first line. */
export function sliceCsvHead(): string {
  return stringify([COLUMNS]);
}

/**
 * Entries with one owner's part as CSV, a row each; items of a list are separated by a semicolon. INVARIANT: no cell is a
 * formula: one that a spreadsheet would take for one has an apostrophe before it.
 */
export function toSliceCsv(page: readonly InPlace[]): string {
  const rows = page.flatMap((one) => one.parts.map((part) => toRow(one, part)));
  return stringify(rows, { columns: [...COLUMNS], escape_formulas: true });
}

function toRow({ index, entry }: InPlace, part: PartInPlace): Record<(typeof COLUMNS)[number], string> {
  return {
    index: String(index),
    time: entry?.time ?? '',
    country: entry?.requester?.country ?? '',
    subject: entry?.requester?.subject ?? '',
    token: entry?.requester?.tokenId ?? '',
    purpose: entry?.purpose ?? '',
    justification: entry?.justification ?? '',
    operation: entry?.operations.join('; ') ?? '',
    outcome: entry?.outcome ?? '',
    status: part.status,
    given: String(part.given),
    withheld: String(part.withheld),
    overshared: String(part.overshared),
    coordinates: part.coordinates.join('; '),
    denials: part.denials.map(({ coordinate, reason }) => `${coordinate} ${reason}`).join('; '),
    obligations: part.obligations.map(({ obligation, records }) => `${obligation} ${records}`).join('; '),
    joins: part.joins.map(({ owner, references }) => `${owner} ${references}`).join('; '),
    document: part.document ?? '',
  };
}
