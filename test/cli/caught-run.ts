import type { Run } from './run-program.ts';

/** Where a process would end. */
class Ended {
  readonly code: number;

  constructor(code: number) {
    this.code = code;
  }
}

/**
 * What a process would have shown that does `run` and nothing else, without one: what it writes is caught, and so is the
 * code it ends with. One at a time: the streams are this process's own.
 */
export async function caughtRun(run: () => Promise<unknown>): Promise<Run> {
  const { exit, exitCode, stdout, stderr } = process;
  const written = { out: stdout.write, err: stderr.write };
  let [out, err] = ['', ''];
  stdout.write = (chunk: unknown) => {
    out += String(chunk);
    return true;
  };
  stderr.write = (chunk: unknown) => {
    err += String(chunk);
    return true;
  };
  process.exit = (code) => {
    throw new Ended(Number(code ?? process.exitCode ?? 0));
  };
  process.exitCode = undefined;
  try {
    const ended = await run().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    // What no command may throw would be a stack on a terminal: here it fails the test.
    if (ended !== null && !(ended instanceof Ended)) throw ended;
    return { code: ended?.code ?? Number(process.exitCode ?? 0), out, err };
  } finally {
    Object.assign(process, { exit, exitCode });
    stdout.write = written.out;
    stderr.write = written.err;
  }
}
