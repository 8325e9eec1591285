/** A server reads no longer request line than most do (RFC 9110, section 4.1): such a message is answered with 414. */
export function isLongLine(path: string): boolean {
  return path.length > 8_000;
}
