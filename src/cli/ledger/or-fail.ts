import { GatewayError } from '../../errors.ts';
import { UNREADABLE } from '../or-explain.ts';

/** Exit code of a command that has found what is not as the ledger gave it out. */
export const FAULT = 1;

/** Runs a command of the ledger; what it refuses becomes a line on the error output, and exit code 1 for evidence that does not hold, else 2. */
export async function orFail(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    process.stderr.write(`error: ${error.code}: ${error.message}\n`);
    process.exitCode = error.code === 'EVIDENCE_INVALID' ? FAULT : UNREADABLE;
  }
}
