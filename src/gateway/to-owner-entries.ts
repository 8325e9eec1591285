/** What the evidence says of each owner of whom something was asked, given or denied: each once, by code. */
import { mergeSelections, printSelection, type Selection } from '../access/selection.ts';
import type { ErrorCode } from '../errors.ts';
import type { OwnerEntry } from '../ledger/ledger.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { InterpolAnswer } from './ask-interpol.ts';
import type { ProviderPackages } from './judge-packages.ts';
import type { HubAnswer } from './operation-facts.ts';
import type { QueryScope, SourceStatus } from './query-scope.ts';

/** What became of a query; `given` names what is in the answer, by owner. */
export interface Gathered {
  readonly hub: HubAnswer;
  readonly scope: QueryScope;
  /** Null when Interpol was not reached for. */
  readonly interpol: InterpolAnswer | null;
  /** Of each operation. */
  readonly packages: readonly ReadonlyMap<CountryCode, ProviderPackages>[];
  readonly given: ReadonlyMap<CountryCode, ReadonlySet<string>>;
}

/** What one system was asked and did, before it is joined with what was given and denied. */
interface Asked {
  readonly owner: CountryCode;
  readonly status: SourceStatus;
  readonly documents: readonly string[];
  readonly withheld: number;
  readonly overshared: number;
}

export function toOwnerEntries(gathered: Gathered): readonly OwnerEntry[] {
  const { scope, interpol, given } = gathered;
  const asked = [
    ...ofEuropol(gathered),
    ...ofInterpol(interpol),
    ...ofCountries(scope),
    ...ofProviders(gathered),
  ];
  const denials = denialsOf(scope);
  const owners = new Set([...asked.map(({ owner }) => owner), ...given.keys(), ...denials.keys()]);
  return [...owners].sort().map((owner): OwnerEntry => {
    const own = asked.filter((one) => one.owner === owner);
    const documents = own.flatMap((one) => one.documents);
    return {
      owner,
      document: documents.length === 0 ? null : documents.join('\n'),
      status: worstOf(
        own.map(({ status }) => status),
        denials.has(owner) ? 'NOT_PERMITTED' : 'NOT_ASKED',
      ),
      given: given.get(owner)?.size ?? 0,
      withheld: own.reduce((sum, { withheld }) => sum + withheld, 0),
      references: referencesOf(interpol, owner),
      overshared: own.reduce((sum, { overshared }) => sum + overshared, 0),
      denials: denials.get(owner) ?? [],
    };
  });
}

/** The facts, and what was asked beyond them. Whoever is named in an operation that does not exist was asked too. */
function ofEuropol({ hub, scope }: Gathered): readonly Asked[] {
  if (hub.sent.size === 0 && hub.failure === null) return [];
  const second = [...scope.second].map(([id, { sent }]): Selection => {
    return new Map([[`operation_${id}`, { name: 'operation', args: { id }, fields: sent }]]);
  });
  const sent = [hub.sent, ...second].reduce(mergeSelections);
  const failures = [hub.failure, ...[...scope.second.values()].map(({ failure }) => failure)];
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
function ofCountries({ reports }: QueryScope): readonly Asked[] {
  return reports
    .filter(({ status }) => status !== 'NOT_ASKED')
    .map(({ owner, status, sent, withheld, overshared }) => ({
      ...asked(owner, status, sent ?? new Map()),
      withheld,
      overshared,
    }));
}

/** Providers of packages: Europol was asked, of what is theirs. */
function ofProviders({ packages }: Gathered): readonly Asked[] {
  return packages.flatMap((byProvider) =>
    [...byProvider].map(([owner, { withheld }]) => ({ ...asked(owner, 'NOT_ASKED', new Map()), withheld })),
  );
}

function asked(owner: CountryCode, status: SourceStatus, sent: Selection): Asked {
  const documents = sent.size === 0 ? [] : [printSelection(sent)];
  return { owner, status, documents, withheld: 0, overshared: 0 };
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
function denialsOf({ operations, real }: QueryScope): ReadonlyMap<CountryCode, OwnerEntry['denials']> {
  const all = [...operations.values()].flatMap(({ compiled }) => compiled.denials);
  const dated = [...real].map(() => ({
    owner: EUROPOL,
    coordinate: 'Query.operation',
    reason: 'ACCESS_DATE_FIXED',
  }));
  const byOwner = new Map<CountryCode, Map<string, OwnerEntry['denials'][number]>>();
  for (const { owner, coordinate, reason } of [...all, ...dated]) {
    const own = byOwner.get(owner) ?? new Map();
    byOwner.set(owner, own.set(`${coordinate} ${reason}`, { coordinate, reason }));
  }
  return new Map([...byOwner].map(([owner, own]) => [owner, [...own.values()]]));
}

function referencesOf(interpol: InterpolAnswer | null, owner: CountryCode): number {
  const references = interpol?.references ?? [];
  if (owner === INTERPOL) return references.length;
  return references.filter((key) => (JSON.parse(key) as readonly string[])[0] === owner).length;
}
