/** The one row that says whose log it is, and of which version its tables are. */
import { GatewayError } from '../../../errors.ts';
import type { LogIdentity } from '../ledger-store.ts';
import { POSTGRES_MIGRATIONS } from './postgres-migrations.ts';
import type { PostgresSession } from './postgres-session.ts';
import { BEGIN, inTransaction } from './postgres-transaction.ts';

export interface LogRow extends LogIdentity {
  readonly version: number;
}

const VERSION = POSTGRES_MIGRATIONS.length;
/** Gateways that start together make the tables one after the other. Any number, but always this one. */
const LOCK = 7_063_102_945;
const IS_THERE = `SELECT to_regclass('concordat.log') IS NOT NULL AS log, to_regnamespace('concordat') IS NOT NULL AS schema,
  current_setting('server_encoding') AS encoding`;
const ROW = 'SELECT name, key, version FROM concordat.log';

/** The log's row. Throws CONFIGURATION_INVALID where there is no log, or one of another version. */
export async function readLogRow(session: PostgresSession): Promise<LogRow> {
  const [[found]] = await session.run<[[{ log: boolean }]]>(IS_THERE);
  const [rows] = found.log ? await session.run<[LogRow[]]>(ROW) : [[]];
  const [row] = rows;
  if (row === undefined)
    throw unfit('there is none in this database', 'give the address of one that a gateway has opened', true);
  if (row.version < VERSION)
    throw unfit('its tables are older than this program', 'open it with a gateway first');
  assertReadable(row);
  return row;
}

/**
 * Makes the tables where there are none, and brings older ones to this version: all or nothing. Throws
 * CONFIGURATION_INVALID for the log of another name or key and for tables of a later version.
 */
export async function prepareLog(session: PostgresSession, identity: LogIdentity): Promise<void> {
  await inTransaction(session, async () => {
    const [, , [found]] = await session.run<[[], [], [{ log: boolean; schema: boolean; encoding: string }]]>(
      `${BEGIN}; SELECT pg_advisory_xact_lock(${LOCK}); ${IS_THERE}`,
    );
    if (found.encoding !== 'UTF8')
      throw unfit('its database is not in UTF-8', `make one with ENCODING 'UTF8'`);
    if (!found.schema) await session.run('CREATE SCHEMA concordat');
    // The row is locked only where there is something to do: other gateways append meanwhile.
    const [row] = found.log ? (await session.run<[LogRow[]]>(ROW))[0] : [];
    if (row !== undefined) assertSameLog(row, identity);
    if (row?.version === VERSION) return;
    if (row !== undefined) await session.run(`${ROW} FOR UPDATE`);
    for (const step of POSTGRES_MIGRATIONS.slice(row?.version ?? 0)) await session.run(step);
    const text =
      row === undefined
        ? 'INSERT INTO concordat.log (name, key, version) VALUES ($1, $2, $3)'
        : 'UPDATE concordat.log SET version = $3 WHERE name = $1 AND key = $2';
    await session.query({ text }, [identity.name, identity.key, VERSION]);
  });
}

/** Throws CONFIGURATION_INVALID unless this program may append to the log of this row, under this identity. */
export function assertSameLog(row: LogRow | undefined, { name, key }: LogIdentity): void {
  if (row === undefined) throw unfit('its table `concordat.log` is empty', 'restore the database');
  assertReadable(row);
  if (row.name !== name)
    throw unfit('it has another name', 'set `ledger.name` to what it was, or use another database');
  if (row.key !== key)
    throw unfit('it was begun with another key', 'put back the key file, or use another database');
}

function assertReadable({ version }: LogRow): void {
  if (version > VERSION)
    throw unfit('its tables are of a later version', 'run the release that made them, or a later one');
}

/** `isMissing`: no log has been made there yet, as one who is to make it and its key wants to know. */
function unfit(problem: string, remedy: string, isMissing = false): GatewayError {
  const message = `the ledger in PostgreSQL cannot be used: ${problem}: ${remedy}`;
  return new GatewayError('CONFIGURATION_INVALID', message, { problem, isMissing });
}
