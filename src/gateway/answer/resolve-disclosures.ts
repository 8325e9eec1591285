/** What was given of one owner's data: a page of the evidence log, for the owner's data-protection officer. */
import { responseKeyOf } from '../../access/response-key-of.ts';
import { GatewayError } from '../../errors.ts';
import type { Disclosure } from '../../ledger/disclosure.ts';
import type { DisclosurePage } from '../read-disclosures.ts';
import { causeOfClosure } from './closed-fields.ts';
import { close, type Resolve } from './resolve.ts';
import type { PageInfoView } from './resolve-connection.ts';
import type { AnswerContext, Data } from './views.ts';

export const resolveDisclosures: Resolve<unknown> = (_, args, context, info): DisclosurePage | null => {
  const asked = context.disclosures.get(responseKeyOf(info.fieldName, args));
  if (asked === undefined) throw new GatewayError('INTERNAL', 'INVARIANT: a page that was not read');
  return asked.closure === null ? asked.page : close(context, info, causeOfClosure(asked.closure));
};

interface Edge {
  readonly page: DisclosurePage;
  readonly disclosure: Disclosure;
}

export const disclosureConnectionResolvers: Readonly<Record<string, Resolve<DisclosurePage>>> = {
  edges: (page, _, context): readonly Edge[] => {
    tell(context, page);
    return page.disclosures.map((disclosure) => ({ page, disclosure }));
  },
  nodes: (page, _, context) => page.disclosures.map((disclosure) => give(context, page, disclosure)),
  pageInfo: (page, _, context): PageInfoView => {
    tell(context, page);
    return {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      start: () => seal(context, page, page.disclosures.at(0)),
      end: () => seal(context, page, page.disclosures.at(-1)),
    };
  },
};

export const disclosureEdgeResolvers: Readonly<Record<string, Resolve<Edge>>> = {
  node: ({ page, disclosure }, _, context) => give(context, page, disclosure),
  cursor: ({ page, disclosure }, _, context) => seal(context, page, disclosure),
};

/** Writes down that they are given: cursors, and whether there are more, tell that they are there, without a word of them. */
function tell({ disclosed }: AnswerContext, { owner, disclosures }: DisclosurePage): void {
  const told = disclosed.get(owner) ?? new Set();
  for (const { index } of disclosures) told.add(index);
  disclosed.set(owner, told);
}

/** Writes down that it is given, and takes each value by name: nothing gets out because an entry was widened. */
function give({ disclosed }: AnswerContext, { owner }: DisclosurePage, disclosure: Disclosure): Data {
  const { index, entry, part, document } = disclosure;
  // INVARIANT: the ledger gave the owner's part and no other.
  if (part.owner !== owner) throw new GatewayError('INTERNAL', 'INVARIANT: a part of another owner');
  disclosed.set(owner, (disclosed.get(owner) ?? new Set()).add(index));
  return {
    index: String(index),
    time: entry.time,
    requester: entry.requester,
    purpose: entry.purpose,
    justification: entry.justification,
    accessDate: entry.accessDate,
    outcome: entry.outcome.toUpperCase(),
    code: entry.code,
    operations: entry.operations,
    document,
    status: part.status,
    coordinates: part.coordinates,
    given: part.given,
    withheld: part.withheld,
    overshared: part.overshared,
    joins: part.joins.map((join) => ({ country: join.owner, references: join.references })),
    denials: part.denials,
    obligations: part.obligations,
  };
}

function seal(
  { cursors }: AnswerContext,
  { place }: DisclosurePage,
  disclosure: Disclosure | undefined,
): Promise<string> | null {
  return disclosure === undefined
    ? null
    : cursors.seal(place, { position: [disclosure.index], own: [], missing: [] });
}
