/** graphql-js adds suggestions from the schema to its messages. */
export function withoutHint(message: string): string {
  return message.replace(/\s*Did you mean.*$/s, '');
}
