/** Published figures: read from the protected table, and from nothing else. */
import { isEnumType } from 'graphql';
import { cellId, DIMENSION_OF, type Dimension, type Measure } from '../../statistics/measures.ts';
import type { ProtectedTable } from '../../statistics/protected-table.ts';
import { tableOn } from '../../statistics/table-on.ts';
import { type CountryCode, EUROPOL, type ListName } from '../../terms.ts';
import { type Cause, mainCauseOf } from './closed-fields.ts';
import { noteGiven } from './record-view.ts';
import { close, coordinateOf, type Resolve, type ResolveInfo, ruleCauseOf } from './resolve.ts';
import type { AnswerContext, ListView, OperationView } from './views.ts';

/** What a list counts, where the table has it: of seizures it has items, and not records. */
const MEASURE_OF: Readonly<Partial<Record<ListName, Measure>>> = {
  arrests: 'ARRESTS',
  suspects: 'SUSPECTS',
  searches: 'SEARCHES',
  forensicExams: 'FORENSIC_EXAMS',
};

export interface BreakdownView {
  readonly operation: OperationView;
  readonly table: ProtectedTable;
  readonly of: Measure;
  readonly by: Dimension | null;
}

export interface CellView {
  readonly breakdown: BreakdownView;
  /** Null: the total. */
  readonly code: string | null;
}

/** `Count.published` of a list, of one country or across all. */
export const resolvePublished: Resolve<ListView> = (view, _, context, info) => {
  const { operation, list, isAcross, parts } = view;
  const owners = parts.map(({ owner }) => owner);
  const closed = closedBy(context, operation, info, owners);
  if (closed !== null) return close(context, info, closed);
  const measure = MEASURE_OF[list];
  const table = tableOf(context, operation);
  const [owner = null] = isAcross ? [] : owners;
  if (table === null || measure === undefined || (owner !== null && DIMENSION_OF[measure] !== 'COUNTRY'))
    return close(context, info, notReleasable(owners));
  return show(context, operation, info, table, measure, owner, owners);
};

/** `Operation.breakdown`. */
export const resolveBreakdown: Resolve<OperationView> = (operation, args, context, info) => {
  const closed = ruleCauseOf(context, operation, coordinateOf(info), EUROPOL);
  if (closed !== null) return close(context, info, closed);
  const of = args.of as Measure;
  const [by = null, ...more] = args.by as readonly Dimension[];
  const table = tableOf(context, operation);
  if (table === null || more.length > 0 || (by !== null && DIMENSION_OF[of] !== by))
    return close(context, info, notReleasable([EUROPOL]));
  return { operation, table, of, by } satisfies BreakdownView;
};

export const breakdownResolvers: Readonly<Record<string, Resolve<BreakdownView>>> = {
  of: ({ of }) => of,
  reportingDate: ({ table }) => table.date,
  method: ({ table }) => (table.rules.mode === 'ROUND' ? 'ROUNDING' : 'SUPPRESSION'),
  isComplete: ({ table, of }) =>
    !table.absent.some(({ measure }) =>
      of === 'ARRESTED_OR_SUSPECTED' ? measure === 'ARRESTS' || measure === 'SUSPECTS' : measure === of,
    ),
  cells: (breakdown, _, __, info) => codesOf(breakdown, info).map((code): CellView => ({ breakdown, code })),
};

export const breakdownCellResolvers: Readonly<Record<string, Resolve<CellView>>> = {
  country: ({ breakdown, code }) => (breakdown.by === 'COUNTRY' ? code : null),
  deviceType: ({ breakdown, code }) => (breakdown.by === 'DEVICE_TYPE' ? code : null),
  forensicStatus: ({ breakdown, code }) => (breakdown.by === 'FORENSIC_STATUS' ? code : null),
  published: ({ breakdown, code }, _, context, info) => {
    const { operation, table, of, by } = breakdown;
    const owners =
      by === 'COUNTRY' && code !== null ? [code] : operation.participations.map(({ owner }) => owner);
    const closed = closedBy(context, operation, info, owners);
    if (closed !== null) return close(context, info, closed);
    return show(context, operation, info, table, of, code, owners);
  },
};

/** Every cell there can be, whether the table has it or not: a cell that is not there would say so. */
function codesOf({ operation, by }: BreakdownView, info: ResolveInfo): readonly (string | null)[] {
  if (by === null) return [null];
  if (by === 'COUNTRY') return operation.participations.map(({ owner }) => owner);
  const words = info.schema.getType(by === 'DEVICE_TYPE' ? 'DeviceType' : 'ForensicStatus');
  return isEnumType(words) ? words.getValues().map(({ name }) => name) : [];
}

/** A figure that several countries are in is closed where one of them says no. */
function closedBy(
  context: AnswerContext,
  operation: OperationView,
  info: ResolveInfo,
  owners: readonly CountryCode[],
): Cause | null {
  return mainCauseOf(
    owners.flatMap((owner) => ruleCauseOf(context, operation, coordinateOf(info), owner) ?? []),
  );
}

function tableOf(context: AnswerContext, { scope }: OperationView): ProtectedTable | null {
  return tableOn(context.tables, scope.id, context.date);
}

/** The figure, or the one code for every reason to hold it back. */
function show(
  context: AnswerContext,
  operation: OperationView,
  info: ResolveInfo,
  table: ProtectedTable,
  measure: Measure,
  code: string | null,
  owners: readonly CountryCode[],
): number | null {
  const id = cellId(measure, code);
  const figure = table.figures.find((one) => one.id === id);
  const published = figure?.published ?? null;
  const held: Cause = { ...notReleasable(owners), code: 'SUPPRESSED' };
  if (published === null) return close(context, info, held);
  if (figure?.isKnown === false && tellsOfOthers(context, operation, owners))
    return close(context, info, held);
  for (const owner of owners) noteGiven(context, owner, `${table.operation} figure ${id}`);
  return published;
}

/** With fewer than three, one of two knows what is the other's. */
const LEAST_CLOSED = 3;

/**
 * Whoever may see the exact figures of all countries in a sum but one or two takes them from the sum: what is left is what
 * these do not show.
 */
function tellsOfOthers(
  context: AnswerContext,
  operation: OperationView,
  owners: readonly CountryCode[],
): boolean {
  const closed = owners.filter((owner) => ruleCauseOf(context, operation, 'Count.exact', owner) !== null);
  return closed.length > 0 && closed.length < LEAST_CLOSED && closed.length < owners.length;
}

function notReleasable(countries: readonly CountryCode[]): Cause {
  return { code: 'STATISTICS_NOT_RELEASABLE', countries, reason: null, legalBasis: null };
}
