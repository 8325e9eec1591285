import { DatabaseSync } from 'node:sqlite';

/** Runs SQL on the file of a ledger behind its back. */
export function damageFile(file: string, sql: string): void {
  const database = new DatabaseSync(file, { timeout: 2_000 });
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}
