/**
 * Under which words a place of the schema stands together with others: what the schema says of it, but that all arguments
 * which read fields are one group, whichever they read.
 */
export function toGroupWords(says: string): string {
  return says.startsWith('reads ') && says !== 'reads nothing' ? 'arguments that read fields' : says;
}
