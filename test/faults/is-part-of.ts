/** Whether `part` says nothing that `whole` does not say: a value is the same or null, a list has lost items and gained none. */
export function isPartOf(part: unknown, whole: unknown): boolean {
  if (part === null || part === whole) return true;
  if (Array.isArray(part))
    return Array.isArray(whole) && part.every((item) => whole.some((one) => isPartOf(item, one)));
  if (typeof part !== 'object' || typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part as object).every(([key, value]) =>
    // How many are given is fewer when some are lost.
    key === 'totalCount'
      ? Number(value) <= Number((whole as Record<string, unknown>)[key])
      : Object.hasOwn(whole, key) && isPartOf(value, (whole as Record<string, unknown>)[key]),
  );
}
