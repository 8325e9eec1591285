/** Intelligence packages: Europol keeps them, and each belongs to the country that provided it. */
import { type CountryCode, EUROPOL } from '../../terms.ts';
import { placeOfPackages } from '../open-query-cursors.ts';
import { pageOf } from '../records/page-of.ts';
import { comparePositions, type Position } from '../records/position.ts';
import { type Cause, causeOfClosure, causeOfSource, mainCauseOf } from './closed-fields.ts';
import { completenessOf, toMissing } from './completeness.ts';
import {
  close,
  coordinateOf,
  namesInvalid,
  type Resolve,
  resolveOwned,
  ruleCauseOf,
  withhold,
} from './resolve.ts';
import type { ConnectionPart, ConnectionView, Data, OperationView, OwnedView } from './views.ts';

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
  const open = participants.filter((_, place) => causes[place] === null);
  for (const owner of open) {
    const consentable = view.packages.get(owner)?.consentable ?? null;
    if (consentable !== null) withhold(context, info, causeOfClosure(consentable));
  }
  const after = context.walks.get(String(args.after))?.position ?? null;
  return {
    first: Number(args.first),
    order: [],
    parts: open.map((owner) => toPart(view, owner, after)),
    cursors: () => ({ place: placeOfPackages(context.caller, view.scope.id), missing: [], own: null }),
    // Nobody can say whose a package was that could not be read.
    completeness: () =>
      completenessOf(participants.length, [
        ...toMissing(closed),
        ...(isInvalid ? open : []).map((country) => ({ country, cause: 'PARTIAL' })),
      ]),
  };
};

/** The packages of one provider that stand after a place, in their order. */
function toPart(operation: OperationView, owner: CountryCode, after: Position | null): ConnectionPart {
  const released = operation.packages.get(owner)?.released ?? [];
  const entries = released
    .map((node) => ({ node, position: positionOf(owner, node) }))
    .sort((left, right) => comparePositions([], left.position, right.position));
  const { entries: left, before } = pageOf(entries, [], entries.length, after);
  return {
    part: { operation, owner, data: {}, asOf: null, system: EUROPOL },
    nodes: left.map(({ node }) => node),
    positions: left.map(({ position }) => position),
    totalCount: entries.length,
    before,
    hasMore: false,
  };
}

/** Provider, reference where it was asked and is open, Europol's number. */
function positionOf(owner: CountryCode, { id = null, entry }: Data): Position {
  return [owner, typeof id === 'string' ? id : null, String(entry)];
}

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
      asOf: context.arrived().toISOString(),
      timeZone: 'Europe/Amsterdam',
      corrections: [],
    };
  },
};
