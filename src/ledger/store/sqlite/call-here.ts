import type { LedgerReader } from '../ledger-store.ts';
import type { CallStore } from '../store-over.ts';
import type { InThread } from './in-thread.ts';
import type { SqliteStore } from './sqlite-store.ts';

/** Calls a synchronous reader or store by the name of a method, as messages and promises need it. */
export function callHere(store: InThread<LedgerReader> | SqliteStore): CallStore {
  const methods: Readonly<Record<string, unknown>> = { ...store };
  return async (method, args) => (methods[method] as (...args: readonly unknown[]) => unknown)(...args);
}
