/** What the evidence says of each owner of whom something was asked, given or denied: each once, by code. */
import { DISCLOSURES } from '../access/office-closure.ts';
import { printWithoutValues } from '../access/print-without-values.ts';
import { mergeSelections, type Selection } from '../access/selection.ts';
import type { ErrorCode } from '../errors.ts';
import type { OwnerEntry } from '../ledger/ledger.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { ObligedRecord } from './answer/views.ts';
import type { InterpolAnswer } from './ask-interpol.ts';
import { coordinatesDisclosed } from './coordinates-disclosed.ts';
import { coordinatesGiven } from './coordinates-given.ts';
import type { ProviderPackages } from './judge-packages.ts';
import type { HubAnswer } from './operation-facts.ts';
import type { QueryScope, SourceStatus } from './query-scope.ts';
import type { AskedDisclosures } from './read-disclosures.ts';
import { sourcesOf } from './sources-of.ts';

const OPERATIONS = 'Query.operations';

/** What became of a query; `given` names what is in the answer, by owner. */
export interface Gathered {
  /** Null: Europol was not asked. */
  readonly hub: HubAnswer | null;
  /** Null: nobody else was asked. */
  readonly scope: QueryScope | null;
  /** Null when Interpol was not reached for. */
  readonly interpol: InterpolAnswer | null;
  /** By operation. */
  readonly packages: ReadonlyMap<string, ReadonlyMap<CountryCode, ProviderPackages>>;
  readonly given: ReadonlyMap<CountryCode, ReadonlySet<string>>;
  readonly obliged: readonly ObligedRecord[];
  /** What the query asks of the evidence log, and which disclosures are in the answer, by owner. */
  readonly disclosures: AskedDisclosures;
  readonly disclosed: ReadonlyMap<CountryCode, ReadonlySet<number>>;
}

/** What one system was asked and did, before it is joined with what was given and denied. */
interface Asked {
  readonly owner: CountryCode;
  readonly status: SourceStatus;
  readonly sent: readonly Selection[];
  readonly withheld: number;
  readonly overshared: number;
}

export function toOwnerEntries(gathered: Gathered): readonly OwnerEntry[] {
  const { scope, interpol, given, disclosures } = gathered;
  const asked = [
    ...ofEuropol(gathered),
    ...ofInterpol(interpol),
    ...ofCountries(scope),
    ...ofProviders(gathered),
  ];
  const denials = denialsOf(scope, disclosures);
  const read = coordinatesDisclosed(disclosures);
  const owners = [...asked.map(({ owner }) => owner), ...given.keys(), ...denials.keys(), ...read.keys()];
  return [...new Set(owners)].sort().map((owner): OwnerEntry => {
    const own = asked.filter((one) => one.owner === owner);
    const sent = own.flatMap((one) => one.sent);
    const document = sent.length === 0 ? null : printWithoutValues(sent);
    const status = worstOf(
      own.map((one) => one.status),
      denials.has(owner) ? 'NOT_PERMITTED' : 'NOT_ASKED',
    );
    const ofLog = read.get(owner);
    const names = namesGiven(gathered, owner);
    return {
      owner,
      document: document?.text ?? null,
      arguments: [...(document?.values ?? []), ...(owner === INTERPOL ? (interpol?.references ?? []) : [])],
      // The log is read or the query fails: it answers wherever no system of the owner says worse.
      status: ofLog === undefined ? status : worstOf([status, 'ANSWERED']),
      coordinates: [...coordinatesOf(gathered, owner), ...(ofLog ?? [])],
      given: names.length,
      references: names,
      withheld: own.reduce((sum, { withheld }) => sum + withheld, 0),
      overshared: own.reduce((sum, { overshared }) => sum + overshared, 0),
      joins: joinsOf(interpol, owner),
      denials: denials.get(owner) ?? [],
      obligations: obligationsOf(gathered, owner),
    };
  });
}

/** Records, and disclosures by their index: as many as there are, whatever two of them may be called. */
function namesGiven({ given, disclosed }: Gathered, owner: CountryCode): readonly string[] {
  return [...(given.get(owner) ?? []), ...[...(disclosed.get(owner) ?? [])].map(String)].sort();
}

function coordinatesOf(gathered: Gathered, owner: CountryCode): readonly string[] {
  const { hub, scope } = gathered;
  if (scope === null) return [];
  const all = [...scope.operations.values()].flatMap((one) =>
    coordinatesGiven(one, owner, sourcesOf(gathered, scope, one, owner)),
  );
  // How many there are, and which, is Europol's to tell, whatever is asked of each.
  const listed = owner === EUROPOL && hub !== null && hub.listed !== null ? [OPERATIONS] : [];
  return [...new Set([...listed, ...all])];
}

function obligationsOf({ obliged }: Gathered, owner: CountryCode): OwnerEntry['obligations'] {
  const records = new Set(obliged.flatMap(({ country, record }) => (country === owner ? [record] : [])));
  return records.size === 0 ? [] : [{ obligation: 'NO_JUDICIAL_USE', records: records.size }];
}

/** The facts, and what was asked beyond them. Whoever is named in an operation that does not exist was asked too. */
function ofEuropol({ hub, scope }: Gathered): readonly Asked[] {
  if (hub === null || (hub.sent.size === 0 && hub.failure === null)) return [];
  const second = [...(scope?.second ?? [])];
  const sent = [
    hub.sent,
    ...second.map(([id, { sent: fields }]): Selection => {
      return new Map([[`operation_${id}`, { name: 'operation', args: { id }, fields }]]);
    }),
  ].reduce(mergeSelections);
  const failures = [hub.failure, ...second.map(([, { failure }]) => failure)];
  const statuses = failures.map((code) => (code === null ? 'ANSWERED' : toStatus(code)));
  return [asked(EUROPOL, worstOf(statuses), sent)];
}

function ofInterpol(interpol: InterpolAnswer | null): readonly Asked[] {
  if (interpol === null) return [];
  const failure = [interpol.indexFailure, ...[...interpol.notices.values()].map((one) => one.failure)].find(
    (code) => code !== null,
  );
  if (interpol.sent === null && failure === undefined) return [];
  return [asked(INTERPOL, failure ? toStatus(failure) : 'ANSWERED', interpol.sent ?? new Map())];
}

/** Of a country of which the query asks nothing there is nothing to say. */
function ofCountries(scope: QueryScope | null): readonly Asked[] {
  return (scope?.reports ?? [])
    .filter(({ status }) => status !== 'NOT_ASKED')
    .map(({ owner, status, sent, withheld, overshared }) => ({
      ...asked(owner, status, sent ?? new Map()),
      withheld,
      overshared,
    }));
}

/** Providers of packages: Europol was asked, of what is theirs. */
function ofProviders({ packages }: Gathered): readonly Asked[] {
  return [...packages.values()].flatMap((byProvider) =>
    [...byProvider].map(([owner, { withheld }]) => ({ ...asked(owner, 'NOT_ASKED', new Map()), withheld })),
  );
}

function asked(owner: CountryCode, status: SourceStatus, sent: Selection): Asked {
  return { owner, status, sent: sent.size === 0 ? [] : [sent], withheld: 0, overshared: 0 };
}

/** What says most about what is missing comes first. */
const WORST: readonly SourceStatus[] = [
  'TIMEOUT',
  'UNAVAILABLE',
  'INVALID',
  'PARTIAL',
  'ANSWERED',
  'NOT_PERMITTED',
  'NOT_ASKED',
];

/** `ofNone`: of an owner that was not asked, of whom something was denied, or given from elsewhere. */
function worstOf(statuses: readonly SourceStatus[], ofNone: SourceStatus = 'NOT_ASKED'): SourceStatus {
  return WORST.find((status) => statuses.includes(status)) ?? ofNone;
}

function toStatus(code: ErrorCode): SourceStatus {
  switch (code) {
    case 'SOURCE_TIMEOUT':
      return 'TIMEOUT';
    case 'SOURCE_INVALID':
      return 'INVALID';
    default:
      return 'UNAVAILABLE';
  }
}

/** By owner, each coordinate and reason once, whatever the number of operations. */
function denialsOf(
  scope: QueryScope | null,
  disclosures: AskedDisclosures,
): ReadonlyMap<CountryCode, OwnerEntry['denials']> {
  const all = [...(scope?.operations.values() ?? [])].flatMap(({ compiled }) => compiled.denials);
  const dated = [...(scope?.real ?? [])].map(() => ({
    owner: EUROPOL,
    coordinate: 'Query.operation',
    reason: 'ACCESS_DATE_FIXED',
  }));
  const ofLog = [...disclosures.values()].flatMap(({ owner, closure }) =>
    closure === null ? [] : [{ owner, coordinate: DISCLOSURES, reason: closure.reason }],
  );
  const byOwner = new Map<CountryCode, Map<string, OwnerEntry['denials'][number]>>();
  for (const { owner, coordinate, reason } of [...all, ...dated, ...ofLog]) {
    const own = byOwner.get(owner) ?? new Map();
    byOwner.set(owner, own.set(`${coordinate} ${reason}`, { coordinate, reason }));
  }
  return new Map([...byOwner].map(([owner, own]) => [owner, [...own.values()]]));
}

/** References that went to Interpol's index: of a country, how many; of Interpol, how many of each country. */
function joinsOf(interpol: InterpolAnswer | null, owner: CountryCode): OwnerEntry['joins'] {
  const counts = new Map<CountryCode, number>();
  for (const key of interpol?.references ?? []) {
    const [country = ''] = JSON.parse(key) as readonly string[];
    if (owner !== INTERPOL && owner !== country) continue;
    const other = owner === INTERPOL ? country : INTERPOL;
    counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].sort().map(([other, references]) => ({ owner: other, references }));
}
