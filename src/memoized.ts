/**
 * Pure functions of objects that are never changed, whose results are kept as long as the objects are: a query that is kept
 * takes with it, when it goes, all that was made of it.
 */

/** `make`, once for each key. */
export function memoized<Key extends object, Value extends object>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}

/** `make`, once for each pair. */
export function memoizedPair<Left extends object, Right extends object, Value extends object>(
  make: (left: Left, right: Right) => Value,
): (left: Left, right: Right) => Value {
  const ofLeft = memoized((left: Left) => memoized((right: Right) => make(left, right)));
  return (left, right) => ofLeft(left)(right);
}
