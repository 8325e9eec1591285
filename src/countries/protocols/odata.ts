/**
 * National systems that speak OData v4 (OASIS, part 2: URL conventions): one GET for each entity set and page, with
 * `$select` of the fields asked, and `$filter` on the operation and the rows wanted.
 */
import type { ListName } from '../../terms.ts';
import type { KeyKind, NativeListRequest, NativeRequest } from './native-request.ts';
import type { PropertyTypes, SetProperties } from './odata-filter.ts';
import { type EntitySet, readEntitySet } from './odata-set.ts';
import { readSetPage } from './odata-set-page.ts';
import { encode, quote, toGet, toSelect } from './odata-url.ts';
import {
  asRow,
  INVALID_LIST,
  type NativeList,
  type NativeRow,
  type Protocol,
  readJson,
  type Send,
} from './protocol.ts';

export interface ODataSettings {
  /** Root of the service, before every entity set. */
  readonly root: string;
  /** Entity set whose key is the operation: one entity, the overview. */
  readonly overview: string;
  /** Property of every record that names its operation. */
  readonly operation: string;
  /** Where a list is kept in several entity sets: what parts their names in the list's native name. */
  readonly setSeparator?: string;
  /** Properties of records that are no text. */
  readonly types?: PropertyTypes;
  /** How dates, which are texts, are written: each part in a fixed place, `dd.MM.yyyy`. Absent: they cannot be compared. */
  readonly dates?: string;
}

export function odataProtocol(settings: ODataSettings): Protocol {
  return {
    name: 'OData v4',
    selects: 'fields',
    filters: { days: settings.dates !== undefined },
    sorts: (fields, kind) => fields.length > 0 && fields.every((name) => sortsBy(settings, name, kind)),
    async ask(request, send) {
      const [overview, lists] = await Promise.all([
        readOverview(settings, request, send),
        Promise.all(request.lists.map((list) => readList(settings, request.operation, list, send))),
      ]);
      return { overview, lists: new Map(lists) };
    },
  };
}

/** By a property of the service's own type for it; by a date where its parts have their places. */
function sortsBy({ types = {}, dates }: ODataSettings, name: string, kind: KeyKind): boolean {
  const type = types[name];
  if (kind === 'number') return type === 'Edm.Int32' || type === 'Edm.Decimal';
  return type === undefined && (kind === 'text' || dates !== undefined);
}

const NOTHING: NativeRow = Object.freeze(Object.create(null) as NativeRow);

async function readOverview(
  settings: ODataSettings,
  { operation, overview }: NativeRequest,
  send: Send,
): Promise<NativeRow> {
  if (overview.length === 0) return NOTHING;
  const entity = `${encode(settings.overview)}(${encode(quote(operation))})`;
  const response = await send(toGet(`${settings.root}/${entity}?${toSelect(overview)}`));
  return asRow(await readJson(response), `\`${settings.overview}\``);
}

/** A list is the union of its entity sets, in their order; its total is the sum of theirs. */
async function readList(
  settings: ODataSettings,
  operation: string,
  asked: NativeListRequest,
  send: Send,
): Promise<[ListName, NativeList]> {
  const page = asked.filter?.page;
  const sets = await Promise.all(
    setsOf(settings, operation, asked.native).map((set) =>
      page === undefined ? readEntitySet(set, asked, send) : readSetPage(set, asked, page, send),
    ),
  );
  const [only, ...others] = sets;
  if (only !== undefined && others.length === 0) return [asked.list, only];
  if (sets.some(({ invalid }) => invalid)) return [asked.list, INVALID_LIST];
  const said = sets.map(({ consentable }) => consentable).filter((one) => one !== undefined);
  const rows = sets.flatMap((set) => set.rows);
  return [
    asked.list,
    {
      count: undefined,
      ...(asked.count ? { partCounts: sets.map((set) => set.count) } : {}),
      ...(page === undefined ? { rows: rows.slice(0, asked.filter?.most) } : pageOf(sets)),
      ...(said.length === 0 ? {} : { consentable: said.includes(true) }),
    },
  ];
}

/** A page of each entity set: each in order by itself, and as long as the page of the list can be. */
function pageOf(sets: readonly NativeList[]): Pick<NativeList, 'rows' | 'runs' | 'found' | 'unsaid'> {
  return {
    rows: sets.flatMap(({ rows }) => rows),
    runs: sets.map(({ rows }) => rows.length),
    found: sets.flatMap(({ found = [] }) => found),
    ...(sets.some(({ unsaid }) => unsaid) ? { unsaid: true } : {}),
  };
}

/** Where a field has as many names as the list has sets, each set fills its own: the first the first, and so on. */
function setsOf(settings: ODataSettings, operation: string, native: string): EntitySet[] {
  const { root, setSeparator, types = {} } = settings;
  const names = setSeparator === undefined ? [native] : native.split(setSeparator);
  return names.map((name, index) => ({
    name,
    path: `${root}/${encode(name)}`,
    operation: `${settings.operation} eq ${quote(operation)}`,
    types,
    dates: placesOf(settings.dates),
    namesOf: (fields) => (fields.length === names.length ? [fields[index] as string] : fields),
  }));
}

function placesOf(format: string | undefined): SetProperties['dates'] {
  if (format === undefined) return null;
  return { year: format.indexOf('yyyy'), month: format.indexOf('MM'), day: format.indexOf('dd') };
}
