/** Every bit of a receipt's proof and of a signed head the other way: each is refused, or tells a reader the same as before. */
import { isDeepStrictEqual } from 'node:util';
import { GatewayError } from '../../src/errors.ts';
import { printReceiptProof, readReceiptProof } from '../../src/ledger/note/receipt-proof.ts';
import { printSignedNote, readSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../src/ledger/note/verify-checkpoint.ts';
import { verifyReceiptProof } from '../../src/ledger/note/verify-receipt-proof.ts';
import { openProver } from '../../src/ledger/proof/open-prover.ts';
import { proveEntry } from '../../src/ledger/proof/prove-entry.ts';
import { toKeptEntry } from '../../src/ledger/store/entry-row.ts';
import { flipBit } from '../ledger/flip-bit.ts';
import { rowsReader } from './rows-reader.ts';
import { type LogRows, TAMPER_SIGNER } from './tampered-log.ts';

export interface BitReport {
  readonly bits: number;
  readonly refused: number;
  /** Flips after which the reader is told exactly what it was told before; by place in the file. */
  readonly same: readonly number[];
  readonly missed: readonly number[];
}

/** The head and the proof of one entry of the log, as they are given out. */
export async function filesOfEntry(log: LogRows, index: number): Promise<{ head: Buffer; proof: Buffer }> {
  const { key } = TAMPER_SIGNER;
  const head = log.heads.at(-1);
  const row = log.entries[index];
  if (head === undefined || row === undefined) throw new Error('an empty log');
  const prover = await openProver(rowsReader(log), head, key, () => {});
  const proof = printReceiptProof(proveEntry(toKeptEntry(row), prover));
  return { head: Buffer.from(printSignedNote(prover.head)), proof: Buffer.from(proof) };
}

export const tellHead = (file: Uint8Array): unknown =>
  verifyCheckpoint(readSignedNote(file), TAMPER_SIGNER.key);
export const tellProof = (file: Uint8Array): unknown =>
  verifyReceiptProof(readReceiptProof(file), TAMPER_SIGNER.key);

export function flipEveryBit(file: Uint8Array, tell: (file: Uint8Array) => unknown): BitReport {
  const told = tell(file);
  const [same, missed]: [number[], number[]] = [[], []];
  let refused = 0;
  for (let bit = 0; bit < file.length * 8; bit += 1) {
    try {
      (isDeepStrictEqual(tell(flipBit(file, bit)), told) ? same : missed).push(bit);
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'EVIDENCE_INVALID') throw error;
      refused += 1;
    }
  }
  return { bits: file.length * 8, refused, same, missed };
}
