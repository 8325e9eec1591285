/**
 * Asks every country of an operation for its own exact figures, through the border as every query goes.
 *
 * The gateway asks each country in that country's own name: what is its own is open to it (decision rule 3), whatever
 * the marking of a record, and nothing of another country's is asked. So no rule makes an exception for statistics, and
 * each country finds in the evidence that its figures were read for the table.
 */
import { randomUUID } from 'node:crypto';
import { type DocumentNode, parse } from 'graphql';
import { GatewayError } from '../errors.ts';
import type { Absent, ExactFigures, Parts, ReportedMeasure } from '../statistics/exact-figures.ts';
import { REPORTED_MEASURES } from '../statistics/exact-figures.ts';
import { type CountryCode, EUROPOL, type IsoDate } from '../terms.ts';
import type { Caller } from './caller.ts';
import type { Gateway } from './open-gateway.ts';
import type { QueryOutcome } from './run-query.ts';

const OPERATION = parse(`query Operation($id: ID!) {
  operation(id: $id) {
    publishedTotals { arrests furtherSuspects }
    participations { country { code } }
  }
}`);
const COUNTS = parse(`query Counts($id: ID!, $country: CountryCode!) {
  operation(id: $id) {
    participation(country: $country) {
      ARRESTS: arrests { count { exact } }
      SUSPECTS: suspects { count { exact } }
      SEARCHES: searches { count { exact } }
      FORENSIC_EXAMS: forensicExams { byStatus { status count } count { reported } }
    }
  }
}`);
const SEIZURES = parse(`query Seizures($id: ID!, $country: CountryCode!, $after: String) {
  operation(id: $id) {
    participation(country: $country) {
      seizures {
        count { exact }
        records(first: 500, after: $after) {
          nodes { deviceType itemCount dataVolumeTb }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
}`);

type Data = Readonly<Record<string, unknown>>;

/**
 * What the countries of `operation` report now, for the reporting date `date`. A country that fails, or reports
 * nothing, is `absent` with its cause. Throws STATISTICS_NOT_RELEASABLE when there is no such operation, or Europol does not answer.
 */
export async function askFigures(
  gateway: Pick<Gateway, 'run'>,
  operation: string,
  date: IsoDate,
  report: (line: string) => void = () => {},
): Promise<ExactFigures> {
  const ask = (country: CountryCode, document: DocumentNode, more: Data = {}): Promise<QueryOutcome> =>
    gateway.run({
      document,
      operationName: null,
      variables: { id: operation, ...more },
      caller: callerOf(country, operation, date),
      arrived: new Date(),
    });
  report('asking Europol who takes part');
  const { countries, published } = await askOperation(() => ask(EUROPOL, OPERATION), operation);
  const figures = REPORTED_MEASURES.map((measure) => [measure, new Map<CountryCode, Parts>()] as const);
  const reported = new Map(figures);
  const absent: Absent[] = [];
  let asked = 0;
  const askCountry = async (country: CountryCode): Promise<void> => {
    const counts = await ask(country, COUNTS, { country });
    const seizures = await askSeizures((after) => ask(country, SEIZURES, { country, after }));
    for (const measure of REPORTED_MEASURES) {
      const read =
        measure in seizures
          ? seizures[measure as keyof typeof seizures]
          : readCount(counts, measure, country);
      if (typeof read === 'string') absent.push({ country, measure, cause: read });
      else reported.get(measure)?.set(country, read);
    }
    asked += 1;
    report(`${asked} of ${countries.length} countries asked`);
  };
  await Promise.all(countries.map(askCountry));
  return {
    operation,
    date,
    countries,
    reported: Object.fromEntries(
      [...reported].map(([measure, parts]) => [measure, Object.fromEntries([...parts].sort())]),
    ) as unknown as ExactFigures['reported'],
    absent: absent.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)),
    published,
  };
}

function keyOf({ country, measure }: Absent): string {
  return `${country} ${measure}`;
}

function callerOf(country: CountryCode, operation: string, date: IsoDate): Caller {
  return {
    subject: 'concordat statistics',
    country,
    role: 'analyst',
    tokenId: randomUUID(),
    purpose: 'COORDINATION_STATISTICS',
    justification: `protected table of ${operation} for ${date}`,
  };
}

async function askOperation(
  ask: () => Promise<QueryOutcome>,
  operation: string,
): Promise<Pick<ExactFigures, 'countries' | 'published'>> {
  const outcome = await ask();
  const found = outcome.kind === 'answered' ? (outcome.data.operation as Data | null) : null;
  const participations = (found?.participations ?? null) as
    | readonly { readonly country: { readonly code: string } }[]
    | null;
  if (participations === null) {
    const code =
      outcome.kind === 'answered'
        ? (outcome.errors[0]?.extensions.code ?? 'no such operation')
        : outcome.code;
    throw new GatewayError(
      'STATISTICS_NOT_RELEASABLE',
      `operation \`${operation}\`: Europol names no countries in it (${code})`,
    );
  }
  const totals = (found?.publishedTotals ?? {}) as {
    readonly arrests?: number | null;
    readonly furtherSuspects?: number | null;
  };
  return {
    countries: participations.map(({ country }) => country.code).sort(),
    published: {
      ...(typeof totals.arrests === 'number' ? { ARRESTS: totals.arrests } : {}),
      ...(typeof totals.furtherSuspects === 'number' ? { SUSPECTS: totals.furtherSuspects } : {}),
    },
  };
}

/** A count that is whole; otherwise why there is none. */
function readCount(outcome: QueryOutcome, measure: ReportedMeasure, country: CountryCode): Parts | string {
  const failure = failureAt(outcome, measure);
  if (failure !== null) return failure;
  const list = listOf(outcome, measure);
  if (measure !== 'FORENSIC_EXAMS') {
    const { exact } = (list?.count ?? {}) as { readonly exact?: number | null };
    return typeof exact === 'number' ? { [country]: exact } : 'NOT_REPORTED';
  }
  const { reported } = (list?.count ?? {}) as { readonly reported?: string };
  const cells = (list?.byStatus ?? null) as
    | readonly { readonly status: string; readonly count: number }[]
    | null;
  if (cells === null || reported !== 'REPORTED') return 'NOT_REPORTED';
  return Object.fromEntries(cells.map(({ status, count }) => [status, count]));
}

/** Items and volumes are added up over all pages. */
async function askSeizures(
  ask: (after: string | null) => Promise<QueryOutcome>,
): Promise<{ readonly SEIZED_ITEMS: Parts | string; readonly SEIZED_DATA_TB: Parts | string }> {
  const items: Record<string, number> = {};
  const volumes: Record<string, number> = {};
  let after: string | null = null;
  do {
    const outcome: QueryOutcome = await ask(after);
    const failure = failureAt(outcome, 'seizures');
    const records = listOf(outcome, 'seizures')?.records as SeizurePage | null | undefined;
    const cause = failure ?? (records ? null : 'NOT_REPORTED');
    if (cause !== null || !records)
      return { SEIZED_ITEMS: cause ?? 'NOT_REPORTED', SEIZED_DATA_TB: cause ?? 'NOT_REPORTED' };
    for (const { deviceType, itemCount, dataVolumeTb } of records.nodes) {
      if (deviceType === null || itemCount === null)
        return { SEIZED_ITEMS: 'NOT_REPORTED', SEIZED_DATA_TB: 'NOT_REPORTED' };
      items[deviceType] = (items[deviceType] ?? 0) + itemCount;
      // Null: it was not measured, which is not zero.
      if (dataVolumeTb !== null) volumes[deviceType] = (volumes[deviceType] ?? 0) + dataVolumeTb;
    }
    after = records.pageInfo.hasNextPage ? records.pageInfo.endCursor : null;
  } while (after !== null);
  return { SEIZED_ITEMS: items, SEIZED_DATA_TB: volumes };
}

interface SeizurePage {
  readonly nodes: readonly {
    readonly deviceType: string | null;
    readonly itemCount: number | null;
    readonly dataVolumeTb: number | null;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function listOf(outcome: QueryOutcome, name: string): Data | null {
  if (outcome.kind !== 'answered') return null;
  const { participation } = (outcome.data.operation ?? {}) as { readonly participation?: Data | null };
  return (participation?.[name] ?? null) as Data | null;
}

/** Why a list of the answer is not whole: a failure below it, or around it. */
function failureAt(outcome: QueryOutcome, name: string): string | null {
  if (outcome.kind !== 'answered') return outcome.code;
  const place = ['operation', 'participation', name];
  const concerns = ({ path }: { readonly path: readonly unknown[] }): boolean =>
    path.slice(0, place.length).every((part, index) => part === place[index]);
  return [...outcome.errors, ...outcome.withheld].find(concerns)?.extensions.code ?? null;
}
