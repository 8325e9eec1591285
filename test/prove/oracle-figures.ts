/**
 * Published figures, as the oracle reads the rules: of the latest table whose day has come, and of nothing else. Which systems
 * answer is nothing to them.
 */
import { type Args, close, coordinateOf, type Info, mainOf } from './oracle-causes.ts';
import type { OracleContext } from './oracle-views.ts';
import type { Cause } from './rights.ts';
import { CODES, DIMENSIONS, type ProvedTable } from './tables.ts';
import type { ListName } from './worlds.ts';

/** What the table has of a list as a whole; of seizures it counts items, and no table has records. */
const MEASURES: Readonly<Partial<Record<ListName, string>>> = {
  arrests: 'ARRESTS',
  suspects: 'SUSPECTS',
  searches: 'SEARCHES',
  forensicExams: 'FORENSIC_EXAMS',
};

/** `Count.published`; `country` is null across countries. */
export function publishedOf(
  context: OracleContext,
  info: Info,
  list: ListName,
  country: string | null,
): number | null {
  const owners = country === null ? participantsOf(context) : [country];
  const barred = barredBy(context, info, owners);
  if (barred !== null) return close(context, info, barred);
  const measure = MEASURES[list];
  const table = tableOf(context);
  const isParted = country === null || DIMENSIONS[measure ?? ''] === 'COUNTRY';
  if (measure === undefined || table === null || !isParted)
    return close(context, info, held('STATISTICS_NOT_RELEASABLE', owners));
  return figureOf(context, info, table, measure, country, owners);
}

/** `Operation.breakdown`, whose frame is Europol's to open. */
export function breakdownOf(context: OracleContext, info: Info, { of, by }: Args): BreakdownView | null {
  const dimensions = by as readonly string[];
  const table = tableOf(context);
  const isRight = dimensions.length === 0 || dimensions.join() === DIMENSIONS[String(of)];
  if (table === null || !isRight) return close(context, info, held('STATISTICS_NOT_RELEASABLE', ['XE']));
  return { table, of: String(of), by: dimensions[0] ?? null };
}

interface BreakdownView {
  readonly table: ProvedTable;
  readonly of: string;
  readonly by: string | null;
}
interface CellView extends BreakdownView {
  readonly code: string | null;
}

export function ofBreakdown(view: BreakdownView, _: Args, context: OracleContext, info: Info): unknown {
  const { table, of, by } = view;
  switch (info.fieldName) {
    case 'of':
      return of;
    case 'reportingDate':
      return table.date;
    case 'method':
      return table.isRounded ? 'ROUNDING' : 'SUPPRESSION';
    case 'isComplete': {
      const parts = of === 'ARRESTED_OR_SUSPECTED' ? ['ARRESTS', 'SUSPECTS'] : [of];
      return !table.absent.some(({ measure }) => parts.includes(measure));
    }
    default: {
      const codes = by === null ? [null] : (CODES[by] ?? participantsOf(context));
      return codes.map((code): CellView => ({ ...view, code }));
    }
  }
}

const NAMES: Readonly<Record<string, string>> = {
  country: 'COUNTRY',
  deviceType: 'DEVICE_TYPE',
  forensicStatus: 'FORENSIC_STATUS',
};

export function ofBreakdownCell(
  { table, of, by, code }: CellView,
  _: Args,
  context: OracleContext,
  info: Info,
): unknown {
  if (info.fieldName !== 'published') return NAMES[info.fieldName] === by ? code : null;
  const owners = by === 'COUNTRY' && code !== null ? [code] : participantsOf(context);
  const barred = barredBy(context, info, owners);
  return barred === null ? figureOf(context, info, table, of, code, owners) : close(context, info, barred);
}

/** Nobody's part may be read out of a figure that others are in: one owner that says no closes it. Each no is evidence. */
function barredBy(context: OracleContext, info: Info, owners: readonly string[]): Cause | null {
  const coordinate = coordinateOf(info);
  const causes = owners.flatMap((owner) => {
    const cause = context.rights.closed(coordinate, owner);
    if (cause === null) return [];
    context.denied.push({ owner, coordinate, reason: cause.reason });
    return [cause];
  });
  return mainOf(causes);
}

function tableOf({ rights }: OracleContext): ProvedTable | null {
  const { tables } = rights.world;
  const due = tables.filter(({ operation, date }) => operation === 'icarus' && date <= rights.caller.date);
  return due.reduce<ProvedTable | null>(
    (last, one) => (last === null || one.date > last.date ? one : last),
    null,
  );
}

/** Suppressed, or not in the table at all: nobody is told which. */
function figureOf(
  context: OracleContext,
  info: Info,
  table: ProvedTable,
  measure: string,
  code: string | null,
  owners: readonly string[],
): number | null {
  for (const owner of owners)
    if (context.rights.closed('Count.exact', owner) !== null) context.counted.add(owner);
  const figure = table.figures.find((one) => one.measure === measure && one.code === code);
  if (typeof figure?.published !== 'number' || (!figure.isKnown && isWhatIsLeft(context, owners)))
    return close(context, info, held('SUPPRESSED', owners));
  for (const owner of owners) {
    context.given.set(owner, (context.given.get(owner) ?? new Set()).add(`figure ${measure} ${code}`));
  }
  return figure.published;
}

/** Who sees the exact counts of all but one or two of them would have these by taking all others from the sum. */
function isWhatIsLeft({ rights }: OracleContext, owners: readonly string[]): boolean {
  const unseen = owners.filter((owner) => rights.closed('Count.exact', owner) !== null).length;
  return owners.length > unseen && (unseen === 1 || unseen === 2);
}

function held(code: string, countries: readonly string[]): Cause {
  return { code, countries, reason: null, legalBasis: null };
}

function participantsOf({ rights }: OracleContext): readonly string[] {
  return [...rights.world.countries.keys()].sort();
}
