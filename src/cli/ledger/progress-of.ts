const QUIET_MS = 2_000;

/** Says on the error output how far a work is, every two seconds; of one that takes less, nothing. */
export function progressOf(what: string): (done: number, of: number) => void {
  let next = Date.now() + QUIET_MS;
  return (done, of) => {
    if (Date.now() < next) return;
    next = Date.now() + QUIET_MS;
    process.stderr.write(`${what}: ${done} of ${of}\n`);
  };
}
