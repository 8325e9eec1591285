import { GatewayError } from '../errors.ts';

/** Exit code of a command that could not read an option, a file or a table. */
export const UNREADABLE = 2;

/** Runs a command; what it refuses becomes one line on the error output, `error: what: remedy`, and exit code 2. */
export async function orExplain(run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = UNREADABLE;
  }
}
