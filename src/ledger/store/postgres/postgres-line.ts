import { GatewayError } from '../../../errors.ts';
import { postgresFault } from './postgres-fault.ts';
import type { PostgresSession } from './postgres-session.ts';

/** One session at a time to a server, for one job at a time. */
export interface PostgresLine {
  /**
   * Does the job when those before it are done. A session that is lost while nobody uses it fails the next job: whoever
   * asks should know. The one after that has a new session. Rejects with EVIDENCE_LOG_UNAVAILABLE, and as the job does.
   */
  use<Result>(job: (session: PostgresSession) => Promise<Result>): Promise<Result>;
  /** When the jobs before it are done. What is asked later rejects. */
  close(): Promise<void>;
}

/** A line that opens its session at the first job, unless it is given one. */
export function postgresLine(
  open: () => Promise<PostgresSession>,
  first: PostgresSession | null = null,
): PostgresLine {
  let session = first;
  let isClosed = false;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(job: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(job);
    turn = result.catch(() => undefined);
    return result;
  };
  return {
    use: (job) =>
      inTurn(async () => {
        if (isClosed) throw postgresFault(closed());
        session ??= await open();
        const own = session;
        try {
          if (own.isLost()) throw postgresFault(new Error('the connection was lost'));
          return await job(own);
        } finally {
          if (own.isLost()) {
            session = null;
            await own.close();
          }
        }
      }),
    close: () =>
      inTurn(async () => {
        isClosed = true;
        await session?.close();
        session = null;
      }),
  };
}

function closed(): GatewayError {
  return new GatewayError(
    'EVIDENCE_LOG_UNAVAILABLE',
    'the ledger in PostgreSQL has been closed: open it anew',
  );
}
