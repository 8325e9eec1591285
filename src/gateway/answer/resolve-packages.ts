/** Intelligence packages: Europol keeps them, and each belongs to the country that provided it. */
import { EUROPOL } from '../../terms.ts';
import { type Cause, causeOfClosure, causeOfSource, mainCauseOf } from './closed-fields.ts';
import {
  close,
  coordinateOf,
  namesInvalid,
  type Resolve,
  resolveOwned,
  ruleCauseOf,
  withhold,
} from './resolve.ts';
import type { ConnectionView, Data, OperationView, OwnedView } from './views.ts';

/**
 * The packages of every provider that is open; closed when none is. What is missing of a list that is given is noted: of
 * providers that are closed, of packages that a provider could still release, and of what Europol sent and is none.
 */
export const resolvePackages: Resolve<OperationView> = (view, args, context, info): ConnectionView | null => {
  const { participants } = view.scope.accessClass.operation;
  const causes = participants.map((owner) => ruleCauseOf(context, view, coordinateOf(info), owner));
  const closed = causes.filter((cause): cause is Cause => cause !== null);
  const main = closed.length === participants.length ? mainCauseOf(closed) : null;
  if (main !== null) return close(context, info, main);
  if (view.hubFailure !== null) return close(context, info, causeOfSource(view.hubFailure, EUROPOL));
  const isInvalid = namesInvalid(view.data, info.fieldName);
  if (isInvalid && !hasRows(view)) return close(context, info, causeOfSource('SOURCE_INVALID', EUROPOL));
  if (isInvalid) withhold(context, info, causeOfSource('SOURCE_INVALID', EUROPOL));
  for (const cause of closed) withhold(context, info, cause);
  const parts = participants.flatMap((owner, place) => {
    if (causes[place] !== null) return [];
    const { released = [], consentable = null } = view.packages.get(owner) ?? {};
    if (consentable !== null) withhold(context, info, causeOfClosure(consentable));
    const part: OwnedView = { operation: view, owner, data: {}, asOf: null, system: EUROPOL };
    const positions = released.map((_, place) => [owner, place]);
    return [{ part, nodes: released, positions, totalCount: released.length, before: 0, hasMore: false }];
  });
  return { first: Number(args.first), order: [], parts, place: null };
};

/** Did any of the messages' lists of packages come as a list? */
function hasRows({ data, scope }: OperationView): boolean {
  return [...scope.compiled.hub].some(
    ([key, { name }]) => name === 'intelligencePackages' && Array.isArray(data[key]),
  );
}

export const packageResolvers: Readonly<Record<string, Resolve<OwnedView>>> = {
  recipient: (source, args, context, info) => {
    const code = resolveOwned(source, args, context, info) as Data[string];
    if (typeof code !== 'string' || context.policy.names.has(code)) return code;
    return close(context, info, causeOfSource('SOURCE_INVALID', EUROPOL));
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
