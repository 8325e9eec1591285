import type { PostgresSession } from './postgres-session.ts';

/**
 * Each statement sees what was committed before it, whatever the server's defaults are: what is read behind the lock on the
 * log must be newer than the lock.
 */
export const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';

/** Commits what the job did, whose first statement is BEGIN. When it or the commit rejects: rolls back, where there is anything to roll back. */
export async function inTransaction<Result>(
  session: PostgresSession,
  job: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await job();
    await session.commit();
    return result;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
