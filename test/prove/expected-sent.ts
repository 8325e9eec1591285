/**
 * What each system may and must be asked, from the tree of a query and the decision alone: of every record the fields that
 * are asked and open, before them the border facts of a list, and the keys that corrections read.
 */
import { type AskedField, nodesOf, ofOperation } from './asked-tree.ts';
import { fits, inOrder, isOfOwner, type OwnedRecord, readByArguments } from './record-arguments.ts';
import { type Marked, type Rights, reaches } from './rights.ts';
import { NO_WALKS, type OracleWalks } from './walks.ts';
import { LISTS, type ListName } from './worlds.ts';

export const TYPES: Readonly<Record<ListName, string>> = {
  arrests: 'Arrest',
  suspects: 'Suspect',
  searches: 'Search',
  seizures: 'Seizure',
  forensicExams: 'ForensicExam',
};
export const LOOKED_UP: Readonly<Record<string, ListName>> = {
  arrest: 'arrests',
  suspect: 'suspects',
  search: 'searches',
};
const FACTS = ['handle', 'handling', 'addressees', 'itemConsents', 'protected'];
/** Keys that corrections read, and the suspects that are counted from their rows (test/gateway/national-expectation.ts). */
const KEYS: Readonly<Record<string, { readonly [list in ListName]?: readonly string[] }>> = {
  DK: { arrests: ['caseRef'], suspects: ['caseRef'] },
  FR: { arrests: ['caseRef'], suspects: ['caseRef'] },
  IT: { arrests: ['caseRef'], suspects: ['caseRef'] },
  FI: { suspects: ['caseRef'] },
  SE: { suspects: ['suspicionGrade'] },
};

/** Systems that leave out rows by themselves: of what they are asked, the journal does not say of which rows. */
const FILTERING = ['DK', 'LU', 'IS', 'AT', 'BE', 'PT'];

export type WorldRecord = Marked & {
  readonly handle: string;
  readonly caseRef?: string;
  readonly exhibitRef?: string;
};

export interface ExpectedOfCountry {
  /** `overview.modusOperandi`, `arrests.handle`, `arrests.count`: asked of a list as a whole, before rows are named. */
  readonly first: ReadonlySet<string>;
  /** Of single rows: `arrests HANDLE` to the fields that are asked of it. */
  readonly rows: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same, of what may be asked beside. */
  readonly mayRows: ReadonlyMap<string, ReadonlySet<string>>;
  /** References that the conditions of a query name. */
  readonly conditions: ReadonlySet<string>;
  /** Lists of which it is shown how many records fit: a system that gives a page alone must count them. */
  readonly counted: ReadonlySet<string>;
  /** Lists of which no record fits the page: a system that is told filter and place is asked, and perhaps for no row at all. */
  readonly ended: ReadonlySet<string>;
  /** References by which rows are looked up. */
  readonly lookups: ReadonlySet<string>;
  /** Lists of records (`listNameOf`) of which the reference is asked: it parts what no key of the order does. */
  readonly byReference: ReadonlySet<string>;
}

/** A list of records by what it asks for: written twice it is one. */
export function listNameOf(list: string, args: Readonly<Record<string, unknown>>): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
    return Object.fromEntries(
      entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, one]) => [key, sorted(one)]),
    );
  };
  return `${list} ${JSON.stringify(sorted(args))}`;
}

export interface ExpectedSent {
  readonly national: ReadonlyMap<string, ExpectedOfCountry>;
  /** Countries of which something is asked, open or not. */
  readonly wanted: ReadonlySet<string>;
  /** `DK CASE-...`: references that Interpol must get; and those it may. */
  readonly mustTravel: ReadonlySet<string>;
  readonly mayTravel: ReadonlySet<string>;
  readonly notices: boolean;
  /** Coordinates that Europol must, and may, be asked. */
  readonly europol: { readonly must: ReadonlySet<string>; readonly may: ReadonlySet<string> };
}

export function expectedSent(
  rights: Rights,
  fields: readonly AskedField[],
  walks: OracleWalks = NO_WALKS,
): ExpectedSent {
  const asked = ofOperation(fields, 'icarus');
  const national = new Map<string, ExpectedOfCountry>();
  const [wanted, must, may] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const isOpenXe = (field: AskedField): boolean => rights.closed(field.coordinate, 'XE') === null;
  const shared = [
    ...asked.filter((field) => isList(field.name) && isOpenXe(field)),
    ...asked
      .filter((field) => field.name === 'participations' && isOpenXe(field))
      .flatMap(({ fields: below }) => below),
  ];
  const checks = asked.filter(({ name }) => name === 'crossCheck');
  const ones = asked.filter((field) => field.name === 'participation' && isOpenXe(field));
  for (const owner of rights.world.countries.keys()) {
    const own = ones.filter(({ args }) => args.country === owner).flatMap(({ fields: below }) => below);
    const parts = [...shared, ...own];
    const refs = referencesOf(checks, owner);
    const ownChecks = checks.filter((check) => referencesOf([check], owner).length > 0);
    const isLeftOut = (records: AskedField): boolean =>
      !isOfOwner(records, owner) || walks.get(String(records.args.after))?.missing.has(owner) === true;
    // Of victims of whom nothing is asked but that they are there, and that may be said, nothing is asked of the country.
    const isFrame = ({ name, coordinate, fields: below }: AskedField): boolean =>
      name === 'victims' && below.length === 0 && rights.closed(coordinate, owner) === null;
    if ([...parts, ...ownChecks].some((part) => !isFrame(part) && asksNation(part, isLeftOut)))
      wanted.add(owner);
    const one = new OfCountry(rights, owner, walks, isLeftOut);
    // Whose system gives nothing has nothing that could travel.
    const isSilent = rights.world.failing.includes(owner);
    const [ownMust, ownMay] = isSilent ? [new Set<string>(), new Set<string>()] : [must, may];
    one.overview(parts);
    for (const list of LISTS)
      one.list(
        list,
        parts.filter(({ name }) => name === list),
        ownMust,
        ownMay,
      );
    if (refs.length > 0) one.lookup(ownChecks, ownMust, ownMay);
    if (one.first.size > 0) national.set(owner, one);
  }
  const notices = asked.filter((field) => field.name === 'notices');
  return {
    national,
    wanted,
    mustTravel: must,
    mayTravel: may,
    notices: notices.length > 0 && rights.closed('Operation.notices', 'XO') === null,
    europol: europolCoordinates(rights, asked, fields),
  };
}

function referencesOf(checks: readonly AskedField[], owner: string): readonly string[] {
  const refs = checks.flatMap(({ args }) => args.refs as readonly { country: string; caseRef: string }[]);
  return [...new Set(refs.filter(({ country }) => country === owner).map(({ caseRef }) => caseRef))];
}

/** Does the list give a cursor, or begin after one? */
function hasCursors({ args, fields }: AskedField): boolean {
  const isCursor = ({ name }: AskedField): boolean => /cursor$/i.test(name);
  return Boolean(args.after) || fields.some((field) => field.fields.some(isCursor));
}

/** Does this `records` stand in the list of one country? */
function isOfOne(records: AskedField, lists: readonly AskedField[]): boolean {
  return lists.some(
    ({ coordinate, fields }) => coordinate.startsWith('Participation.') && fields.includes(records),
  );
}

function isList(name: string): name is ListName {
  return (LISTS as readonly string[]).includes(name);
}

const OF_COUNTRY = new Set([
  'Participation.modusOperandi',
  'Participation.victims',
  'CrossCheck.result',
  'CrossCheck.arrest',
  'CrossCheck.suspect',
  'CrossCheck.search',
]);

/** Does the field, or one below it, belong to a country? `completeness` says whether the owner would. */
function asksNation(field: AskedField, isLeftOut: (records: AskedField) => boolean): boolean {
  const { name, coordinate, fields } = field;
  if (name === 'records' && isLeftOut(field)) return false;
  const [type = ''] = coordinate.split('.');
  const ofList = LISTS.some((list) => list.toLowerCase() === type.toLowerCase());
  // Published figures are asked of nobody.
  const isExact = type === 'Count' && name !== 'published';
  if (OF_COUNTRY.has(coordinate) || isExact || name === 'completeness') return true;
  if (ofList && ['hit', 'byStatus', 'byAgeBand', 'records'].includes(name)) return true;
  return fields.some((below) => asksNation(below, isLeftOut));
}

class OfCountry implements ExpectedOfCountry {
  readonly first = new Set<string>();
  readonly rows = new Map<string, Set<string>>();
  readonly mayRows = new Map<string, Set<string>>();
  readonly conditions = new Set<string>();
  readonly counted = new Set<string>();
  readonly ended = new Set<string>();
  readonly lookups = new Set<string>();
  readonly byReference = new Set<string>();
  readonly rights: Rights;
  readonly owner: string;
  readonly walks: OracleWalks;
  readonly isLeftOut: (records: AskedField) => boolean;

  constructor(
    rights: Rights,
    owner: string,
    walks: OracleWalks,
    isLeftOut: (records: AskedField) => boolean,
  ) {
    this.rights = rights;
    this.owner = owner;
    this.walks = walks;
    this.isLeftOut = isLeftOut;
  }

  isOpen(coordinate: string, record: Marked | null = null): boolean {
    return this.rights.closed(coordinate, this.owner, record) === null;
  }

  overview(parts: readonly AskedField[]): void {
    const victims = parts.filter(({ name }) => name === 'victims').flatMap(({ fields }) => fields);
    const has = (name: string): boolean => victims.some((field) => field.name === name);
    if (parts.some(({ name }) => name === 'modusOperandi') && this.isOpen('Participation.modusOperandi'))
      this.first.add('overview.modusOperandi');
    const way = this.isOpen('Participation.victims');
    if (way && has('identifiedCount') && this.isOpen('Victims.identifiedCount'))
      this.first.add('overview.victimsIdentified');
    if (way && has('safeguardedCount') && this.isOpen('Victims.safeguardedCount'))
      this.first.add('overview.victimsSafeguarded');
    if (way && has('hit') && this.isOpen('Victims.hit')) this.first.add('overview.victimsKnown');
  }

  list(list: ListName, asked: readonly AskedField[], must: Set<string>, may: Set<string>): void {
    const type = `${list.charAt(0).toUpperCase()}${list.slice(1)}`;
    const below = asked.flatMap(({ fields }) => fields);
    const named = (name: string): readonly AskedField[] => below.filter((field) => field.name === name);
    const counts = named('count')
      .flatMap(({ fields }) => fields)
      .filter(({ name }) => name !== 'published');
    const isCounted = (counts.length > 0 || named('completeness').length > 0) && this.isOpen('Count.exact');
    const byStatus = named('byStatus').length > 0 && this.isOpen(`${type}.byStatus`);
    const byAgeBand = named('byAgeBand').length > 0 && this.isOpen(`${type}.byAgeBand`);
    const hit = named('hit').length > 0 && this.rights.canOpen(`${type}.hit`, this.owner);
    const records = this.rights.canOpen(`${type}.records`, this.owner)
      ? named('records').filter((one) => !this.isLeftOut(one))
      : [];
    const add = (...names: readonly string[]): void => {
      for (const name of names) this.first.add(`${list}.${name}`);
    };
    if (!isCounted && !byStatus && !byAgeBand && !hit && records.length === 0) return;
    const isCorrected = list === 'suspects' && this.owner in KEYS;
    if (isCounted && !isCorrected) add('count');
    if (byStatus) add('status');
    if (byAgeBand) add('ageBand');
    if (isCorrected) {
      add(...(KEYS[this.owner]?.suspects ?? []));
      for (const key of KEYS[this.owner]?.arrests ?? []) this.first.add(`arrests.${key}`);
    }
    if (hit || records.length > 0) add(...FACTS);
    if (records.length === 0) return;
    const nodes = records.map(nodesOf);
    const going = this.recordsOf(list).filter((record) => this.isOpen(`${type}.records`, record));
    const reference = list === 'seizures' || list === 'forensicExams' ? 'exhibitRef' : 'caseRef';
    for (const [place, one] of records.entries()) {
      const isRead = readByArguments(one, TYPES[list], this.owner).includes(`${TYPES[list]}.${reference}`);
      if (isRead || hasCursors(one) || nodes[place]?.some(({ name }) => name === reference))
        this.byReference.add(listNameOf(list, one.args));
    }
    for (const [place, one] of records.entries()) {
      const { where, orderBy, first, after } = one.args;
      const walk = this.walks.get(String(after));
      const shown = [...one.fields, ...one.fields.flatMap(({ fields }) => fields)].map(({ name }) => name);
      const looksBack = Boolean(after) && shown.includes('hasPreviousPage');
      if (shown.includes('totalCount') || looksBack) this.counted.add(list);
      for (const [reference] of JSON.stringify(where ?? null).matchAll(/(?:CASE|EX)-[\w-]+/g))
        this.conditions.add(reference);
      const record = TYPES[list];
      const reads = readByArguments(one, record, this.owner).map(
        (coordinate): AskedField => ({
          name: coordinate.split('.')[1] ?? '',
          coordinate,
          args: {},
          fields: [],
        }),
      );
      const keys = reads.filter(({ name }) => name !== 'marking');
      const fields = [...(nodes[place] ?? []), ...keys];
      const fitting = going.filter(
        (each) => !where || fits(this.rights, this.owner, record, each, where as never),
      );
      const owned = fitting.map((each) => ({ owner: this.owner, record: each }));
      const isAcross = !isOfOne(one, asked);
      const last = walk?.last ?? null;
      const isLast = (each: OwnedRecord): boolean =>
        each.owner === last?.owner && each.record.handle === last.record.handle;
      const places = last === null || last.owner === this.owner ? owned : [...owned, last];
      const sorted = inOrder(this.rights, record, places, orderBy, () =>
        this.byReference.has(listNameOf(list, one.args)),
      );
      const page = sorted.slice(sorted.findIndex(isLast) + 1).slice(0, Number(first));
      const isTold = (walk !== undefined || Boolean(where)) && FILTERING.includes(this.owner);
      const isEnded = isTold && page.length === 0;
      if (isEnded) this.ended.add(list);
      // Of a record that is on no page, what filter and order read; more only where the list has several pages, or is short.
      const onPage = new Set(page.map(({ record: each }) => each.handle));
      for (const each of isEnded ? [] : fitting)
        this.row(list, each, onPage.has(each.handle) ? fields : keys, this.rows);
      const isPicked =
        records.length === 1 && going.length > Number(first) + 1 && !FILTERING.includes(this.owner);
      // A system that filters is asked of fewer; one that does not, of all that go. A reference parts what is equal.
      const parting = { name: reference, coordinate: `${record}.${reference}`, args: {}, fields: [] };
      for (const each of going) {
        const asked = isPicked && !onPage.has(each.handle) ? keys : fields;
        this.row(list, each, [...asked, parting], this.mayRows);
      }
      for (const { record: each } of page) {
        this.travels(nodes[place] ?? [], each, may);
        if (!isAcross) this.travels(nodes[place] ?? [], each, must);
      }
    }
  }

  /** Of one record that goes: the fields that are asked of it and open. */
  row(
    list: ListName,
    record: WorldRecord,
    fields: readonly AskedField[],
    into: Map<string, Set<string>> = this.rows,
  ): void {
    const names = new Set<string>();
    for (const field of fields) {
      if (field.name === 'provenance') continue;
      if (!this.isOpen(field.coordinate, record)) continue;
      if (field.name === 'interpol') {
        if (this.isTravelling(record)) names.add('caseRef');
      } else if (field.name === 'marking') {
        for (const { name } of field.fields) if (name !== 'handling') names.add(name);
      } else names.add(field.name);
    }
    if (names.size === 0) return;
    const key = `${list} ${record.handle}`;
    into.set(key, new Set([...(into.get(key) ?? []), ...names]));
  }

  isTravelling(record: WorldRecord): boolean {
    return this.isOpen('Suspect.caseRef', record) && this.rights.travel(this.owner, record) === null;
  }

  travels(fields: readonly AskedField[], record: WorldRecord, into: Set<string>): void {
    const asked = fields.some((field) => field.name === 'interpol' && field.fields.length > 0);
    if (asked && this.isOpen('Suspect.interpol', record) && this.isTravelling(record))
      into.add(`${this.owner} ${record.caseRef}`);
  }

  /** Of the look-ups that ask what can open. */
  lookup(all: readonly AskedField[], must: Set<string>, may: Set<string>): void {
    const asksOpen = ({ name, coordinate }: AskedField): boolean =>
      (name === 'result' || name in LOOKED_UP) && this.rights.canOpen(coordinate, this.owner);
    const checks = all.filter(({ fields }) => fields.some(asksOpen));
    if (checks.length === 0) return;
    const refs = referencesOf(checks, this.owner);
    for (const ref of refs) this.lookups.add(ref);
    for (const list of Object.values(LOOKED_UP)) {
      for (const name of [...FACTS, 'caseRef', ...(KEYS[this.owner]?.[list] ?? [])])
        this.first.add(`${list}.${name}`);
    }
    for (const ref of refs)
      this.mayFind(
        ref,
        checks.flatMap((check) => check.fields),
      );
    for (const check of checks) {
      const own = referencesOf([check], this.owner);
      for (const ref of own) this.found(ref, check.fields, must, may);
    }
  }

  content(record: Marked): boolean {
    return reaches(this.rights.effect(this.owner, 'PERSONAL', record), 'ALLOW');
  }

  found(ref: string, fields: readonly AskedField[], must: Set<string>, may: Set<string>): void {
    for (const [name, list] of Object.entries(LOOKED_UP)) {
      const asked = fields.filter((field) => field.name === name).flatMap((field) => field.fields);
      if (asked.length === 0) continue;
      for (const record of this.recordsOf(list)) {
        if (record.caseRef !== ref || !this.content(record)) continue;
        this.row(list, record, asked);
        this.travels(asked, record, must);
        this.travels(asked, record, may);
      }
    }
  }

  /** All look-ups of a query are one: what one asks of a record may be asked of those of another. */
  mayFind(ref: string, fields: readonly AskedField[]): void {
    for (const [name, list] of Object.entries(LOOKED_UP)) {
      const asked = fields.filter((field) => field.name === name).flatMap((field) => field.fields);
      for (const record of this.recordsOf(list)) {
        if (record.caseRef === ref && this.content(record)) this.row(list, record, asked, this.mayRows);
      }
    }
  }

  recordsOf(list: ListName): readonly WorldRecord[] {
    const records = (this.rights.world.countries.get(this.owner)?.[list] ??
      []) as unknown as readonly WorldRecord[];
    const ref = (record: WorldRecord): string => record.caseRef ?? record.exhibitRef ?? '';
    return [...records].sort((left, right) => (ref(left) < ref(right) ? -1 : 1));
  }
}

/** Facts for the rules are always asked; the rest as it is open. Packages by the right over their providers. */
function europolCoordinates(
  rights: Rights,
  asked: readonly AskedField[],
  fields: readonly AskedField[],
): ExpectedSent['europol'] {
  const must = new Set<string>();
  const may = new Set<string>([
    'Query.operation',
    'Query.operationIds',
    'Operation.id',
    'Operation.crimeArea',
    'Operation.synthetic',
    'Operation.participations',
    'Participation.id',
    'Participation.country',
    'Participation.role',
  ]);
  const walk = (all: readonly AskedField[]): void => {
    for (const { coordinate, name, fields: below } of all) {
      const [type] = coordinate.split('.');
      if (
        type === 'Operation' &&
        ['participations', 'participation', ...LISTS, 'breakdown', 'notices', 'crossCheck', 'id'].includes(
          name,
        )
      )
        continue;
      if (coordinate === 'Operation.intelligencePackages') continue;
      if (rights.closed(coordinate, 'XE') !== null) continue;
      must.add(coordinate);
      if (name !== 'leadCountry') walk(below);
    }
  };
  walk(asked);
  const packages = asked.filter(({ name }) => name === 'intelligencePackages');
  const owners = [...rights.world.countries.keys()].filter((owner) =>
    rights.canOpenPackage('Operation.intelligencePackages', owner),
  );
  if (packages.length > 0 && owners.length > 0) {
    for (const name of ['provider', 'entry', 'handling', 'recipient']) may.add(`IntelligencePackage.${name}`);
    must.add('Operation.intelligencePackages');
    // A cursor needs the reference.
    const reference = { name: 'id', coordinate: 'IntelligencePackage.id', args: {}, fields: [] };
    const nodes = [...packages.flatMap(nodesOf), reference];
    for (const { name, coordinate, fields: below } of nodes) {
      if (name === 'provenance' || !owners.some((owner) => rights.canOpenPackage(coordinate, owner)))
        continue;
      may.add(coordinate);
      if (name === 'marking') for (const one of below) may.add(`PackageMarking.${one.name}`);
    }
  }
  // What is PUBLIC is asked of whatever operation the query names.
  const isPublic = ({ coordinate }: AskedField): boolean =>
    /^(Operation|PublishedTotals)\./.test(coordinate) && rights.closed(coordinate, 'XE') === null;
  for (const root of fields.filter(({ name }) => name === 'operation')) {
    for (const field of root.fields.filter(isPublic)) {
      may.add(field.coordinate);
      for (const one of field.fields.filter(isPublic)) may.add(one.coordinate);
    }
  }
  if (fields.some(({ name, fields: below }) => name === 'operations' && below.length > 0))
    must.add('Query.operationIds');
  for (const coordinate of must) may.add(coordinate);
  return { must, may };
}
