/**
 * Resolvers of a cross-check: for each reference what its owner has of it. A caller who may not know cannot tell "nothing
 * there" from "there, and refused": what is closed is closed by class, or is not there.
 */
import type { RecordFacts } from '../../access/record-facts.ts';
import { responseKeyOf } from '../../access/response-key-of.ts';
import type { CountryCode } from '../../terms.ts';
import { causeOfSource } from './closed-fields.ts';
import { giveRecord, toRecordView } from './record-view.ts';
import { close, coordinateOf, namesInvalid, pathOf, type Resolve, ruleCauseOf } from './resolve.ts';
import type { Data, OperationView, ParticipationView } from './views.ts';

interface Reference {
  readonly country: CountryCode;
  readonly caseRef: string;
}

/** One reference of a cross-check; `part` is null for a country that takes no part, `found` where nothing was asked. */
export interface CrossCheckView extends Reference {
  readonly operation: OperationView;
  readonly part: ParticipationView | null;
  readonly found: Data | null;
}

export const resolveCrossCheck: Resolve<OperationView> = (operation, args): CrossCheckView[] => {
  const references = args.refs as readonly Reference[];
  return references.map((reference) => {
    const part = operation.participations.find(({ owner }) => owner === reference.country) ?? null;
    const own = references.filter(({ country }) => country === reference.country);
    const key = responseKeyOf('crossCheck', { refs: [...new Set(own.map(({ caseRef }) => caseRef))] });
    const all = (part?.data[key] ?? []) as readonly Data[];
    const found = all.find(({ caseRef }) => caseRef === reference.caseRef) ?? null;
    return { ...reference, operation, part, found };
  });
};

const record: Resolve<CrossCheckView> = (view, _, context, info) => {
  const { found, part, operation, country } = view;
  const data = (found?.[info.fieldName] ?? null) as Data | null;
  if (data !== null && part !== null) {
    const one = toRecordView({ operation, owner: country, data: {}, asOf: part.data._asOf }, data);
    return giveRecord(context, () => pathOf(info), one);
  }
  return closed(view, context, info);
};

export const crossCheckResolvers: Readonly<Record<string, Resolve<CrossCheckView>>> = {
  country: ({ country }) => country,
  caseRef: ({ caseRef }) => caseRef,
  result: (view, _, context, info) =>
    view.found?.result === 'HIT' ? 'HIT' : closed(view, context, info, 'NO_HIT'),
  arrest: record,
  suspect: record,
  search: record,
  contact: ({ part, country }, _, context) => {
    const known = part === null ? undefined : context.countries.get(country);
    return known === undefined ? null : { country: known.code, unit: known.agency };
  },
};

/** Null with its cause: of the class, of the one record that keeps it closed, or of the source; else `otherwise`. */
function closed(
  view: CrossCheckView,
  context: Parameters<Resolve<CrossCheckView>>[2],
  info: Parameters<Resolve<CrossCheckView>>[3],
  otherwise: 'NO_HIT' | null = null,
): unknown {
  const { operation, part, found, country } = view;
  const decidedBy = JSON.parse(String(found?._decidedBy ?? null)) as RecordFacts | null;
  const causeOf = (facts: RecordFacts | null) =>
    ruleCauseOf(context, operation, coordinateOf(info), country, facts);
  const cause = causeOf(null) ?? (decidedBy === null ? null : causeOf(decidedBy));
  if (cause !== null) return close(context, info, cause);
  const isUnread = found === null || namesInvalid(found, info.fieldName);
  if (part === null || part.failure !== null || isUnread) {
    return close(context, info, causeOfSource(part?.failure ?? 'SOURCE_INVALID', country));
  }
  return otherwise;
}
