/** Whether `value` is an `Int` of GraphQL: whole, of 32 bits (GraphQL, section 3.5.1). Any other fails the whole answer. */
export function isInt(value: unknown): boolean {
  return Number.isInteger(value) && value === ((value as number) | 0);
}
