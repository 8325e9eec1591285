/** Intelligence packages: Europol keeps them, and each belongs to the country that provided it. */
import type { GraphQLResolveInfo } from 'graphql';
import { type RecordFacts, toRecordFacts } from '../../access/record-facts.ts';
import type { CountryCode } from '../../terms.ts';
import { type Cause, mainCauseOf } from './closed-fields.ts';
import { close, coordinateOf, pathOf, type Resolve, resolveOwned, ruleCauseOf } from './resolve.ts';
import type { AnswerContext, ConnectionView, Data, OperationView, OwnedView } from './views.ts';

/** The packages of every provider that is open; closed when none is. */
export const resolvePackages: Resolve<OperationView> = (view, args, context, info) => {
  const causes = view.scope.accessClass.operation.participants.map((owner) =>
    ruleCauseOf(context, view, coordinateOf(info), owner),
  );
  const open = causes.some((cause) => cause === null);
  const main = open ? null : mainCauseOf(causes.filter((cause): cause is Cause => cause !== null));
  if (main !== null) return close(context, info, main);
  const { participants } = view.scope.accessClass.operation;
  const owners = participants.filter((_, place) => causes[place] === null);
  return packagesOf(view, context, info, owners, Number(args.first));
};

export const packageResolvers: Readonly<Record<string, Resolve<OwnedView>>> = {
  recipient: (source, args, context, info) => {
    const code = resolveOwned(source, args, context, info);
    return typeof code === 'string' && context.policy.names.has(code) ? code : null;
  },
  marking: (source, args, context, info) => {
    const marking = resolveOwned(source, args, context, info) as Data | null;
    if (marking === null) return null;
    const information = marking.informationEvaluation;
    return {
      ...marking,
      informationEvaluation: /^[1-4]$/.test(String(information)) ? `INFO_${information}` : null,
    };
  },
  provenance: (source, _, context, info) => {
    const cause = ruleCauseOf(context, source.operation, coordinateOf(info), source.owner);
    if (cause !== null) return close(context, info, cause);
    return {
      country: source.owner,
      system: 'europol',
      asOf: context.arrived.toISOString(),
      timeZone: 'Europe/Amsterdam',
    };
  },
};

/**
 * Packages of `providers` only, whoever else Europol sent along, and of these the ones that their marking lets go: a
 * package is addressed to its recipient.
 */
function packagesOf(
  view: OperationView,
  context: AnswerContext,
  info: GraphQLResolveInfo,
  providers: readonly CountryCode[],
  first: number,
): ConnectionView {
  const { requester } = view.scope.accessClass;
  const causeOf = (row: Data): Cause | null =>
    ruleCauseOf(context, view, coordinateOf(info), String(row.provider), factsOf(row, requester.country));
  const asked = [...view.scope.compiled.hub].filter(([, { name }]) => name === 'intelligencePackages');
  const rowsOf = (key: string): readonly Data[] => (Array.isArray(view.data[key]) ? view.data[key] : []);
  const isOfProvider = (row: Data | null): row is Data =>
    row !== null && providers.includes(String(row.provider));
  const rows = asked.flatMap(([key, { args }]) => (isOfFacts(args, requester.country) ? [] : rowsOf(key)));
  const facts = asked.flatMap(([key, { args }]) => (isOfFacts(args, requester.country) ? rowsOf(key) : []));
  for (const cause of facts.filter(isOfProvider).map(causeOf)) {
    if (cause?.reason === 'H2_NOT_AN_ADDRESSEE')
      context.withheld.push({ path: pathOf(info), coordinate: coordinateOf(info), cause });
  }
  const parts = providers.map((owner) => {
    const part: OwnedView = { operation: view, owner, data: {}, asOf: null };
    const nodes = rows
      .filter(isOfProvider)
      .filter((row) => row.provider === owner && causeOf(row) === null)
      .map((row) => withFacts(row, requester.country));
    const positions = nodes.map((_, place) => [owner, place]);
    return { part, nodes, positions, totalCount: nodes.length, before: 0 };
  });
  return { first, order: [], parts, place: null };
}

/** The message that brings the border facts of every package, and no field of any (src/access/compile-hub.ts). */
function isOfFacts(
  { owners, releasedTo }: Readonly<Record<string, unknown>>,
  requester: CountryCode,
): boolean {
  return releasedTo === undefined && !(Array.isArray(owners) && owners.includes(requester));
}

function factsOf(row: Data, requester: CountryCode): RecordFacts {
  const marking = {
    handling: Array.isArray(row.handling) ? row.handling.map(String) : [],
    addressees: typeof row.recipient === 'string' ? [row.recipient] : [],
    itemConsents: [],
    protected: false,
  };
  return toRecordFacts(marking, requester, '');
}

function withFacts(row: Data, requester: CountryCode): Data {
  const own = factsOf(row, requester);
  return { ...row, _facts: JSON.stringify({ own, travel: own }) };
}
