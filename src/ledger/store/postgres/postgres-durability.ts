/** What it rests on at a server that an entry is safe when its COMMIT is answered. */
import { GatewayError } from '../../../errors.ts';

/** To be selected by the session that commits; the third is the session's own. */
export const DURABILITY = `current_setting('fsync') AS fsync,
  current_setting('full_page_writes') AS full_page_writes,
  current_setting('synchronous_commit') AS synchronous_commit,
  pg_is_in_recovery() AS is_standby`;

export interface Durability {
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly is_standby: boolean;
}

const MUST_BE_ON = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Throws CONFIGURATION_INVALID for settings by which an entry could be lost that was said to be safe. */
export function assertDurable(row: Durability): void {
  const off = MUST_BE_ON.find((name) => row[name] !== 'on');
  if (off !== undefined) throw unfit(`\`${off}\` is not on`, 'turn it on at the server and reload it');
  if (row.is_standby) throw unfit('the server is a standby', 'give the address of the primary');
}

const OLDEST_SERVER = 140_000;

/** `version` as `server_version_num` says it. Throws CONFIGURATION_INVALID for a server that this program was not made for. */
export function assertServer(version: number): void {
  if (version < OLDEST_SERVER) throw unfit('the server is older than 14', 'upgrade it');
}

/** A table that is not logged is empty after a crash. Throws CONFIGURATION_INVALID. */
export function assertLogged(unlogged: readonly { readonly name: string }[]): void {
  const [table] = unlogged;
  if (table !== undefined)
    throw unfit(`the table \`concordat.${table.name}\` is not logged`, 'restore it, and set it LOGGED');
}

/** Rows of `assertLogged`. */
export const UNLOGGED = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'concordat'::regnamespace
  AND relkind IN ('r', 'p') AND relpersistence <> 'p'`;

function unfit(problem: string, remedy: string): GatewayError {
  const message = `a commit to the ledger in PostgreSQL would not be durable: ${problem}: ${remedy}`;
  return new GatewayError('CONFIGURATION_INVALID', message, { problem });
}
