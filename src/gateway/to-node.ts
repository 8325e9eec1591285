/** A record with the fields that its marking opens, as national.graphql has it. */
import { RECORD_TYPES } from '../access/list-release.ts';
import type { Selection } from '../access/selection.ts';
import { INVALID, type NationalRecord, type RecordField } from '../countries/national-query.ts';
import type { CountryCode, ListName } from '../terms.ts';
import type { ValueChecks } from './check-value.ts';
import { byFacts, isOpenOf, type Judging, judgedFactsOf, type RecordKey } from './judge-records.ts';
import { keepValue } from './keep-value.ts';
import { shownHandling } from './records/fits-where.ts';
import type { PlacedRecord } from './records/page-of-records.ts';

/** Fields by response key; `_facts` tells the answer why one is null. */
export type RecordNode = Readonly<Record<string, unknown>> & {
  readonly _invalid: readonly string[];
  readonly _facts: RecordKey;
};

/** Of a record of which every value fits. */
export const NOTHING: readonly string[] = Object.freeze([]);

export type ToNode = (record: Pick<PlacedRecord, 'record' | 'checked'>) => RecordNode;

/** One field of a node: `read` gives what is shown of a record whose marking opens it, and names what did not fit. */
interface Step {
  readonly key: string;
  readonly name: string;
  readonly read: (record: NationalRecord, checked: NationalRecord, invalid: string[]) => unknown;
}

/** How a record of `list` is shown where `nodes` is asked of it: what the marking closes is null. */
export function toNodeOf(judging: Judging, list: ListName, nodes: Selection, checks: ValueChecks): ToNode {
  const steps = [...nodes].flatMap(([key, { name }]) =>
    name.startsWith('_') ? [] : [{ key, name, read: readOf(judging.owner, list, name, checks) }],
  );
  const openOf = byFacts((facts) => steps.map(({ name }) => isOpenOf(judging, list, name, facts)));
  return ({ record, checked }) => toNode(steps, openOf, judging, list, record, checked);
}

function toNode(
  steps: readonly Step[],
  openOf: (facts: RecordKey['facts']) => readonly boolean[],
  judging: Judging,
  list: ListName,
  record: NationalRecord,
  checked: NationalRecord,
): RecordNode {
  const facts = judgedFactsOf(judging, record.facts);
  const open = openOf(facts);
  const invalid: string[] = [];
  const node: Record<string, unknown> & RecordNode = {
    _invalid: NOTHING,
    _facts: { facts, list, handle: record.facts.handle },
  };
  for (let place = 0; place < steps.length; place++) {
    const { key, read } = steps[place] as Step;
    node[key] = open[place] === true ? read(record, checked, invalid) : null;
  }
  return invalid.length === 0 ? node : { ...node, _invalid: invalid };
}

function readOf(owner: CountryCode, list: ListName, name: string, checks: ValueChecks): Step['read'] {
  if (name === 'interpol')
    return ({ values }, _, invalid) => toInterpolKey(owner, values.caseRef, checks, invalid);
  if (name === 'marking')
    return ({ facts, values }, _, invalid) => toMarking(facts.handling, values, checks, invalid);
  if (name === 'offence')
    return ({ values }, checked, invalid) =>
      values.offence !== INVALID && values.offence === checked.values.offence
        ? (values.offence ?? null)
        : toOffence(values.offence, checks, invalid);
  const coordinate = `${RECORD_TYPES[list]}.${name}`;
  const field = name as RecordField;
  if (!checks.has(coordinate))
    return ({ values }, _, invalid) => keepValue(checks, coordinate, name, values[field], invalid);
  return (_, { values }, invalid) => {
    const value = values[field] ?? null;
    if (value !== INVALID) return value;
    invalid.push(name);
    return null;
  };
}

/**
 * Null where the record has no reference: nothing to ask the index for. One that is none does not travel: it would be
 * written into the one message that carries the references of all.
 */
function toInterpolKey(
  owner: CountryCode,
  caseRef: unknown,
  checks: ValueChecks,
  invalid: string[],
): { readonly _k: string } | null {
  const reference = keepValue(checks, 'Suspect.caseRef', 'interpol', caseRef, invalid);
  return reference === null ? null : interpolKeyOf(owner, String(reference));
}

/** What asks Interpol's index for a reference of `owner`. */
export function interpolKeyOf(owner: CountryCode, reference: string): { readonly _k: string } {
  return { _k: JSON.stringify([owner, reference]) };
}

function toMarking(
  handling: readonly string[],
  values: NationalRecord['values'],
  checks: ValueChecks,
  invalid: string[],
): unknown {
  const named = toInformation(values.informationEvaluation);
  const keep = (name: string, value: unknown): unknown =>
    keepValue(checks, `Marking.${name}`, name, value, invalid);
  return {
    handling: shownHandling(handling),
    sourceEvaluation: keep('sourceEvaluation', values.sourceEvaluation),
    informationEvaluation: keep('informationEvaluation', named),
  };
}

/** The public word: a name that begins with a digit is none in GraphQL. */
export function toInformation<Value>(value: Value): Value | string {
  return typeof value === 'string' ? `INFO_${value}` : value;
}

function toOffence(value: unknown, checks: ValueChecks, invalid: string[]): unknown {
  if (typeof value !== 'object' || value === null)
    return keepValue(checks, 'OffenceCode.national', 'offence', value, invalid);
  const { national, iccs } = value as { national: unknown; iccs: unknown };
  return {
    national: keepValue(checks, 'OffenceCode.national', 'national', national, invalid),
    iccs: keepValue(checks, 'OffenceCode.iccs', 'iccs', iccs, invalid),
  };
}
