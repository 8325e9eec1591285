/** The one place that knows the driver. */
import { Client, DatabaseError, type QueryResult } from 'pg';
import { GatewayError } from '../../../errors.ts';
import { assertServer } from './postgres-durability.ts';
import { postgresFault } from './postgres-fault.ts';

/** How long a session waits, in milliseconds. */
export interface PostgresTimeouts {
  readonly connectMs: number;
  /** Of one statement, at the server. */
  readonly statementMs: number;
  /** For the log, which another gateway holds while it appends. */
  readonly lockMs: number;
  /** Within a transaction, for our next statement: so that a gateway which hangs does not hold the log. */
  readonly idleMs: number;
  /** For an answer, on our side: a server that is gone says nothing. */
  readonly answerMs: number;
}

export const POSTGRES_TIMEOUTS: PostgresTimeouts = {
  connectMs: 5_000,
  statementMs: 10_000,
  lockMs: 5_000,
  idleMs: 5_000,
  answerMs: 15_000,
};

/** Reading a long span of the log takes its time, and holds nobody up. */
export const READ_TIMEOUTS: PostgresTimeouts = {
  ...POSTGRES_TIMEOUTS,
  statementMs: 60_000,
  answerMs: 65_000,
};

/** A statement with values. One that has a name is parsed once in a session. */
export interface PostgresStatement {
  readonly name?: string;
  readonly text: string;
}

/** One connection. Everything rejects with EVIDENCE_LOG_UNAVAILABLE, as `postgresFault` says it. */
export interface PostgresSession {
  /** Whether nothing can be asked of it any more. */
  isLost(): boolean;
  /** Several statements in one message, without values: the rows of each. */
  run<Rows extends readonly (readonly unknown[])[]>(text: string): Promise<Rows>;
  /** The caller says what a row is; the server has been asked for just that. */
  query<Row>(statement: PostgresStatement, values: readonly unknown[]): Promise<readonly Row[]>;
  /** Rejects, too, when the server has said anything but that it is durable, where the settings ask for it. */
  commit(): Promise<void>;
  /** Never rejects: where it fails, the session is lost. */
  rollback(): Promise<void>;
  close(): Promise<void>;
}

const CLOSE_MS = 1_000;
/** What a notice has that is none to worry about. */
const SUCCESS = '00000';

/**
 * Connects, and makes the settings of the session what the log needs, whatever the address or the server says. To another
 * machine it is TLS or nothing, and a certificate is always verified. Rejects with CONFIGURATION_INVALID for an address that
 * is none or lacks that, and for a server older than 14.
 */
export async function openPostgresSession(
  url: () => string,
  access: 'read' | 'write',
  timeouts: PostgresTimeouts,
): Promise<PostgresSession> {
  const client = clientOf(url, timeouts);
  const session = sessionOf(client);
  try {
    await client.connect();
    const [[server]] = await session.run<[[{ version: number }]]>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    assertServer(server.version);
    await session.run(settingsOf(access, timeouts));
    return session;
  } catch (error) {
    await session.close();
    throw error instanceof GatewayError ? error : postgresFault(error);
  }
}

function clientOf(url: () => string, timeouts: PostgresTimeouts): Client {
  let client: Client;
  try {
    client = new Client({
      connectionString: url(),
      connectionTimeoutMillis: timeouts.connectMs,
      query_timeout: timeouts.answerMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: timeouts.idleMs,
      application_name: 'concordat',
    });
  } catch {
    // What is thrown may hold the address.
    throw unfit('its address is none, or names a file that cannot be read', ADDRESS);
  }
  const tls: unknown = client.ssl;
  if (typeof tls === 'object' && tls !== null && 'rejectUnauthorized' in tls && !tls.rejectUnauthorized)
    throw unfit('its address lets any server pass for it', 'write `sslmode=verify-full`');
  if (tls === false && !isHere(client))
    throw unfit('its address leads to another machine in clear', 'add `?sslmode=verify-full`');
  return client;
}

/** A socket of this machine, or its loopback. */
function isHere({ host }: Client): boolean {
  return host.startsWith('/') || LOOPBACK.has(host);
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

const ADDRESS = 'write `postgres://user:password@host/database`';

function settingsOf(access: 'read' | 'write', { statementMs, lockMs, idleMs }: PostgresTimeouts): string {
  return [
    'SET synchronous_commit = on',
    `SET default_transaction_read_only = ${access === 'read' ? 'on' : 'off'}`,
    `SET client_encoding = 'UTF8'`,
    // A commit that is not all it should be is a warning to the server.
    'SET client_min_messages = warning',
    `SET statement_timeout = ${statementMs}`,
    `SET lock_timeout = ${lockMs}`,
    `SET idle_in_transaction_session_timeout = ${idleMs}`,
    'SET idle_session_timeout = 0',
  ].join('; ');
}

function sessionOf(client: Client): PostgresSession {
  let isLost = false;
  let warnings = 0;
  // Without a listener the loss of an idle connection would end the process.
  client.on('error', () => {
    isLost = true;
  });
  client.on('end', () => {
    isLost = true;
  });
  client.on('notice', ({ code }) => {
    if (code !== SUCCESS) warnings += 1;
  });
  const ask = async (query: { text: string; name?: string; values?: unknown[] }): Promise<QueryResult> => {
    try {
      return await client.query(query);
    } catch (error) {
      // An answer may still be on its way, to be taken for that of the next question.
      if (!(error instanceof DatabaseError)) isLost = true;
      throw postgresFault(error);
    }
  };
  return {
    isLost: () => isLost,
    run: async <Rows>(text: string) => {
      const results: QueryResult | readonly QueryResult[] = await ask({ text });
      return [results].flat().map(({ rows }) => rows) as Rows;
    },
    query: async (statement, values) => (await ask({ ...statement, values: [...values] })).rows,
    commit: async () => {
      const before = warnings;
      const { command } = await ask({ text: 'COMMIT' });
      // A transaction that has failed answers COMMIT with ROLLBACK; one that gave up waiting for a standby, with a warning.
      if (command !== 'COMMIT' || warnings !== before) throw postgresFault(new Error('a COMMIT in doubt'));
    },
    rollback: async () => {
      if (isLost) return;
      await ask({ text: 'ROLLBACK' }).catch(() => {
        isLost = true;
      });
    },
    close: () => end(client, isLost),
  };
}

/** A server that is gone does not say goodbye. */
async function end(client: Client, isLost: boolean): Promise<void> {
  const cut = () => client.connection.stream.destroy();
  const timer = setTimeout(cut, isLost ? 0 : CLOSE_MS);
  await client.end().catch(() => undefined);
  clearTimeout(timer);
  cut();
}

function unfit(problem: string, remedy: string): GatewayError {
  const message = `the ledger cannot be in this PostgreSQL: ${problem}: ${remedy}`;
  return new GatewayError('CONFIGURATION_INVALID', message, { problem });
}
