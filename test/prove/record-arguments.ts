/** `where`, `orderBy` and the right to use them, from the schema and the decision (spec-3, 11 and 12). */
import { Kind, parse, type StringValueNode } from 'graphql';
import type { AskedField } from './asked-tree.ts';
import type { WorldRecord } from './expected-sent.ts';
import { SCHEMA } from './queries.ts';
import { type Marked, type Rights, SCHEMA_TEXT } from './rights.ts';
import { PROFILES } from './worlds.ts';

/** What an input field or a word of an order reads: `ArrestWhere.date` to `Arrest.date`. */
const READS: ReadonlyMap<string, string> = readReads();

function readReads(): Map<string, string> {
  const reads = new Map<string, string>();
  for (const type of parse(SCHEMA_TEXT).definitions) {
    const places =
      type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
        ? type.fields
        : type.kind === Kind.ENUM_TYPE_DEFINITION
          ? type.values
          : [];
    for (const place of places ?? []) {
      const directive = place.directives?.find(({ name }) => name.value === 'reads');
      const field = directive?.arguments?.find(({ name }) => name.value === 'field')?.value as
        | StringValueNode
        | undefined;
      if (field !== undefined && 'name' in type)
        reads.set(`${type.name.value}.${place.name.value}`, field.value);
    }
  }
  return reads;
}

type Input = Readonly<Record<string, unknown>>;

/** Coordinates that the arguments of one `records` read; of one owner's: not what its countries have decided. */
export function readByArguments(
  { args }: AskedField,
  record: string,
  owner: string | null = null,
): readonly string[] {
  const reads: string[] = [];
  const walk = (where: Input): void => {
    if (owner !== null && canHold(where, owner).length < 2) return;
    for (const [key, value] of Object.entries(where)) {
      if (key === 'not') walk(value as Input);
      else if (key === 'and' || key === 'or') (value as readonly Input[]).forEach(walk);
      else reads.push(READS.get(`${record}Where.${key}`) ?? '?');
    }
  };
  if (args.where) walk(args.where as Input);
  for (const { field } of (args.orderBy ?? []) as readonly { readonly field: string }[])
    reads.push(READS.get(`${record}OrderField.${field}`) ?? '?');
  return [...new Set(reads)];
}

/** Is a `records` field refused: nobody of whom it is asked opens what it reads, or one opens the list without it? */
export function isRefused(rights: Rights, asked: readonly AskedField[]): boolean {
  const all = [...rights.world.countries.keys()].sort();
  return asked.some((field) => {
    const ofEuropol =
      field.name === 'participations' ||
      field.name === 'participation' ||
      field.fields.some(({ name }) => name === 'records');
    if (!ofEuropol) return false;
    // Where Europol's own gate before a list is closed, nobody is asked: and nobody opens what is read.
    if (rights.closed(field.coordinate, 'XE') !== null) return refusesIn(rights, field, []);
    const owners = field.name === 'participation' ? all.filter((owner) => owner === field.args.country) : all;
    return refusesIn(rights, field, owners);
  });
}

/**
 * Does the filter of this list ask for any record of `owner`? What it says of countries is tried with all that it says of
 * records being true, and being false: a filter that is false whatever its records' parts say leaves the owner out.
 */
export function isOfOwner({ args }: AskedField, owner: string): boolean {
  return !args.where || canHold(args.where as Input, owner).includes(true);
}

/** What a filter can come to for records of `owner`. */
function canHold(where: Input, owner: string): readonly boolean[] {
  const parts = Object.entries(where).map(([key, value]): readonly boolean[] => {
    if (key === 'countries') return [(value as { readonly in: readonly string[] }).in.includes(owner)];
    if (key === 'not') return canHold(value as Input, owner).map((one) => !one);
    if (key === 'and' || key === 'or') {
      const all = (value as readonly Input[]).map((one) => canHold(one, owner));
      return outcomes(all, key === 'and');
    }
    return [true, false];
  });
  return outcomes(parts, true);
}

/** Of parts that can each come to some values: what all of them together (or any of them) can come to. */
function outcomes(parts: readonly (readonly boolean[])[], isAll: boolean): readonly boolean[] {
  return parts.reduce<readonly boolean[]>(
    (known, part) => [
      ...new Set(known.flatMap((one) => part.map((other) => (isAll ? one && other : one || other)))),
    ],
    [isAll],
  );
}

function refusesIn(rights: Rights, field: AskedField, all: readonly string[]): boolean {
  if (field.name !== 'records') return field.fields.some((below) => refusesIn(rights, below, all));
  const left = all.filter((owner) => isOfOwner(field, owner));
  const owners = left.length > 0 ? left : all;
  const record = recordTypeOf(field.coordinate);
  return readByArguments(field, record).some((coordinate) => {
    const judged = owners.map((owner) => {
      const consented = {
        handling: 'H0',
        addressees: [],
        itemConsents: [{ to: rights.caller.country, from: rights.caller.date }],
        protected: false,
      };
      const byClass = rights.closed(field.coordinate, owner) === null;
      const byConsent = !byClass && rights.closed(field.coordinate, owner, consented) === null;
      const isOpen = rights.closed(coordinate, owner, byConsent ? consented : null) === null;
      return { isList: byClass || byConsent, isOpen };
    });
    return !judged.some(({ isOpen }) => isOpen) || judged.some(({ isList, isOpen }) => isList && !isOpen);
  });
}

/** `Arrest` of `Arrests.records`. */
function recordTypeOf(coordinate: string): string {
  const [type = ''] = coordinate.split('.');
  return type === 'Searches' ? 'Search' : type.slice(0, -1);
}

/** Does a record that is given fit? What is closed of it is no value. */
export function fits(
  rights: Rights,
  owner: string,
  type: string,
  record: WorldRecord,
  where: Input,
): boolean {
  return Object.entries(where).every(([key, value]) => {
    if (key === 'countries') return (value as { readonly in: readonly string[] }).in.includes(owner);
    if (key === 'not') return !fits(rights, owner, type, record, value as Input);
    if (key === 'and')
      return (value as readonly Input[]).every((one) => fits(rights, owner, type, record, one));
    if (key === 'or')
      return (value as readonly Input[]).some((one) => fits(rights, owner, type, record, one));
    return fitsFilter(textsOf(rights, owner, type, record, key), value as Input);
  });
}

function fitsFilter(texts: readonly string[], filter: Input): boolean {
  const {
    in: among,
    beginsWith,
    from,
    to,
    isNull,
  } = filter as {
    readonly in?: readonly string[];
    readonly beginsWith?: readonly string[];
    readonly from?: string;
    readonly to?: string;
    readonly isNull?: boolean;
  };
  if (among !== undefined && !texts.some((text) => among.includes(text))) return false;
  if (beginsWith !== undefined && !texts.some((text) => beginsWith.some((start) => text.startsWith(start))))
    return false;
  const isInside = (day: string): boolean =>
    (from === undefined || from <= day) && (to === undefined || day <= to);
  if ((from !== undefined || to !== undefined) && !texts.some(isInside)) return false;
  return isNull === undefined || (texts.length === 0) === isNull;
}

function textsOf(
  rights: Rights,
  owner: string,
  type: string,
  record: WorldRecord,
  field: string,
): readonly string[] {
  if (field === 'handling') {
    const codes = record.handling.split('+').filter((code) => code !== '');
    const shown = codes.map((code) => (/^H[0-3]$/.test(code) ? code : 'H3'));
    return shown.length === 0 ? ['H3'] : shown;
  }
  if (field === 'offence') {
    const iccs = PROFILES.get(owner)?.iccs_code;
    return isOpen(rights, owner, `${type}.offence`, record) && iccs !== undefined ? [iccs] : [];
  }
  const value = (record as unknown as Input)[field];
  return isOpen(rights, owner, `${type}.${field}`, record) && typeof value === 'string' ? [value] : [];
}

function isOpen(rights: Rights, owner: string, coordinate: string, record: Marked): boolean {
  return rights.closed(coordinate, owner, record) === null;
}

export interface OwnedRecord {
  readonly owner: string;
  readonly record: WorldRecord;
}

/** By the keys of `orderBy`, then country, reference where it is asked of the owner and may be had, handle. Nulls stand last in ASC, first in DESC. */
export function inOrder<T extends OwnedRecord>(
  rights: Rights,
  type: string,
  records: readonly T[],
  orderBy: unknown,
  isByReference: (owner: string) => boolean,
): readonly T[] {
  const keys = ((orderBy ?? []) as readonly { readonly field: string; readonly direction: string }[]).map(
    ({ field, direction }) => ({
      field: (READS.get(`${type}OrderField.${field}`) ?? '').split('.')[1] ?? '',
      sign: direction === 'DESC' ? -1 : 1,
    }),
  );
  const reference = type === 'Seizure' || type === 'ForensicExam' ? 'exhibitRef' : 'caseRef';
  const valueAt = (one: T, field: string): string | number | null => {
    if (!isOpen(rights, one.owner, `${type}.${field}`, one.record)) return null;
    const value = (one.record as unknown as Input)[field];
    return typeof value === 'string' || typeof value === 'number' ? placeOf(type, field, value) : null;
  };
  return [...records].sort((left, right) => {
    for (const { field, sign } of keys) {
      const difference = compare(valueAt(left, field), valueAt(right, field));
      if (difference !== 0) return difference * sign;
    }
    return (
      compare(left.owner, right.owner) ||
      (isByReference(left.owner) ? compare(valueAt(left, reference), valueAt(right, reference)) : 0) ||
      compare(left.record.handle, right.record.handle)
    );
  });
}

function compare(left: string | number | null, right: string | number | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}

/** A word of an enum stands by its place in it. */
function placeOf(type: string, field: string, value: string | number): string | number {
  const record = SCHEMA.getType(type);
  const named = record !== undefined && 'getFields' in record ? record.getFields()[field]?.type : undefined;
  const words =
    named !== undefined && 'getValues' in named ? named.getValues().map(({ name }) => name) : null;
  return words === null ? value : words.indexOf(String(value));
}
