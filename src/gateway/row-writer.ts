/**
 * How one record is written as it is shown, with its place: by code made for what is asked of it.
 *
 * INVARIANT: the code is made of names of the contract alone. What a country or a caller writes never gets into it.
 */
import { RECORD_TYPES } from '../access/list-release.ts';
import {
  INVALID,
  type NationalRecord,
  type RecordField,
  type RecordValue,
  type RowReaders,
} from '../countries/national-query.ts';
import type { NativeRow } from '../countries/protocols/protocol.ts';
import { fieldsOfCondition, type RecordCondition } from '../countries/record-condition.ts';
import type { CountryCode, ListName } from '../terms.ts';
import type { Check, ValueChecks } from './check-value.ts';
import { isEvaluation, type JudgedFacts } from './judge-records.ts';
import { madeCode, schemaName } from './made-code.ts';
import type { RecordsPart } from './national-part.ts';
import { fitsWhere, shownHandling } from './records/fits-where.ts';
import { keyOf, type Position, REFERENCES } from './records/position.ts';
import { interpolKeyOf, NOTHING, type RecordNode, toInformation } from './to-node.ts';

/** What is asked of each record of a list. */
export interface AskedOfRow {
  readonly list: ListName;
  readonly part: RecordsPart;
  /** Of which a value is read: to be shown, or for the record's place. */
  readonly fields: readonly RecordField[];
  /** Names of what is shown, the border's own left out. */
  readonly shown: readonly string[];
}

/** Adds the node and the place of one record, but of one that does not fit the filter. Odd: a value does not fit its coordinate. */
export type WriteRow = (
  row: NativeRow,
  handle: string,
  handling: readonly string[],
  facts: JudgedFacts,
  travels: boolean,
  nodes: RecordNode[],
  positions: Position[],
) => 'written' | 'left out' | 'odd';

type Read = (row: NativeRow) => RecordValue;

export function rowWriterOf(
  owner: CountryCode,
  asked: AskedOfRow,
  readers: RowReaders,
  checks: ValueChecks,
): WriteRow {
  const { list, part, fields } = asked;
  const { where } = part;
  const read: Record<string, Read> = {};
  for (const field of fields) read[field] = checkedReader(readers.values[field], list, field, checks);
  const key = (field: RecordField, value: RecordValue): Position[number] => keyOf(list, field, value);
  const entry = (reference: RecordValue): unknown =>
    typeof reference === 'string' ? interpolKeyOf(owner, reference) : null;
  const make = madeCode(PARAMETERS, rowCodeOf(asked)) as (...values: readonly unknown[]) => unknown;
  const fits = (record: NationalRecord): boolean => where === null || fitsWhere(record, where);
  return make(
    read,
    INVALID,
    fits,
    key,
    entry,
    shownHandling,
    toInformation,
    list,
    owner,
    NOTHING,
  ) as WriteRow;
}

const PARAMETERS = [
  'read',
  'INVALID',
  'fits',
  'key',
  'entry',
  'shownHandling',
  'toInformation',
  'list',
  'owner',
  'none',
];

/** The body of a function that gives the writer. */
export function rowCodeOf({ list, part, fields, shown }: AskedOfRow): string {
  const names = fields.map(schemaName);
  const written = shown.map((name) => {
    if (name === 'interpol') return 'interpol: travels ? entry(v_caseRef) : null';
    if (name === 'marking') return `marking: ${markingCode(names)}`;
    return `${schemaName(name)}: v_${schemaName(name)}`;
  });
  const reference = part.byReference ? `key('${REFERENCES[list]}', v_${REFERENCES[list]})` : 'null';
  const keys = part.order.map(({ field }) => `key('${schemaName(field)}', v_${schemaName(field)})`);
  return [
    'return (row, handle, handling, facts, travels, nodes, positions) => {',
    ...names.map((name) => `  const v_${name} = read.${name}(row); if (v_${name} === INVALID) return 'odd';`),
    ...filterCode(part.where),
    `  nodes.push({ ${[...written, '_invalid: none', '_facts: { facts, list, handle }'].join(', ')} });`,
    `  positions.push([${[...keys, 'owner', reference, 'handle', '0'].join(', ')}]);`,
    "  return 'written';",
    '};',
  ].join('\n');
}

/** What the filter reads of a record is what is read of it to be shown. */
function filterCode(where: RecordCondition | null): readonly string[] {
  if (where === null) return [];
  const fields = fieldsOfCondition(where)
    .filter((field) => field !== 'handling')
    .map(schemaName);
  const values = fields.map((field) => `${field}: v_${field}`).join(', ');
  return [`  if (!fits({ facts: { handling }, values: { ${values} } })) return 'left out';`];
}

function markingCode(names: readonly string[]): string {
  const codeOf = (name: string): string => (names.includes(name) ? `v_${name}` : 'null');
  const source = `sourceEvaluation: ${codeOf('sourceEvaluation')}`;
  const information = `informationEvaluation: toInformation(${codeOf('informationEvaluation')})`;
  return `{ handling: shownHandling(handling), ${source}, ${information} }`;
}

/** INVALID where the value, as it is shown, does not fit its coordinate. */
function checkedReader(read: Read, list: ListName, field: RecordField, checks: ValueChecks): Read {
  const fits = fitOf(list, field, checks);
  const checked = (value: RecordValue): RecordValue =>
    value === null || (value !== INVALID && fits(value)) ? value : INVALID;
  return (row) => checked(read(row));
}

function fitOf(list: ListName, field: RecordField, checks: ValueChecks): (value: RecordValue) => boolean {
  const checkOf = (coordinate: string): Check => checks.get(coordinate) ?? (() => false);
  if (isEvaluation(field)) {
    const fits = checkOf(`Marking.${field}`);
    return (value) => fits(field === 'informationEvaluation' ? toInformation(value) : value);
  }
  if (field !== 'offence') return checkOf(`${RECORD_TYPES[list]}.${field}`);
  const [national, iccs] = [checkOf('OffenceCode.national'), checkOf('OffenceCode.iccs')];
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    national(value.national) &&
    (value.iccs === null || iccs(value.iccs));
}
