/**
 * From what a caller asks to what each owner is asked: a rule is compiled into the query, not checked on the data.
 *
 * (a) of Europol: what stands under `operation`, by the rights over XE; packages by the right over each provider
 * (b) of each country: what stands under its participation and under the lists across countries, joined
 * (c) of Interpol: notices; the index rides on (b), where a reference may travel
 */
import type { CountryCode, ListName } from '../terms.ts';
import { EUROPOL, INTERPOL, LIST_NAMES } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import { type AccessMap, accessOf, type FieldAccess } from './access-map.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import { type Closure, closureOf, travelClosureOf } from './closure-of.ts';
import { responseKeyOf } from './response-key-of.ts';
import { mergeSelections, printSelection, type SelectedField, type Selection } from './selection.ts';

/** A field that was asked of an owner and is closed: left out of every document that is sent. */
export interface Denial extends Closure {
  readonly coordinate: string;
}

/** What one operation's part of a query becomes. Frozen and printable (`printSelection`). */
export interface CompiledQuery {
  readonly operation: string;
  /** Of Europol, under `operation(id)`, without participations. */
  readonly hub: Selection;
  /** Whether the list of participations is asked and open. */
  readonly participations: Selection | null;
  /** By owner, under `participations(keys)`; an owner of whom nothing may be asked is not there. */
  readonly national: ReadonlyMap<CountryCode, Selection>;
  /** Owners of whom something was asked, whether it is open or not. */
  readonly asked: ReadonlySet<CountryCode>;
  /** Of Interpol, under its notices; null when none are asked or open. */
  readonly notices: Selection | null;
  readonly denials: readonly Denial[];
}

/** Fields under a record or count that no country is asked: the gateway knows them, or the protected table does. */
const NOT_NATIONAL = new Set(['provenance', 'published', 'pageInfo']);

/**
 * Compiles the fields a caller asks under one operation for an access class.
 *
 * The query is canonical: nothing of the caller's text is in it. No country has been contacted. What is closed is in no
 * selection and is listed in `denials`, by coordinate and owner. Throws only on a broken promise: INVARIANT, a field
 * missing from the access map.
 */
export function compileQuery(
  map: AccessMap,
  accessClass: AccessClass,
  fields: CanonicalFields,
): CompiledQuery {
  const compiling: Compiling = { map, accessClass, denials: new Map() };
  const participations = fields.get('participations');
  const across = [...fields.values()].filter(
    (field) => isListName(field.name) && isOpen(compiling, field, EUROPOL),
  );
  const within =
    participations !== undefined && isOpen(compiling, participations, EUROPOL) ? participations : null;
  const national = new Map<CountryCode, Selection>();
  const asked = new Set<CountryCode>();
  for (const owner of accessClass.operation.participants) {
    const parts = [...across, ...(within?.fields?.values() ?? [])];
    if (parts.some((field) => asksNation(map, field))) asked.add(owner);
    const selection = parts.reduce<Selection>(
      (all, field) => mergeSelections(all, nationalPart(compiling, owner, field)),
      NONE,
    );
    if (selection.size > 0) national.set(owner, selection);
  }
  const notices = fields.get('notices');
  return Object.freeze({
    operation: accessClass.operation.id,
    hub: hubPart(compiling, fields),
    participations: within === null ? null : europolFields(compiling, within.fields ?? new Map()),
    national,
    asked,
    notices: notices === undefined ? null : interpolPart(compiling, notices),
    denials: [...compiling.denials.values()],
  });
}

interface Compiling {
  readonly map: AccessMap;
  readonly accessClass: AccessClass;
  /** By coordinate and owner: a field asked at two places is denied once. */
  readonly denials: Map<string, Denial>;
}

const NONE: Selection = new Map();

// (a)

function hubPart(compiling: Compiling, fields: CanonicalFields): Selection {
  const own = [...fields.values()].filter(
    (field) => field.name !== 'participations' && !isListName(field.name),
  );
  return europolFields(compiling, new Map(own.map((field) => [field.key, field])), true);
}

function europolFields(compiling: Compiling, fields: CanonicalFields, packages = false): Selection {
  const selection = new Map<string, SelectedField>();
  for (const field of fields.values()) {
    const access = accessOf(compiling.map, field.coordinate);
    if (packages && field.name === 'intelligencePackages') addAll(selection, packagesPart(compiling, field));
    else if (access.owner === 'EUROPOL' && isOpen(compiling, field, EUROPOL)) {
      const isCountry = field.name === 'leadCountry' || field.name === 'country';
      const below = field.fields === null || isCountry ? null : europolFields(compiling, field.fields);
      selection.set(field.key, { name: field.name, args: field.args, fields: below });
    }
  }
  return selection;
}

/** Packages belong to their provider: Europol is asked for those of the owners that open the same fields together. */
function packagesPart(compiling: Compiling, field: CanonicalField): Selection {
  const groups = new Map<string, { readonly owners: CountryCode[]; readonly fields: Selection }>();
  for (const owner of compiling.accessClass.operation.participants) {
    if (!isOpen(compiling, field, owner)) continue;
    const nodes = field.fields?.get('nodes');
    const fields = nodes === undefined ? NONE : packageFields(compiling, owner, nodes.fields ?? new Map());
    const group = groups.get(printSelection(fields)) ?? { owners: [], fields };
    group.owners.push(owner);
    groups.set(printSelection(fields), group);
  }
  const selection = new Map<string, SelectedField>();
  for (const { owners, fields } of groups.values()) {
    const facts: Selection = new Map(
      ['provider', 'handling'].map((name) => [name, { name, args: {}, fields: null }]),
    );
    const [name, args] = ['intelligencePackages', { owners }];
    selection.set(responseKeyOf(name, args), { name, args, fields: mergeSelections(facts, fields) });
  }
  return selection;
}

function packageFields(compiling: Compiling, owner: CountryCode, fields: CanonicalFields): Selection {
  const selection = new Map<string, SelectedField>();
  for (const field of fields.values()) {
    if (!isOpen(compiling, field, owner) || NOT_NATIONAL.has(field.name)) continue;
    const below = field.name === 'recipient' || field.fields === null ? null : wholePart(field.fields);
    selection.set(field.key, { name: field.name, args: {}, fields: below });
  }
  return selection;
}

// (b)

/** What of `field`, which stands under a participation, may be asked of `owner`: nothing, or one entry. */
function nationalPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  const access = accessOf(compiling.map, field.coordinate);
  if (access.owner === 'EUROPOL' && !isListName(field.name)) return NONE;
  if (field.name === 'completeness') return completenessPart(compiling, owner, field);
  if (NOT_NATIONAL.has(field.name)) {
    isOpen(compiling, field, owner);
    return NONE;
  }
  if (access.owner === 'INTERPOL') return interpolIndexPart(compiling, owner, field);
  if (access.owner === 'GATEWAY' && field.fields === null) return NONE;
  if (!isListName(field.name) && !isOpen(compiling, field, owner)) return NONE;
  const below = field.fields === null ? null : fieldsPart(compiling, owner, field, access);
  return below !== null && below.size === 0
    ? NONE
    : new Map([[field.key, { name: field.name, args: field.args, fields: below }]]);
}

function fieldsPart(
  compiling: Compiling,
  owner: CountryCode,
  field: CanonicalField,
  access: FieldAccess,
): Selection {
  const below = [...(field.fields?.values() ?? [])].reduce<Selection>(
    (all, child) => mergeSelections(all, nationalPart(compiling, owner, child)),
    NONE,
  );
  // A connection of which only the frame is asked, or only what the gateway knows, still needs its records.
  if (access.secondGate === null || below.size > 0) return below;
  return new Map([['totalCount', { name: 'totalCount', args: {}, fields: null }]]);
}

/** Completeness speaks of `count.exact`: whoever asks for it asks whether the owner would say. */
function completenessPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  const [list = ''] = field.coordinate.split('.');
  const exact = accessOf(compiling.map, 'Count.exact');
  if (!isListType(list) || closureOf(compiling.accessClass, exact, owner) !== null) return NONE;
  const leaf = { name: 'exact', args: {}, fields: null };
  return new Map([['count', { name: 'count', args: {}, fields: new Map([['exact', leaf]]) }]]);
}

/** The index is asked for a record when Interpol's right and the caller's over the reference are open, and it may travel. */
function interpolIndexPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  if (!isOpen(compiling, field, owner)) return NONE;
  const { accessClass, map } = compiling;
  const closure =
    closureOf(accessClass, accessOf(map, 'Suspect.caseRef'), owner) ?? travelClosureOf(accessClass, owner);
  if (closure !== null) {
    deny(compiling, field.coordinate, closure);
    return NONE;
  }
  // `_k` is the border's key: what of this a country is asked is the reference, and the border makes the key of it.
  const fields = mergeSelections(
    wholePart(field.fields ?? new Map()),
    new Map([['_k', { name: '_k', args: {}, fields: null }]]),
  );
  return new Map([[field.key, { name: field.name, args: {}, fields }]]);
}

// (c)

function interpolPart(compiling: Compiling, notices: CanonicalField): Selection | null {
  return isOpen(compiling, notices, INTERPOL) ? wholePart(notices.fields ?? new Map()) : null;
}

/** Everything below a field whose fields are all as open as itself. */
function wholePart(fields: CanonicalFields): Selection {
  return new Map(
    [...fields.values()].map((field) => [
      field.key,
      { name: field.name, args: field.args, fields: field.fields === null ? null : wholePart(field.fields) },
    ]),
  );
}

function isOpen(compiling: Compiling, field: CanonicalField, owner: CountryCode): boolean {
  const closure = closureOf(compiling.accessClass, accessOf(compiling.map, field.coordinate), owner);
  if (closure !== null) deny(compiling, field.coordinate, closure);
  return closure === null;
}

function deny(compiling: Compiling, coordinate: string, closure: Closure): void {
  compiling.denials.set(`${coordinate} ${closure.owner}`, Object.freeze({ ...closure, coordinate }));
}

/** Does `field` or anything below it belong to a country? */
function asksNation(map: AccessMap, field: CanonicalField): boolean {
  if (accessOf(map, field.coordinate).owner === 'COUNTRY' || field.name === 'completeness') return true;
  return [...(field.fields?.values() ?? [])].some((child) => asksNation(map, child));
}

function addAll(target: Map<string, SelectedField>, source: Selection): void {
  for (const [key, field] of source) target.set(key, field);
}

function isListName(name: string): name is ListName {
  return (LIST_NAMES as readonly string[]).includes(name);
}

function isListType(type: string): boolean {
  return LIST_NAMES.some((list) => list.toLowerCase() === type.toLowerCase());
}
