/**
 * The parts of an entry as one value of a store: 28 rows beside each entry would cost more than all the rest. Each part is
 * a frame: length of the owner (1 byte), owner, salt (32), length of the bytes (2, big-endian), bytes.
 */
import { notAsIssued } from '../not-as-issued.ts';
import { SALT_BYTES } from './entry-leaf.ts';
import type { SealedPart } from './seal-entry.ts';

const LENGTH_BYTES = 2;

export function packParts(parts: readonly SealedPart[]): Uint8Array {
  const head = 1 + SALT_BYTES + LENGTH_BYTES;
  const length = parts.reduce((sum, { owner, bytes }) => sum + head + owner.length + bytes.length, 0);
  const packed = Buffer.alloc(length);
  let at = 0;
  for (const { owner, salt, bytes } of parts) {
    at = packed.writeUInt8(owner.length, at);
    at += packed.write(owner, at, 'latin1');
    packed.set(salt, at);
    at = packed.writeUInt16BE(bytes.length, at + SALT_BYTES);
    packed.set(bytes, at);
    at += bytes.length;
  }
  return packed;
}

/** Takes the frames apart; `owner` stands outside what is hashed, and is to be compared with what the bytes say. Throws EVIDENCE_INVALID. */
export function unpackParts(packed: Uint8Array): readonly SealedPart[] {
  const buffer = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  const parts: SealedPart[] = [];
  for (let at = 0; at < buffer.length; ) {
    const salt = at + 1 + buffer.readUInt8(at);
    const length = salt + SALT_BYTES;
    if (length + LENGTH_BYTES > buffer.length) throw notAsIssued('part', 'a frame that is cut off');
    const bytes = length + LENGTH_BYTES;
    const end = bytes + buffer.readUInt16BE(length);
    if (end > buffer.length) throw notAsIssued('part', 'a frame that is cut off');
    parts.push({
      owner: buffer.toString('latin1', at + 1, salt),
      salt: buffer.subarray(salt, length),
      bytes: buffer.subarray(bytes, end),
    });
    at = end;
  }
  return parts;
}
