/** Real servers on a busy machine: a file that hangs is found, a slow one is not called wrong. */
const MOST_MINUTES_FOR_ONE_FILE = 10;

/** Ends a run with one line that any CI reader understands, and a run in which a file hangs: `tests: N passed, M failed`. */
export default class ClosingLineReporter {
  #watches = new Map();

  onTestFileStart({ path }) {
    const stop = () => {
      process.stderr.write(`\n${path}: not ended after ${MOST_MINUTES_FOR_ONE_FILE} minutes; stopped\n`);
      process.exit(1);
    };
    this.#watches.set(path, setTimeout(stop, MOST_MINUTES_FOR_ONE_FILE * 60_000).unref());
  }

  onTestFileResult({ path }) {
    clearTimeout(this.#watches.get(path));
  }

  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stderr.write(`\ntests: ${results.numPassedTests} passed, ${failed} failed\n`);
  }
}
