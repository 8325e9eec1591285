/** The bytes as base64 (RFC 4648, section 4), with padding. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/**
 * The bytes of a base64 text, or null unless it is the one text that `toBase64` writes of them: no blank, no other alphabet,
 * whole padding, no bit set that means nothing (RFC 4648, section 3.5).
 */
export function readBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
