/** Resolvers of Query, Operation, Participation and what Europol, Interpol and the gateway say. */
import { agreementOf } from '../../access/policy.ts';
import { responseKeyOf } from '../../access/response-key-of.ts';
import type { ErrorCode } from '../../errors.ts';
import { type CountryCode, EUROPOL, INTERPOL, LIST_NAMES, type ListName } from '../../terms.ts';
import { type Cause, causeOfClosure, causeOfSource } from './closed-fields.ts';
import { checkAsked, entryClosureOf, entryNameOf, interpolEntryOf } from './interpol-entry.ts';
import { noteGiven } from './record-view.ts';
import {
  close,
  coordinateOf,
  hubValue,
  namesInvalid,
  type Resolve,
  type ResolveInfo,
  ruleCauseOf,
  withhold,
} from './resolve.ts';
import { resolveCrossCheck } from './resolve-cross-check.ts';
import { resolveDisclosures } from './resolve-disclosures.ts';
import { resolveBreakdown } from './resolve-figures.ts';
import { DATE_FIXED, resolveOperations } from './resolve-operations.ts';
import { resolvePackages } from './resolve-packages.ts';
import type { AnswerContext, Data, ListView, OperationView, OwnedView, ParticipationView } from './views.ts';

export const queryResolvers: Readonly<Record<string, Resolve<unknown>>> = {
  operation: (_, args, context, info) => {
    if (context.hubFailure !== null) return close(context, info, causeOfSource(context.hubFailure, EUROPOL));
    const id = String(args.id);
    return context.real.has(id) ? close(context, info, DATE_FIXED) : (context.operations.get(id) ?? null);
  },
  operations: resolveOperations,
  disclosures: resolveDisclosures,
  country: (_, args, context) => (context.policy.names.has(String(args.code)) ? args.code : null),
  countries: (_, __, context) => [...context.policy.names.keys()].sort(),
  viewer: () => ({}),
};

export const viewerResolvers: Readonly<Record<string, Resolve<unknown>>> = {
  country: (_, __, context) => context.caller.country,
  role: (_, __, context) => context.caller.role.toUpperCase(),
  purpose: (_, __, { caller, policy }) =>
    caller.purpose !== null && policy.purposes.has(caller.purpose) ? caller.purpose : null,
  accessDate: (_, __, context) => context.date,
};

/** A country is walked as its code. */
export const countryResolvers: Readonly<Record<string, Resolve<CountryCode>>> = {
  code: (code) => code,
  name: (code, _, context) => context.policy.names.get(code) ?? code,
  agreement: (code, _, context) => toAgreement(context, code),
};

const acrossLists = Object.fromEntries(LIST_NAMES.map((list) => [list, resolveAcross(list)]));

export const operationResolvers: Readonly<Record<string, Resolve<OperationView>>> = {
  ...acrossLists,
  id: ({ scope }) => scope.id,
  participations: (view, _, context, info) => closedOr(view, context, info, () => view.participations),
  participation: (view, args, context, info) =>
    closedOr(
      view,
      context,
      info,
      () => view.participations.find(({ owner }) => owner === args.country) ?? null,
    ),
  actionDays: (view, args, context, info) => {
    const days = ofEuropol(view, args, context, info) as readonly Data[] | null;
    for (const place of days?.keys() ?? []) noteGiven(context, EUROPOL, `${view.scope.id} day ${place}`);
    return days;
  },
  publishedTotals: (view, args, context, info) => ofEuropol(view, args, context, info),
  leadCountry: (view, args, context, info) => {
    const code = ofEuropol(view, args, context, info);
    if (typeof code !== 'string' || context.policy.names.has(code)) return code;
    return close(context, info, causeOfSource('SOURCE_INVALID', EUROPOL));
  },
  notices: (view, _, context, info) => {
    const cause = ruleCauseOf(context, view, coordinateOf(info), INTERPOL);
    if (cause !== null) return close(context, info, cause);
    const { rows, failure, lostSome } = view.notices;
    if (failure !== null) return close(context, info, causeOfSource(failure, INTERPOL));
    if (lostSome) withhold(context, info, causeOfSource('SOURCE_INVALID', INTERPOL));
    for (const place of rows?.keys() ?? []) noteGiven(context, INTERPOL, `${view.scope.id} notice ${place}`);
    return rows;
  },
  intelligencePackages: resolvePackages,
  crossCheck: resolveCrossCheck,
  breakdown: resolveBreakdown,
};

export const participationResolvers: Readonly<Record<string, Resolve<ParticipationView>>> = {
  ...Object.fromEntries(LIST_NAMES.map((list) => [list, resolveWithin(list)])),
  id: ({ operation, owner }) => `${operation.scope.id}.${owner}`,
  country: ({ owner }) => owner,
  agreement: ({ owner }, _, context) => toAgreement(context, owner),
  source: ({ status, data }) => ({ status, asOf: data._asOf ?? null }),
  role: (view, _, context, info) => {
    const cause = ruleCauseOf(context, view.operation, coordinateOf(info), EUROPOL);
    return cause === null ? hubValue(context, info, view.data.role, EUROPOL) : close(context, info, cause);
  },
  modusOperandi: (view, args, context, info) => ofCountry(view, args, context, info),
  victims: (view, args, context, info) => {
    const victims = ofCountry(view, args, context, info);
    if (victims === null) return null;
    return {
      ...view,
      data: { ...(victims as Data), _invalid: view.data._invalid },
      asOf: null,
    } satisfies OwnedView;
  },
};

/** A suspect's entry at Interpol: closed by Interpol's right, by the reference's, or because it may not travel. */
export const interpolResolver: Resolve<OwnedView> = (source, _, context, info) => {
  const { operation, owner, facts } = source;
  const closure = entryClosureOf(context.map, operation.scope.accessClass, owner, facts ?? null);
  if (closure !== null) return close(context, info, causeOfClosure(closure));
  // Its reference could not be read: the index was not asked.
  if (namesInvalid(source.data, info.fieldName))
    return close(context, info, causeOfSource('SOURCE_INVALID', owner));
  if (operation.indexFailure !== null)
    return close(context, info, causeOfSource(operation.indexFailure, INTERPOL));
  const reference = (source.data.interpol ?? null) as Data | null;
  const entry = interpolEntryOf(reference, operation.interpol);
  if (entry !== null) noteGiven(context, INTERPOL, entryNameOf(reference));
  return entry;
};

function resolveAcross(list: ListName): Resolve<OperationView> {
  return (view, _, context, info) =>
    closedOr(
      view,
      context,
      info,
      (): ListView => ({
        operation: view,
        list,
        isAcross: true,
        parts: view.participations,
      }),
    );
}

function resolveWithin(list: ListName): Resolve<ParticipationView> {
  return (view): ListView => ({ operation: view.operation, list, isAcross: false, parts: [view] });
}

function closedOr(
  view: OperationView,
  context: AnswerContext,
  info: ResolveInfo,
  open: () => unknown,
): unknown {
  const cause = ruleCauseOf(context, view, coordinateOf(info), EUROPOL);
  return cause === null ? open() : close(context, info, cause);
}

/** Any other field of Operation: a leaf of Europol's. */
export const hubLeaf: Resolve<OperationView> = (view, args, context, info) =>
  hubValue(context, info, ofEuropol(view, args, context, info), EUROPOL);

/** A leaf below something of Europol's or Interpol's whose fields are as open as itself. */
export function plainLeaf(owner: CountryCode): Resolve<Data> {
  return (source, args, context, info) => {
    checkAsked(source);
    const value = source[responseKeyOf(info.fieldName, args)] ?? null;
    if (value === null && namesInvalid(source, info.fieldName))
      return close(context, info, causeOfSource('SOURCE_INVALID', owner));
    return hubValue(context, info, value, owner);
  };
}

function ofCountry(
  view: ParticipationView,
  args: Readonly<Record<string, unknown>>,
  context: AnswerContext,
  info: ResolveInfo,
): unknown {
  const cause = ruleCauseOf(context, view.operation, coordinateOf(info), view.owner);
  if (cause !== null) return close(context, info, cause);
  if (view.failure !== null) return close(context, info, causeOfSource(view.failure, view.owner));
  const value = view.data[responseKeyOf(info.fieldName, args)] ?? null;
  if (value !== null || !namesInvalid(view.data, info.fieldName)) return value;
  return close(context, info, causeOfSource('SOURCE_INVALID', view.owner));
}

/** A field of the operation that Europol gives: closed by the rules, not brought, dropped as invalid, or its value. */
function ofEuropol(
  view: OperationView,
  args: Readonly<Record<string, unknown>>,
  context: AnswerContext,
  info: ResolveInfo,
): unknown {
  return closedOr(view, context, info, () => {
    const key = responseKeyOf(info.fieldName, args);
    const value = view.data[key] ?? null;
    const ofSource = (code: ErrorCode): Cause => causeOfSource(code, EUROPOL);
    if (view.hubFailure !== null && !view.scope.hub.held.has(key))
      return close(context, info, ofSource(view.hubFailure));
    if (!namesInvalid(view.data, info.fieldName)) return value;
    if (value === null) return close(context, info, ofSource('SOURCE_INVALID'));
    withhold(context, info, ofSource('SOURCE_INVALID'));
    return value;
  });
}

function toAgreement(context: AnswerContext, country: CountryCode): Data {
  const agreement = agreementOf(context.policy, country, context.date);
  if (agreement === null) return { kind: 'NONE', validFrom: null, validTo: null, legalBasis: null };
  const { kind, validFrom, validTo, legalBasis } = agreement;
  return { kind, validFrom, validTo, legalBasis };
}
