import type { LedgerReader, LedgerStore, LogIdentity } from './ledger-store.ts';

/** The calls of a reader. */
export type ReaderMethod = Exclude<keyof LedgerReader, 'identity'>;
/** The calls of a store. */
export type StoreMethod = Exclude<keyof LedgerStore, 'identity' | 'ended'>;

/** Calls a method of a store, wherever that is, with exactly the arguments that belong to it, and gives what it gives. */
export type CallStore<Method extends StoreMethod = StoreMethod> = (
  method: Method,
  args: readonly unknown[],
) => Promise<unknown>;

/** A reader of which every call goes through `call`. */
export function readerOver(identity: LogIdentity, call: CallStore<ReaderMethod>): LedgerReader {
  return {
    identity,
    size: () => call('size', []) as Promise<number>,
    leaves: (...args) => call('leaves', args) as ReturnType<LedgerReader['leaves']>,
    entries: (...args) => call('entries', args) as ReturnType<LedgerReader['entries']>,
    find: (...args) => call('find', args) as ReturnType<LedgerReader['find']>,
    heads: (...args) => call('heads', args) as ReturnType<LedgerReader['heads']>,
    texts: (...args) => call('texts', args) as ReturnType<LedgerReader['texts']>,
    check: () => call('check', []) as ReturnType<LedgerReader['check']>,
    close: () => call('close', []) as Promise<void>,
  };
}

/** A store of which every call goes through `call`; `ended`, where it can end by itself. */
export function storeOver(identity: LogIdentity, call: CallStore, ended?: Promise<Error>): LedgerStore {
  return {
    ...readerOver(identity, call),
    ...(ended === undefined ? {} : { ended }),
    append: (...args) => call('append', args) as ReturnType<LedgerStore['append']>,
    keepHead: () => call('keepHead', []) as Promise<void>,
    erase: (...args) => call('erase', args) as ReturnType<LedgerStore['erase']>,
  };
}
