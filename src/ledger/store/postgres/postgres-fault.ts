import { DatabaseError } from 'pg';
import { GatewayError } from '../../../errors.ts';

/**
 * Where the server's own words name the user, its host or the database: refused at the door, no such database, no right,
 * starting up. There its SQLSTATE alone is passed on.
 */
const NAMES_THE_ADDRESS = /^(?:08|28|3D|42501|57P03)/;

/**
 * What went wrong with a log that is in use, as EVIDENCE_LOG_UNAVAILABLE; EVIDENCE_INVALID stays what it is. No part of
 * the address is in it, nor in its cause, which is not what the driver threw.
 */
export function postgresFault(error: unknown): GatewayError {
  if (error instanceof GatewayError) return inUse(error);
  const problem = wordsOf(error);
  const message = `the ledger in PostgreSQL cannot be read or written: ${problem}: see that its server runs, takes this user and has room`;
  return new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message, { problem }, { cause: new Error(problem) });
}

/** At opening a wrong configuration stops the program; in a log that is in use, it is one more reason not to answer. */
function inUse(fault: GatewayError): GatewayError {
  if (fault.code !== 'CONFIGURATION_INVALID') return fault;
  return new GatewayError('EVIDENCE_LOG_UNAVAILABLE', fault.message, fault.facts, { cause: fault });
}

function wordsOf(error: unknown): string {
  if (error instanceof DatabaseError) {
    const { code = 'unknown', message } = error;
    return NAMES_THE_ADDRESS.test(code) ? `SQLSTATE ${code}` : `SQLSTATE ${code}, ${message}`;
  }
  if (!(error instanceof Error)) return 'no error was given';
  // Of the system and of TLS: their texts name host and port.
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
