import { type ErrorFacts, GatewayError } from '../errors.ts';

/** Which table is read, by the name its maintainer knows, and which code of the table of errors refuses it. */
export interface TableSource {
  readonly file: string;
  readonly code: 'POLICY_INVALID' | 'BAD_USER_INPUT';
}

/**
 * The error that refuses a table at a row (line of the file, the header being 1), with the remedy.
 *
 * For the table's maintainer: the message may quote the table and is never sent to a caller.
 */
export function rowError(
  source: TableSource,
  row: number,
  problem: string,
  remedy: string,
  facts: ErrorFacts = {},
): GatewayError {
  const { file, code } = source;
  return new GatewayError(code, `${file} row ${row}: ${problem}: ${remedy}`, { ...facts, file, row, remedy });
}
