import type { NoteSigner } from '../note/sign-note.ts';

/** What a store is opened with to be written to, whichever database it is. */
export interface StoreOptions {
  /** Signs every head. Its name and key are the log's: another's log is refused. */
  readonly signer: NoteSigner;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A gateway writes for as long as it lives; a command appends an entry or two beside it, and ends. */
  readonly isGateway: boolean;
}
