import type { NativeRow } from './protocol.ts';

/**
 * A parsed element with the blanks around its texts taken off, and texts of blanks alone left out. Of a text that comments
 * or CDATA part, the blanks inside stay: a parser that trims each piece makes one value of two.
 */
export function trimTexts(element: unknown): unknown {
  if (typeof element === 'string') return trimXml(element);
  if (Array.isArray(element)) return element.map(trimTexts);
  if (typeof element !== 'object' || element === null) return element;
  const trimmed: Record<string, unknown> = Object.create(null);
  for (const [name, child] of Object.entries(element as NativeRow)) {
    const value = trimTexts(child);
    if (name !== '#text' || value !== '') trimmed[name] = value;
  }
  return trimmed;
}

/** White space of XML 1.0 (section 2.3): a no-break space is a character like any other. */
function trimXml(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '').replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '');
}
