import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openSqliteLedger } from '../../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { openSqliteReader } from '../../../src/ledger/store/sqlite/open-sqlite-reader.ts';
import { openSqliteStore } from '../../../src/ledger/store/sqlite/open-sqlite-store.ts';
import { damageFile } from './damage-file.ts';
import { describeStore } from './describe-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();

for (const [name, open] of [
  ['SQLite in this thread', openSqliteLedger],
  ['SQLite in threads of its own', openSqliteStore],
] as const)
  describeStore(name, async () => {
    const file = join(folder, `${randomUUID()}.db`);
    return {
      open: (options) => open(file, options),
      read: () => openSqliteReader(file),
      run: async (sql) => damageFile(file, sql),
    };
  });
