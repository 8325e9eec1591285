import TestSequencer from '@jest/test-sequencer';

/** Short to read and long to run. */
const LONG = [
  'prove/cases',
  'prove/pairs',
  'prove/paths',
  'faults/',
  'statistics/random',
  'soak/run',
  'crash/',
  'cli/program',
  'cli/demo',
  'bench/bench',
  'gateway/asked-exactly',
  'ledger/open-ledger',
  'ledger/docs-ledger',
  'ledger/store/',
];

/**
 * A clean checkout has no times of an earlier run, and jest then goes by the size of a file: the longest would come last, one
 * worker at them and the other idle.
 */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.some((name) => path.includes(`/test/${name}`));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
