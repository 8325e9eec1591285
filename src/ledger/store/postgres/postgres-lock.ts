import type { LogIdentity } from '../ledger-store.ts';
import { assertDurable, DURABILITY, type Durability } from './postgres-durability.ts';
import { assertSameLog, type LogRow } from './postgres-log.ts';
import { readBigint } from './postgres-rows.ts';
import type { PostgresSession } from './postgres-session.ts';
import { BEGIN } from './postgres-transaction.ts';
import { catchUp, type SeenLog } from './postgres-tree.ts';

/** The log behind its lock: as it is until this transaction ends. */
export interface LockedLog {
  readonly seen: SeenLog;
  /** The newest head that is kept, whoever kept it; null: none is. */
  readonly keptHead: { readonly size: number; readonly ageMs: number } | null;
}

/** Milliseconds since 1970 by the one clock that all gateways share: of theirs, one that is wrong would keep a head for each append. */
export const SERVER_MS = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** INVARIANT: the lock comes first, in a statement of its own, so that the next ones see what its last holder committed. */
const LOCK = `SELECT name, key, version, ${DURABILITY} FROM concordat.log FOR UPDATE;
  SELECT idx FROM concordat.entries ORDER BY idx DESC LIMIT 1;
  SELECT size, ${SERVER_MS} - time AS age FROM concordat.heads ORDER BY size DESC LIMIT 1`;

type Locked = readonly [
  readonly (LogRow & Durability)[],
  readonly { readonly idx: string }[],
  readonly { readonly size: string; readonly age: string }[],
];

/**
 * Holds the log until the transaction ends that `begin` begins; empty: it has begun. Throws CONFIGURATION_INVALID when the log is
 * another's by now or a commit would no longer be durable, EVIDENCE_INVALID when it does not go on from what was seen.
 */
export async function lockLog(
  session: PostgresSession,
  seen: SeenLog,
  identity: LogIdentity,
  begin = `${BEGIN}; `,
): Promise<LockedLog> {
  const rows = await session.run<readonly (readonly unknown[])[]>(`${begin}${LOCK}`);
  const [[log], [last], [head]] = rows.slice(-3) as unknown as Locked;
  assertSameLog(log, identity);
  assertDurable(log as Durability);
  const size = last === undefined ? 0 : readBigint(last.idx) + 1;
  const keptHead = head === undefined ? null : { size: readBigint(head.size), ageMs: Number(head.age) };
  return { seen: await catchUp(session, seen, size), keptHead };
}
