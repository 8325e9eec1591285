/** What a test imports of jest: the runner keeps it in the global scope, `@jest/globals` gives the types alone. */
import type * as jestGlobals from '@jest/globals';

export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } =
  globalThis as unknown as typeof jestGlobals;
