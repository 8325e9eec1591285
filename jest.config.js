import { fileURLToPath } from 'node:url';

// Programs that tests start compile each file once between them.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

/** Jest in ESM mode: TypeScript is stripped by swc, no build step. */
export default {
  testEnvironment: '<rootDir>/test/plain-environment.js',
  roots: ['<rootDir>/test'],
  // Beside the packages, not in the machine's shared temporary folder.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  testMatch: ['**/*.test.ts'],
  // Real servers on a busy machine: a test that hangs is found, a slow one is not called wrong.
  testTimeout: 60_000,
  // By default one core is left aside, which is half of two.
  maxWorkers: '100%',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } },
    ],
  },
  reporters: ['default', '<rootDir>/test/closing-line-reporter.js'],
};
