/** The composition root: it joins the rooms to one running gateway. Demo and production are this one program. */
import pino from 'pino';
import { dateInBrussels } from './access/date-in-brussels.ts';
import { loadKnownFigures } from './cli/load-known-figures.ts';
import { loadPolicy } from './cli/load-policy.ts';
import { loadRevision } from './cli/load-revision.ts';
import { loadSchemaTexts } from './cli/load-schema-texts.ts';
import type { Config } from './config.ts';
import { COUNTRIES } from './countries/registry.ts';
import { ERROR_CODES, GatewayError } from './errors.ts';
import { askFigures } from './gateway/ask-figures.ts';
import { composeGateway } from './gateway/compose-gateway.ts';
import { type Gateway, type GatewaySettings, openGateway } from './gateway/open-gateway.ts';
import { openTokenKeys } from './http/open-token-keys.ts';
import { type HttpDoor, serveHttp } from './http/serve-http.ts';
import type { Ledger } from './ledger/ledger.ts';
import { openLedgerOf } from './open-ledger-of.ts';
import { readKeptTables } from './statistics/keep-tables.ts';
import type { ProtectedTable } from './statistics/protected-table.ts';
import { releaseTable } from './statistics/release-table.ts';
import { openSolver } from './statistics/solver.ts';
import { statisticsOf } from './statistics-of.ts';
import { type CountryCode, EUROPOL, INTERPOL, type IsoDate } from './terms.ts';

/**
 * Starts a gateway by `config`, which has been read. It sends nothing: no national system needs to be up, but the ledger
 * does.
 * Throws CONFIGURATION_INVALID, POLICY_INVALID, SCHEMA_INVALID, EVIDENCE_INVALID, EVIDENCE_LOG_UNAVAILABLE; then nothing
 * listens.
 */
export async function startGateway(config: Config): Promise<HttpDoor> {
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const tables = loadTables(config, (what) => log.warn(what));
  // Codes and words of ours only: neither a query, nor variables, nor a system's text.
  const report = (id: string, error: unknown): void =>
    log.error({ id, code: codeOf(error), what: whatOf(error) }, 'a failure');
  const ground = loadGround();
  const ledger = await openLedgerOf(config.ledger, true, (failure) =>
    failure === null ? log.info('the ledger is up again') : report('ledger', failure),
  );
  let gateway: Gateway | null = null;
  // The ledger last: what is under way is still written down.
  const close = async (): Promise<void> => {
    await gateway?.close();
    await ledger.close();
  };
  try {
    gateway = openConfigured(config, ground, ledger, tables, report);
    const door = await serveHttp(gateway, await openTokenKeys(config.tokens), config);
    const silent = withoutSystem(config);
    if (silent.length > 0)
      log.warn({ countries: silent }, 'no system is configured: what is asked of these fails');
    log.info({ url: door.url, systems: config.systems.size, accessDate: config.accessDate }, 'listening');
    return { url: door.url, close: () => door.close().then(close) };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/**
 * Builds the protected table of `operation` for the reporting date `date`, once, by asking the systems of `config`.
 * Throws CONFIGURATION_INVALID when there is no such date in it or the table is there already, STATISTICS_NOT_RELEASABLE
 * with the reason.
 */
export async function buildStatistics(
  config: Config,
  operation: string,
  date: IsoDate,
  report: (line: string) => void = () => {},
): Promise<{ readonly table: ProtectedTable; readonly file: string }> {
  const { folder, rules, knownFigures } = statisticsOf(config, operation, date);
  if (readKeptTables(folder, operation).some(({ table }) => table.date === date))
    throw new GatewayError(
      'CONFIGURATION_INVALID',
      `the table of \`${operation}\` for ${date} is there already: it is built once`,
    );
  const known = loadKnownFigures(operation, knownFigures);
  const ground = loadGround();
  const ledger = await openLedgerOf(config.ledger, false, () => {});
  let gateway: Gateway | null = null;
  try {
    gateway = openConfigured(config, ground, ledger, [], () => {});
    const figures = await askFigures(gateway, operation, date, report);
    return await releaseTable(folder, figures, known, rules, await openSolver(), report);
  } finally {
    await gateway?.close();
    await ledger.close();
  }
}

/** Schema and rules, the same for every gateway. */
type Ground = Pick<GatewaySettings, 'composed' | 'policy' | 'revision'>;

/** Before the ledger is opened: what cannot be read leaves no key and no log behind. */
function loadGround(): Ground {
  return {
    composed: composeGateway(loadSchemaTexts()),
    policy: loadPolicy(),
    revision: loadRevision(),
  };
}

function openConfigured(
  config: Config,
  ground: Ground,
  ledger: Ledger,
  tables: readonly ProtectedTable[],
  report: (id: string, error: unknown) => void,
): Gateway {
  return openGateway({
    ...ground,
    systems: config.systems,
    ledger,
    tables,
    accessDate: config.accessDate,
    deadlineMs: config.deadlineMs,
    path: config.execution,
    cursorKey: config.cursorKey?.(),
    report,
  });
}

/** The tables of all reporting dates; one that could have been built is missed by nobody but the operator. */
function loadTables({ statistics }: Config, warn: (what: string) => void): readonly ProtectedTable[] {
  const today = dateInBrussels(new Date());
  return [...(statistics?.reportingDates ?? [])].flatMap(([operation, dates]) => {
    const kept = readKeptTables(statistics?.folder ?? '', operation);
    const isMissing = (date: IsoDate): boolean =>
      date <= today && !kept.some(({ table }) => table.date === date);
    for (const date of dates.filter(isMissing))
      warn(
        `no table of \`${operation}\` for ${date}: make it with \`concordat statistics build --config <settings> --operation ${operation} --date ${date}\`, and start again`,
      );
    return kept.map(({ table }) => table).filter(({ date }) => dates.includes(date));
  });
}

/** Whom queries can name and no message can reach: most likely forgotten in the configuration. */
function withoutSystem({ systems }: Config): readonly CountryCode[] {
  return [...COUNTRIES.keys(), EUROPOL, INTERPOL].filter((code) => !systems.has(code)).sort();
}

function codeOf(error: unknown): string {
  return error instanceof GatewayError ? error.code : 'INTERNAL';
}

function whatOf(error: unknown): string {
  return error instanceof GatewayError ? error.message : ERROR_CODES.INTERNAL.sentence;
}
