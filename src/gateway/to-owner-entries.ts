/** What the evidence says of each owner of whom something was asked, given or denied: each once, by code. */
import { printWithoutValues } from '../access/print-without-values.ts';
import { mergeSelections, type Selection } from '../access/selection.ts';
import type { ErrorCode } from '../errors.ts';
import type { OwnerEntry } from '../ledger/ledger.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { ObligedRecord } from './answer/views.ts';
import type { InterpolAnswer } from './ask-interpol.ts';
import { coordinatesDisclosed } from './coordinates-disclosed.ts';
import { coordinatesGiven } from './coordinates-given.ts';
import { denialsOf } from './denials-of.ts';
import type { ProviderPackages } from './judge-packages.ts';
import type { HubAnswer } from './operation-facts.ts';
import type { QueryScope, SourceStatus } from './query-scope.ts';
import type { AskedDisclosures } from './read-disclosures.ts';
import { type AnsweredOwners, answeredOf, sourcesOf } from './sources-of.ts';

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

/** The same by owner, worked out once for all of them. */
interface ByOwner {
  readonly asked: ReadonlyMap<CountryCode, readonly Asked[]>;
  readonly answered: AnsweredOwners;
  readonly denials: ReadonlyMap<CountryCode, OwnerEntry['denials']>;
  readonly read: ReadonlyMap<CountryCode, readonly string[]>;
  readonly joins: ReadonlyMap<CountryCode, OwnerEntry['joins']>;
  readonly obliged: ReadonlyMap<CountryCode, ReadonlySet<string>>;
}

export function toOwnerEntries(gathered: Gathered): readonly OwnerEntry[] {
  const { scope, interpol, given, obliged, disclosures } = gathered;
  const asked = [
    ...ofEuropol(gathered),
    ...ofInterpol(interpol),
    ...ofCountries(scope),
    ...ofProviders(gathered),
  ];
  const byOwner: ByOwner = {
    asked: Map.groupBy(asked, ({ owner }) => owner),
    answered: answeredOf(scope?.reports ?? []),
    denials: denialsOf(scope, disclosures),
    read: coordinatesDisclosed(disclosures),
    joins: joinsOf(interpol),
    obliged: recordsOf(obliged),
  };
  const { denials, read } = byOwner;
  const owners = new Set([...byOwner.asked.keys(), ...given.keys(), ...denials.keys(), ...read.keys()]);
  return [...owners].sort().map((owner) => toOwnerEntry(gathered, byOwner, owner));
}

function toOwnerEntry(gathered: Gathered, byOwner: ByOwner, owner: CountryCode): OwnerEntry {
  const { asked, denials, read, joins, obliged } = byOwner;
  const own = asked.get(owner) ?? [];
  const sent = own.flatMap((one) => one.sent);
  const document = sent.length === 0 ? null : printWithoutValues(sent);
  const status = worstOf(
    own.map((one) => one.status),
    denials.has(owner) ? 'NOT_PERMITTED' : 'NOT_ASKED',
  );
  const ofLog = read.get(owner);
  const coordinates = coordinatesOf(gathered, byOwner, owner);
  const names = namesGiven(gathered, owner);
  return {
    owner,
    document: document?.text ?? null,
    arguments: argumentsOf(gathered, owner, document?.values ?? []),
    // The log is read or the query fails: it answers wherever no system of the owner says worse.
    status: ofLog === undefined ? status : worstOf([status, 'ANSWERED']),
    coordinates: ofLog === undefined ? coordinates : [...coordinates, ...ofLog],
    given: names.length,
    references: names,
    withheld: own.reduce((sum, { withheld }) => sum + withheld, 0),
    overshared: own.reduce((sum, { overshared }) => sum + overshared, 0),
    joins: joins.get(owner) ?? [],
    denials: denials.get(owner) ?? [],
    obligations: obligationsOf(obliged.get(owner)),
  };
}

/** What stood in the document, and of Interpol the references that went. */
function argumentsOf(
  { interpol }: Gathered,
  owner: CountryCode,
  values: readonly unknown[],
): readonly unknown[] {
  const references = owner === INTERPOL ? (interpol?.references ?? []) : [];
  return references.length === 0 ? values : [...values, ...references];
}

/** Records, and disclosures by their index: as many as there are, whatever two of them may be called. */
function namesGiven({ given, disclosed }: Gathered, owner: CountryCode): readonly string[] {
  const names = [...(given.get(owner) ?? [])];
  for (const index of disclosed.get(owner) ?? []) names.push(String(index));
  return isSorted(names) ? names : names.sort();
}

/** Systems nearly always give their records in the order of their handles, and sorting makes a copy. */
function isSorted(names: readonly string[]): boolean {
  return names.every((name, place) => place === 0 || (names[place - 1] as string) <= name);
}

function coordinatesOf(gathered: Gathered, { answered }: ByOwner, owner: CountryCode): readonly string[] {
  const { hub, scope } = gathered;
  if (scope === null) return [];
  const all = [...scope.operations.values()].map((one) =>
    coordinatesGiven(one, owner, sourcesOf(gathered, scope, answered, one, owner)),
  );
  // How many there are, and which, is Europol's to tell, whatever is asked of each.
  const isListed = owner === EUROPOL && hub !== null && hub.listed !== null;
  // Those of one operation are the same list from request to request, and so they are sealed once.
  const [only] = all;
  if (only !== undefined && all.length === 1 && !isListed) return only;
  return [...new Set([...(isListed ? [OPERATIONS] : []), ...all.flat()])];
}

function obligationsOf(records: ReadonlySet<string> | undefined): OwnerEntry['obligations'] {
  return records === undefined ? [] : [{ obligation: 'NO_JUDICIAL_USE', records: records.size }];
}

/** Those that are given under the obligation, each once. */
function recordsOf(obliged: readonly ObligedRecord[]): ByOwner['obliged'] {
  const records = new Map<CountryCode, Set<string>>();
  for (const { country, record } of obliged)
    records.set(country, (records.get(country) ?? new Set()).add(record));
  return records;
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

/** References that went to Interpol's index: of a country, how many; of Interpol, how many of each country. */
function joinsOf(interpol: InterpolAnswer | null): ByOwner['joins'] {
  const counts = new Map<CountryCode, number>();
  for (const key of interpol?.references ?? []) {
    const country = countryOf(key);
    counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  const joins = new Map<CountryCode, OwnerEntry['joins']>();
  for (const [country, references] of counts) joins.set(country, [{ owner: INTERPOL, references }]);
  const ofInterpol = [...counts].sort().map(([owner, references]) => ({ owner, references }));
  return joins.set(INTERPOL, ofInterpol);
}

/** Of a key of Interpol's contract, `["DK","…"]`. INVARIANT: the code of a country is two letters, so none of it is escaped. */
function countryOf(key: string): CountryCode {
  return key.slice(2, key.indexOf('"', 2));
}
