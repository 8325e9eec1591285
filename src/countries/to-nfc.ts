/**
 * `text` in NFC, the one form in which texts are compared.
 *
 * Below U+0300 no code point is composed with another or has another form, so a text of these alone is in NFC already (Unicode
 * Standard Annex 15, section 9). Nearly every value is, and need not be handed to ICU.
 */
export function toNfc(text: string): string {
  return /[\u0300-\uffff]/.test(text) ? text.normalize('NFC') : text;
}
