import { DatabaseSync } from 'node:sqlite';

/** Is told of every statement that a store of this thread runs, before and after it. */
export interface StatementWatch {
  readonly before?: (database: DatabaseSync, sql: string) => void;
  readonly after?: (database: DatabaseSync, sql: string) => void;
}

/**
 * Watches what `exec` is given while `work` runs, whoever calls it: how a test looks between a commit and the checkpoint
 * behind it, and sets a connection otherwise than the product does. No setting of the product can do either.
 */
export async function watchStatements<Result>(
  { before, after }: StatementWatch,
  work: () => Promise<Result>,
): Promise<Result> {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function watched(this: DatabaseSync, sql: string): void {
    before?.(this, sql);
    exec.call(this, sql);
    after?.(this, sql);
  };
  try {
    return await work();
  } finally {
    DatabaseSync.prototype.exec = exec;
  }
}
