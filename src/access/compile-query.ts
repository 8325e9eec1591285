/**
 * From what a caller asks to what each owner is asked: a rule is compiled into the query, not checked on the data.
 *
 * (a) of Europol: what stands under `operation`, by the rights over XE; packages by the right over each provider
 * (b) of each country: what stands under its participation and under the lists across countries, joined
 * (c) of Interpol: notices; the index rides on (b), where a reference may travel
 */
import { type CountryCode, EUROPOL, INTERPOL, type ListName } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import { type AccessMap, accessOf } from './access-map.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import { checkRights } from './check-rights.ts';
import { europolFields, hubPart } from './compile-hub.ts';
import { crossCheckPart, nationalPart, referencesOf } from './compile-national.ts';
import {
  type Compiling,
  type Denial,
  type IsLeftOut,
  isListName,
  isOpen,
  isParticipationName,
  NONE,
  wholePart,
} from './compiling.ts';
import { type Releases, releasesOf } from './list-release.ts';
import { mergeSelections, type Selection } from './selection.ts';
import { leavesOut } from './where-of-owner.ts';

/** What one operation's part of a query becomes. Frozen and printable (`printSelection`). */
export interface CompiledQuery {
  readonly operation: string;
  /** Of Europol, under `operation(id)`, without participations. */
  readonly hub: Selection;
  /** What of the participations is asked of Europol itself; null when they are not asked or not open. */
  readonly participations: Selection | null;
  /** By owner, under `participations(keys)`; an owner of whom nothing may be asked is not there. */
  readonly national: ReadonlyMap<CountryCode, Selection>;
  /** Pages of records across countries, cut when the countries are merged. */
  readonly pagesAcross: readonly PageAcross[];
  /** By owner, pages that are asked of it by itself (`pageNameOf`): these are given uncut. */
  readonly pagesWithin: ReadonlyMap<CountryCode, ReadonlySet<string>>;
  /** By the same owners: which records of each list go to the requester. */
  readonly releases: ReadonlyMap<CountryCode, Releases>;
  /** Owners of whom something was asked, whether it is open or not. */
  readonly asked: ReadonlySet<CountryCode>;
  /** Of Interpol, under its notices; null when none are asked or open. */
  readonly notices: Selection | null;
  readonly denials: readonly Denial[];
}

/** A page of records, by its list and the response key of its connection. */
export interface PageAcross {
  readonly list: ListName;
  readonly key: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export function pageNameOf({ list, key }: Pick<PageAcross, 'list' | 'key'>): string {
  return `${list} ${key}`;
}

/**
 * Compiles the fields a caller asks under one operation for an access class.
 *
 * The query is canonical: nothing of the caller's text is in it. No country has been contacted. What is closed is in no
 * selection and is listed in `denials`, by coordinate and owner. `isMissing`: owners who failed on an earlier page of the
 * list, and are not asked for it again. Throws FILTER_NOT_PERMITTED (`checkRights`), and on a
 * broken promise: INVARIANT, a field missing from the access map.
 */
export function compileQuery(
  map: AccessMap,
  accessClass: AccessClass,
  fields: CanonicalFields,
  isMissing: IsLeftOut = () => false,
): CompiledQuery {
  checkRights(map, accessClass, fields);
  const isLeftOut: IsLeftOut = (field, owner) => leavesOut(field.args, owner) || isMissing(field, owner);
  const compiling: Compiling = { map, accessClass, denials: new Map(), isLeftOut };
  const across = [...fields.values()].filter(
    (field) => isListName(field.name) && isOpen(compiling, field, EUROPOL),
  );
  const within = [...fields.values()].filter(
    (field) => isParticipationName(field.name) && isOpen(compiling, field, EUROPOL),
  );
  for (const field of fields.values()) if (field.name === 'breakdown') judgeFigures(compiling, field);
  const crossChecks = [...fields.values()].filter(({ name }) => name === 'crossCheck');
  const national = new Map<CountryCode, Selection>();
  const asked = new Set<CountryCode>();
  const pagesWithin = new Map<CountryCode, ReadonlySet<string>>();
  for (const owner of accessClass.operation.participants) {
    const own = within.filter(({ args }) => args.country === undefined || args.country === owner);
    const ofOwner = own.flatMap((field) => [...(field.fields?.values() ?? [])]);
    pagesWithin.set(owner, new Set(pagesOf(ofOwner).map(pageNameOf)));
    const parts = [...across, ...ofOwner];
    const checks = crossChecks.filter((field) => referencesOf(field, owner).length > 0);
    if ([...parts, ...checks].some((field) => asksNation(compiling, owner, field))) asked.add(owner);
    const selection = [
      ...parts.map((field) => nationalPart(compiling, owner, field)),
      ...checks.map((field) => crossCheckPart(compiling, owner, field)),
    ].reduce(mergeSelections, NONE);
    if (selection.size > 0) national.set(owner, selection);
  }
  const notices = fields.get('notices');
  return Object.freeze({
    operation: accessClass.operation.id,
    hub: hubPart(compiling, fields),
    participations: participationsPart(compiling, within),
    national,
    pagesAcross: pagesOf(across),
    pagesWithin,
    releases: new Map([...national.keys()].map((owner) => [owner, releasesOf(map, accessClass, owner)])),
    asked,
    notices: notices === undefined ? null : interpolPart(compiling, notices),
    denials: [...compiling.denials.values()],
  });
}

/** Published figures are asked of nobody: the protected table has them. What of it is closed is denied all the same. */
function judgeFigures(compiling: Compiling, breakdown: CanonicalField): void {
  if (!isOpen(compiling, breakdown, EUROPOL)) return;
  const published = breakdown.fields?.get('cells')?.fields?.get('published');
  if (published === undefined) return;
  for (const owner of compiling.accessClass.operation.participants) isOpen(compiling, published, owner);
}

/** The pages of records in these lists. */
function pagesOf(lists: readonly CanonicalField[]): readonly PageAcross[] {
  return lists.flatMap(({ name: list, fields }) =>
    [...(fields?.values() ?? [])].flatMap(({ key, name, args }) =>
      name === 'records' && isListName(list) ? [{ list, key, args }] : [],
    ),
  );
}

/** Of the participations Europol is asked what is asked of any of them; null when none is asked or open. */
function participationsPart(compiling: Compiling, within: readonly CanonicalField[]): Selection | null {
  const parts = within.map((field) => europolFields(compiling, field.fields ?? new Map()));
  return parts.length === 0 ? null : parts.reduce(mergeSelections);
}

// (c)

function interpolPart(compiling: Compiling, notices: CanonicalField): Selection | null {
  return isOpen(compiling, notices, INTERPOL) ? wholePart(notices.fields ?? new Map()) : null;
}

/** Does `field` or anything below it belong to a country, `owner` among those whose records it asks for? */
function asksNation(compiling: Compiling, owner: CountryCode, field: CanonicalField): boolean {
  if (compiling.isLeftOut(field, owner)) return false;
  // The protected table has what is published: it is asked of nobody.
  if (field.name === 'published') return false;
  if (accessOf(compiling.map, field.coordinate).owner === 'COUNTRY' || field.name === 'completeness')
    return true;
  return [...(field.fields?.values() ?? [])].some((child) => asksNation(compiling, owner, child));
}
