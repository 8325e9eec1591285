/**
 * `name` as it is written into code that is made for a query. Anything but a name of the schema in its place would be a fault
 * of ours, and is no code: throws.
 */
export function schemaName(name: string): string {
  if (!/^(?:__typename|[A-Za-z][A-Za-z0-9]*)$/.test(name))
    throw new Error(`INVARIANT: \`${name}\` is no name of the schema`);
  return name;
}
