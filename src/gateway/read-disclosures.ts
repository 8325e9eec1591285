import type { CanonicalField, CanonicalFields } from '../access/canonical-query.ts';
import { checkLimit } from '../access/check-limit.ts';
import { midnightInBrussels } from '../access/midnight-in-brussels.ts';
import { DISCLOSURES, type OfficeClosure, officeClosureOf } from '../access/office-closure.ts';
import { GatewayError } from '../errors.ts';
import type { Disclosure } from '../ledger/disclosure.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { CountryCode } from '../terms.ts';
import type { Caller } from './caller.ts';
import type { CursorPlace } from './cursors.ts';
import { placeOfDisclosures } from './open-query-cursors.ts';
import type { OpenedCursors } from './records/position.ts';

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
 * Throws QUERY_TOO_COSTLY, and EVIDENCE_LOG_UNAVAILABLE when the log cannot be read, or holds what it did not write.
 */
export async function readDisclosures(
  ledger: Ledger,
  caller: Caller,
  fields: CanonicalFields,
  walks: OpenedCursors,
): Promise<AskedDisclosures> {
  const asked = [...fields.values()].filter(({ coordinate }) => coordinate === DISCLOSURES);
  const most = asked.reduce((sum, { args }) => sum + Number(args.first), 0);
  checkLimit('disclosures', most, DISCLOSURES);
  const found = new Map<string, AskedDisclosure>();
  for (const field of asked) {
    const owner = String(field.args.owner);
    const closure = officeClosureOf(caller, owner);
    const one = { owner, field };
    if (closure === null)
      found.set(field.key, { ...one, closure, page: await readPage(ledger, caller, owner, field, walks) });
    else found.set(field.key, { ...one, closure });
  }
  return found;
}

async function readPage(
  ledger: Ledger,
  caller: Caller,
  owner: CountryCode,
  { args }: CanonicalField,
  walks: OpenedCursors,
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
  const found = await ledger.disclosures(search).catch((cause: unknown) => {
    throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'the ledger could not be read', {}, { cause });
  });
  return {
    owner,
    disclosures: found.slice(0, first),
    hasNextPage: found.length > first,
    hasPreviousPage: walk !== undefined,
    place: placeOfDisclosures(caller, args),
  };
}
