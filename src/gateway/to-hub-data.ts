import type { SelectedField, Selection } from '../access/selection.ts';
import { isRow, type NativeRow } from '../countries/protocols/protocol.ts';
import type { ValueChecks } from './check-value.ts';
import { shownHandling } from './records/fits-where.ts';

/** An object of Europol's as it passed: a key for each field asked, null where the value did not fit. */
export type HubData = Readonly<Record<string, unknown>> & {
  /** Names of these fields, and of lists that lost an item that did not fit. */
  readonly _invalid: readonly string[];
};

/** Fields that hold objects of Europol's: of which type, one or a list. */
const OBJECTS: Readonly<Record<string, { readonly type: string; readonly isList: boolean }>> = {
  'Operation.publishedTotals': { type: 'PublishedTotals', isList: false },
  'Operation.actionDays': { type: 'ActionDay', isList: true },
  'Operation.intelligencePackages': { type: 'IntelligencePackage', isList: true },
  'IntelligencePackage.marking': { type: 'PackageMarking', isList: false },
};

/** Coordinates whose values the public schema has under another one. */
const PUBLIC_COORDINATES: Readonly<Record<string, string>> = {
  'Operation.leadCountry': 'Country.code',
  'IntelligencePackage.provider': 'Country.code',
  'IntelligencePackage.recipient': 'Country.code',
  'PackageMarking.sourceEvaluation': 'Marking.sourceEvaluation',
  'PackageMarking.informationEvaluation': 'Marking.informationEvaluation',
};

/** Values that are read, not taken as they are: null for one that cannot be. */
const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  // A border fact: the rules read a code that nobody knows, and none at all, as H3.
  'IntelligencePackage.entry': (value) => (typeof value === 'string' && value !== '' ? value : null),
  'IntelligencePackage.handling': (value) => (Array.isArray(value) ? value.map(String) : []),
  'PackageMarking.handling': (value) => (Array.isArray(value) ? shownHandling(value.map(String)) : null),
};

const INVALID = Symbol('INVALID');

/**
 * An object of `type` as Europol sent it, cut to what `selection` asks, every value checked by its coordinate. Never
 * throws: nothing of `sent` has been checked but that it is an object.
 *
 * What was asked and is not there did not fit either. An item of a list that is no object is dropped, and so is a package
 * that names no provider (it is nobody's to release) or has no number (it has no place in a list).
 */
export function toHubData(
  checks: ValueChecks,
  selection: Selection,
  sent: NativeRow,
  type = 'Operation',
): HubData {
  const data: Record<string, unknown> = {};
  const invalid: string[] = [];
  for (const [key, field] of selection) {
    if (field.name.startsWith('_')) continue;
    const value: unknown = Object.hasOwn(sent, key) ? sent[key] : INVALID;
    const read = value === null ? null : readField(checks, `${type}.${field.name}`, field, value, invalid);
    data[key] = read === INVALID ? null : read;
    if (read === INVALID) invalid.push(field.name);
  }
  return { ...data, _invalid: invalid };
}

function readField(
  checks: ValueChecks,
  coordinate: string,
  { name, fields }: SelectedField,
  value: unknown,
  invalid: string[],
): unknown {
  if (value === INVALID) return INVALID;
  const object = OBJECTS[coordinate];
  if (object === undefined) return readLeaf(checks, coordinate, value);
  const read = (one: unknown): HubData | null =>
    isRow(one) ? toHubData(checks, fields ?? new Map(), one, object.type) : null;
  if (!object.isList) return read(value) ?? INVALID;
  if (!Array.isArray(value)) return INVALID;
  const items = value.map(read).filter((item) => item !== null && !isOfNobody(item));
  if (items.length < value.length) invalid.push(name);
  return items;
}

function isOfNobody(item: HubData): boolean {
  return ['provider', 'entry'].some((name) => Object.hasOwn(item, name) && item[name] === null);
}

function readLeaf(checks: ValueChecks, coordinate: string, value: unknown): unknown {
  const reader = READERS[coordinate];
  if (reader !== undefined) return reader(value) ?? INVALID;
  const isEvaluation = coordinate === 'PackageMarking.informationEvaluation' && typeof value === 'string';
  const named = isEvaluation ? `INFO_${value}` : value;
  return checks.get(PUBLIC_COORDINATES[coordinate] ?? coordinate)?.(named) === true ? named : INVALID;
}
