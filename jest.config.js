import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { memoryFolder } from './test/memory-folder.js';

// Programs that tests start compile each file once between them.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));
// Ledgers and databases wait for a disk at each of their commits.
process.env.TMPDIR ??= memoryFolder() ?? tmpdir();

/** Each worker is a plain Node thread that loads product and tests as Node itself does: no build step, no scope of its own. */
export default {
  // In threads: its processes are told what to run by a message that a slow one misses, and then wait for ever.
  runner: 'jest-light-runner',
  roots: ['<rootDir>/test'],
  // Beside the packages, not in the machine's shared temporary folder.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  testMatch: ['**/*.test.ts'],
  // By default one core is left aside, which is half of two.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/longest-first.js',
  reporters: ['default', '<rootDir>/test/closing-line-reporter.js'],
};
