import { openPostgresReader } from '../../../src/ledger/store/postgres/open-postgres-reader.ts';
import { openPostgresStore } from '../../../src/ledger/store/postgres/open-postgres-store.ts';
import { afterAll, beforeAll } from '../../jest.ts';
import { describeStore } from './describe-store.ts';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

describeStore('PostgreSQL', async () => {
  const address = await server.emptyDatabase();
  return {
    open: (options) => openPostgresStore(() => address, options),
    read: () => openPostgresReader(() => address),
    run: async (sql) => {
      await server.admin(`SET search_path = concordat; ${sql}`, address);
    },
    age: async (ms) => {
      await server.admin(`UPDATE concordat.heads SET time = time - (${ms})`, address);
    },
  };
});
