import { type CountryCode, LIST_NAMES, type ListName } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import { type AccessMap, accessOf, type FieldAccess } from './access-map.ts';
import { type Closure, closureOf } from './closure-of.ts';
import { gatesOf } from './gates-of.ts';
import { PLAIN, type RecordFacts } from './record-facts.ts';
import { type SelectedField, type Selection, sortSelection } from './selection.ts';

/** What a record needs beside its handling, for an effect of `least` on every gate. */
export type ReleaseNeed = 'nothing' | 'item consent' | 'never';

/**
 * Which records of a list go to the requester, in the few words a national system can apply by itself. Null where every
 * record does: to its owner.
 *
 * It says the same as the rules, record by record: H3 never goes, H2 by address or item consent, H0 and H1 alike
 * (rules 12 and 13); a test walks every combination. The border judges each record again.
 */
export interface ListRelease {
  readonly unprotected: ReleaseNeed;
  readonly protected: ReleaseNeed;
  /** Are there records that only lack the owner's consent because they are H2 (rule 13)? By protection. */
  readonly consentable: { readonly unprotected: boolean; readonly protected: boolean };
}

/** For each list: what is walked, what counts for a hit, and fields of records that need more than the record itself. */
export type Releases = Readonly<
  Record<
    ListName,
    {
      readonly records: ListRelease | null;
      readonly hit: ListRelease | null;
      readonly fields: ReadonlyMap<string, ReleaseNeed>;
    }
  >
>;

/** Type of each list's records. */
export const RECORD_TYPES: Readonly<Record<ListName, string>> = {
  arrests: 'Arrest',
  suspects: 'Suspect',
  searches: 'Search',
  seizures: 'Seizure',
  forensicExams: 'ForensicExam',
};

/** The releases of all lists of `owner`, by the categories of the schema. */
export function releasesOf(map: AccessMap, accessClass: AccessClass, owner: CountryCode): Releases {
  // A handful of categories decide on some sixty fields: each is worked out once.
  const known = new Map<string, ListRelease | null>();
  const releaseOf = (access: FieldAccess): ListRelease | null => {
    const key = gatesOf(access)
      .map(({ category, owner: kind, from }) => `${category} ${kind} ${from}`)
      .join();
    const release = known.get(key) ?? listReleaseOf(accessClass, owner, access);
    known.set(key, release);
    return release;
  };
  const entries = LIST_NAMES.map((list) => {
    const records = releaseOf(accessOf(map, coordinateIn(list, 'records')));
    const fields = new Map<string, ReleaseNeed>();
    for (const [coordinate, access] of map) {
      if (access.owner !== 'COUNTRY' || !coordinate.startsWith(`${RECORD_TYPES[list]}.`)) continue;
      const need = releaseOf(access)?.unprotected;
      if (need !== undefined && need !== records?.unprotected)
        fields.set(coordinate.split('.')[1] ?? '', need);
    }
    return [list, { records, hit: releaseOf(accessOf(map, coordinateIn(list, 'hit'))), fields }];
  });
  return Object.freeze(Object.fromEntries(entries) as Releases);
}

/**
 * A national document as it is printed and kept as evidence, sorted by name: beside each list of records, and beside `hit`, to whom they
 * go. The owner's own document says nothing of it.
 */
export function withReleases(selection: Selection, requester: CountryCode, releases: Releases): Selection {
  const printed = new Map<string, SelectedField>();
  for (const [key, field] of sortSelection(selection)) {
    const release = (LIST_NAMES as readonly string[]).includes(field.name)
      ? releases[field.name as ListName]
      : null;
    if (release === null || field.fields === null) printed.set(key, field);
    else printed.set(key, { ...field, fields: withRelease(field.fields, requester, release) });
  }
  return printed;
}

function withRelease(list: Selection, requester: CountryCode, release: Releases[ListName]): Selection {
  const printed = new Map<string, SelectedField>();
  for (const [key, field] of list) {
    const one = field.name === 'records' ? release.records : field.name === 'hit' ? release.hit : null;
    const releasedTo =
      one === null
        ? {}
        : { releasedTo: { country: requester, needs: one.unprotected, needsOfProtected: one.protected } };
    const fields = field.name === 'records' ? withNeeds(field.fields, release) : field.fields;
    printed.set(key, { ...field, args: { ...field.args, ...releasedTo }, fields });
  }
  return printed;
}

/** Fields of records that are asked of fewer records than go in the list: what each needs beside. */
function withNeeds(connection: Selection | null, release: Releases[ListName]): Selection | null {
  const nodes = connection?.get('nodes');
  if (connection === null || !nodes?.fields) return connection;
  const fields = [...nodes.fields].map(([key, field]): [string, SelectedField] => {
    const needs = release.fields.get(field.name);
    return [key, needs === undefined ? field : { ...field, args: { ...field.args, needs } }];
  });
  return new Map([...connection, ['nodes', { ...nodes, fields: new Map(fields) }]]);
}

/** `Arrests.hit` of `arrests` and `hit`: a list's type is named as the list. */
export function coordinateIn(list: ListName, field: string): string {
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}.${field}`;
}

/** The release of records of `owner` for what hangs on them: their list, existence, or one of their fields. */
function listReleaseOf(
  accessClass: AccessClass,
  owner: CountryCode,
  access: FieldAccess,
): ListRelease | null {
  if (accessClass.requester.country === owner) return null;
  const closure = (facts: Partial<RecordFacts>): Closure | null =>
    closureOf(accessClass, access, owner, { ...PLAIN, ...facts });
  const need = (isProtected: boolean): ReleaseNeed => {
    if (closure({ protected: isProtected }) === null) return 'nothing';
    return closure({ protected: isProtected, itemConsent: true }) === null ? 'item consent' : 'never';
  };
  const consentable = (isProtected: boolean): boolean =>
    closure({ handling: 'H2', protected: isProtected })?.reason === 'H2_NOT_AN_ADDRESSEE';
  return {
    unprotected: need(false),
    protected: need(true),
    consentable: { unprotected: consentable(false), protected: consentable(true) },
  };
}
