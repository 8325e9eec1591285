import type { TreeHead } from '../is-consistent.ts';
import { notAsIssued } from '../not-as-issued.ts';
import { EMPTY_ROOT, HASH_BYTES, isSameHash } from '../tree-hash.ts';
import { readBase64, toBase64 } from './base64.ts';
import { readDecimal } from './read-decimal.ts';
import { type NoteSigner, signNote } from './sign-note.ts';
import type { SignedNote } from './signed-note.ts';

/** The head of a log at one size: C2SP tlog-checkpoint. */
export interface Checkpoint extends TreeHead {
  /** The name of the log, which is the name of its key. */
  readonly origin: string;
}

/** The signed head. Its origin is the signer's name, so that a key speaks for one log only. It has no time and no extension. */
export function signCheckpoint({ size, root }: TreeHead, signer: NoteSigner): SignedNote {
  return signNote(`${signer.key.name}\n${size}\n${toBase64(root)}\n`, signer);
}

/**
 * Reads the text of a head: three lines and no extension line, since our logs write none. The text has been verified, or
 * nothing that comes out is. Throws EVIDENCE_INVALID.
 */
export function readCheckpoint(text: string): Checkpoint {
  const [origin, decimal, base64, ...rest] = text.split('\n');
  if (rest.length !== 1 || rest[0] !== '') throw notAsIssued('head', 'more or fewer than three lines');
  const size = readDecimal(decimal ?? '');
  const root = readBase64(base64 ?? '');
  if (!origin) throw notAsIssued('head', 'no origin');
  if (size === null) throw notAsIssued('head', 'a size that is no number from 0 to 2^53 - 1');
  if (root?.length !== HASH_BYTES) throw notAsIssued('head', 'a root that is no hash');
  if (size === 0 && !isSameHash(root, EMPTY_ROOT))
    throw notAsIssued('head', 'a root of no leaves that is not theirs');
  return { origin, size, root };
}
