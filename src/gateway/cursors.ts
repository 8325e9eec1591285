/**
 * Cursors: sealed, so that nobody reads a closed key in one, makes one, or takes one to another list or requester. A cursor
 * holds a place, no right: every page is decided anew.
 */
import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { CompactEncrypt, type CryptoKey, compactDecrypt } from 'jose';
import { canonicalJson } from '../canonical-json.ts';
import { type ErrorCode, GatewayError } from '../errors.ts';
import type { CountryCode, ListName } from '../terms.ts';
import type { MissingSource, Position, Walk } from './records/position.ts';

/** Whose cursor: who asks, and for what; the rules are read anew on every page. */
export interface CursorRequester {
  readonly country: CountryCode;
  readonly subject: string;
  readonly purpose: string | null;
}

/** What a cursor belongs to. The same cursor anywhere else is invalid. */
export interface CursorPlace {
  readonly requester: CursorRequester;
  /** Null: the list of operations, or of disclosures. */
  readonly operation: string | null;
  readonly list: ListName | 'intelligencePackages' | 'operations' | 'disclosures';
  /** Null: across countries. */
  readonly owner: CountryCode | null;
  /** Canonical arguments, of disclosures the days; null and absent are the same. */
  readonly where: unknown;
  readonly orderBy: unknown;
}

export interface Cursors {
  readonly seal: (place: CursorPlace, walk: Walk) => Promise<string>;
  /** Throws CURSOR_INVALID for everything that was not sealed here for this place, without saying what is wrong. */
  readonly open: (place: CursorPlace, cursor: string) => Promise<Walk>;
}

/** Bytes of the key: A256GCM. */
export const CURSOR_KEY_BYTES = 32;
const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;
/** JWE compact serialization (RFC 7516, section 3.1) with `dir`: no encrypted key. */
const FORM = /^[\w-]{1,100}\.\.[\w-]{16}\.[\w-]{1,16000}\.[\w-]{21}[AQgw]$/;
const LONGEST = 16_200;
const BLOCK = 64;
/** Of what is sealed. A cursor of another one, kept from before an update, belongs nowhere. */
const FORMAT = 2;

/** Cursors sealed with `key`; who has it can make any. Throws CONFIGURATION_INVALID unless it has 32 bytes. */
export function openCursors(key: Uint8Array): Cursors {
  if (key.length !== CURSOR_KEY_BYTES)
    throw new GatewayError('CONFIGURATION_INVALID', `the key of cursors has ${CURSOR_KEY_BYTES} bytes`);
  // A page holds a hundred cursors: both keys are made ready once.
  const sealKey = createSecretKey(key).toCryptoKey('AES-GCM', false, ['encrypt', 'decrypt']);
  const ivKey = createSecretKey(createHmac('sha256', key).update('concordat cursor iv').digest());
  return {
    seal: async (place, { position, own, missing }) => {
      const failed = missing.map(({ country, code }) => [country, code] as const);
      const sealed: Sealed = [digestOf(place), position, failed, own];
      const text = padded(Buffer.from(JSON.stringify(sealed)));
      // The same place gives the same cursor, so that answers can be compared: the initialization vector is a keyed digest
      // of what is sealed, as distinct for distinct texts as a random one (the idea of RFC 5297).
      const iv = createHmac('sha256', ivKey).update(text).digest().subarray(0, 12);
      return new CompactEncrypt(text).setProtectedHeader(HEADER).setInitializationVector(iv).encrypt(sealKey);
    },
    open: async (place, cursor) => {
      if (cursor.length > LONGEST || !FORM.test(cursor)) throw invalid();
      const [digest, position, missing, own] = await decrypt(sealKey, cursor);
      if (digest !== digestOf(place)) throw invalid();
      return { position, own, missing: missing.map(([country, code]): MissingSource => ({ country, code })) };
    },
  };
}

/** What stands in a cursor: what it belongs to, the place, who is missing, and the place in single countries. We alone write it. */
type Sealed = readonly [
  string,
  Position,
  readonly (readonly [CountryCode, ErrorCode])[],
  readonly Position[],
];

async function decrypt(key: CryptoKey, cursor: string): Promise<Sealed> {
  try {
    const { plaintext } = await compactDecrypt(cursor, key, {
      keyManagementAlgorithms: [HEADER.alg],
      contentEncryptionAlgorithms: [HEADER.enc],
    });
    return JSON.parse(Buffer.from(plaintext).toString('utf8')) as Sealed;
  } catch (cause) {
    throw invalid(cause);
  }
}

function digestOf({ requester, operation, list, owner, where, orderBy }: CursorPlace): string {
  const { country, subject, purpose } = requester;
  const order = Array.isArray(orderBy) && orderBy.length === 0 ? null : (orderBy ?? null);
  const place = [FORMAT, country, subject, purpose, operation, list, owner, where ?? null, order];
  return createHash('sha256').update(canonicalJson(place)).digest('base64url');
}

/** Blanks up to the next block, so that the length of a cursor says little of the keys in it. */
function padded(text: Buffer): Buffer {
  return Buffer.concat([text, Buffer.alloc(BLOCK - (text.length % BLOCK), ' ')]);
}

function invalid(cause?: unknown): GatewayError {
  return new GatewayError('CURSOR_INVALID', 'a cursor that was not made for this list', {}, { cause });
}
