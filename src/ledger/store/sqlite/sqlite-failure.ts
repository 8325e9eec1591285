import { GatewayError } from '../../../errors.ts';

/** What to do about the failures of SQLite that happen, by their result code (https://www.sqlite.org/rescode.html). */
const REMEDIES: Readonly<Record<number, string>> = {
  5: 'something else holds it: wait for it to end, or end it',
  8: 'let this user write the file and its folder',
  10: 'see what the system says of its disk',
  11: 'run `concordat ledger verify`, and put a copy back that it finds whole',
  13: 'make room on its disk',
  14: 'see that its folder is there, and that this user may write it',
  26: 'run `concordat ledger verify`, and put a copy back that it finds whole',
};
const OTHER = 'see the cause';

/** Result codes, extended ones too, by their last byte. */
const PRIMARY = 0xff;

/** The result code of an error of SQLite; null for any other error. */
export function sqliteCodeOf(error: unknown): number | null {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' ? code & PRIMARY : null;
}

/** Any error of a store as a failure of ours: EVIDENCE_LOG_UNAVAILABLE with the cause, unless it has a code already. */
export function sqliteFailure(error: unknown, file: string, does: 'read' | 'written'): GatewayError {
  if (error instanceof GatewayError) return error;
  const cause = error instanceof Error ? error.message : String(error);
  const remedy = REMEDIES[sqliteCodeOf(error) ?? -1] ?? OTHER;
  const message = `the ledger \`${file}\` cannot be ${does}: ${cause}: ${remedy}`;
  return new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message, { file }, { cause: error });
}
