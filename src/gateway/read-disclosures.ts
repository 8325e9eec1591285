import { badInput } from '../access/bad-input.ts';
import type { CanonicalField, CanonicalFields } from '../access/canonical-query.ts';
import { checkLimit } from '../access/check-limit.ts';
import { midnightInBrussels } from '../access/midnight-in-brussels.ts';
import { DISCLOSURES, type OfficeClosure, officeClosureOf } from '../access/office-closure.ts';
import type { Policy } from '../access/policy.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import { COUNTRIES } from '../countries/registry.ts';
import { GatewayError } from '../errors.ts';
import type { Disclosure } from '../ledger/disclosure.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { withinMs } from '../ledger/within-ms.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { Caller } from './caller.ts';
import type { CursorPlace } from './cursors.ts';
import { placeOfDisclosures } from './open-query-cursors.ts';
import type { OpenedCursors } from './records/position.ts';
import type { GatewayParts } from './run-query.ts';

/** A page of the evidence log: of `owner`'s parts alone. */
export interface DisclosurePage {
  readonly owner: CountryCode;
  readonly disclosures: readonly Disclosure[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** What its cursors belong to. */
  readonly place: CursorPlace;
}

/** One `Query.disclosures` of a query. */
export type AskedDisclosure = { readonly owner: CountryCode; readonly field: CanonicalField } & (
  | { readonly closure: OfficeClosure }
  | { readonly closure: null; readonly page: DisclosurePage }
);

/** By response key. */
export type AskedDisclosures = ReadonlyMap<string, AskedDisclosure>;

/**
 * Reads what the query asks of the evidence log, for whoever may: for anybody else nothing is read, so that nothing of the
 * answer, and not its time, hangs on what there is. The arguments have been checked, the cursors opened; nobody has been asked.
 *
 * Throws BAD_USER_INPUT for an owner that nobody is, QUERY_TOO_COSTLY, and EVIDENCE_LOG_UNAVAILABLE when the log cannot be
 * read before `deadline`, or holds what it did not write.
 */
export async function readDisclosures(
  { ledger, policy }: Pick<GatewayParts, 'ledger' | 'policy'>,
  caller: Caller,
  fields: CanonicalFields,
  walks: OpenedCursors,
  deadline: Deadline,
): Promise<AskedDisclosures> {
  const asked = [...fields.values()].filter(({ coordinate }) => coordinate === DISCLOSURES);
  for (const { args } of asked) checkOwner(policy, String(args.owner));
  const most = asked.reduce((sum, { args }) => sum + Number(args.first), 0);
  checkLimit('disclosures', most, DISCLOSURES);
  const found = new Map<string, AskedDisclosure>();
  for (const field of asked) {
    const owner = String(field.args.owner);
    const closure = officeClosureOf(caller, owner);
    const one = { owner, field };
    if (closure !== null) found.set(field.key, { ...one, closure });
    else {
      const page = await readPage({ ledger, caller, walks, deadline }, owner, field);
      found.set(field.key, { ...one, closure, page });
    }
  }
  return found;
}

/** Whoever has data or an agreement: both are public. Of anybody else the evidence would have a part that nobody reads. */
function checkOwner({ agreements }: Policy, owner: CountryCode): void {
  const isKnown = COUNTRIES.has(owner) || agreements.has(owner) || owner === EUROPOL || owner === INTERPOL;
  if (!isKnown) throw badInput('no country or organisation that is known here', `${DISCLOSURES}(owner:)`);
}

/** What one query reads the log with. */
interface Reading {
  readonly ledger: Ledger;
  readonly caller: Caller;
  readonly walks: OpenedCursors;
  readonly deadline: Deadline;
}

async function readPage(
  { ledger, caller, walks, deadline }: Reading,
  owner: CountryCode,
  { args }: CanonicalField,
): Promise<DisclosurePage> {
  const first = Number(args.first);
  const walk = walks.get(String(args.after));
  const search = {
    owner,
    from: midnightInBrussels(String(args.from)),
    before: midnightInBrussels(String(args.to), 1),
    after: walk === undefined ? -1 : Number(walk.position[0]),
    // One more than the page shows: whether any stands behind it.
    most: first + 1,
  };
  const found = await withinMs(ledger.disclosures(search), deadline.leftMs(), 'reading the ledger').catch(
    (cause: unknown) => {
      throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'the ledger could not be read', {}, { cause });
    },
  );
  return {
    owner,
    disclosures: found.slice(0, first),
    hasNextPage: found.length > first,
    hasPreviousPage: walk !== undefined,
    place: placeOfDisclosures(caller, args),
  };
}
