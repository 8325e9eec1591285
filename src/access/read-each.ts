import { GatewayError } from '../errors.ts';

/**
 * What `read` makes of each item. Whoever maintains a table wants every fault of it, not the first alone: all items are
 * read before any is refused.
 *
 * Throws the fault itself where there is one, and for several the code of the first with a line for each (`faultsOf`).
 */
export function readEach<Item, Value>(items: Iterable<Item>, read: (item: Item) => Value): readonly Value[] {
  const values: Value[] = [];
  const faults: GatewayError[] = [];
  for (const item of items) {
    try {
      values.push(read(item));
    } catch (cause) {
      if (!(cause instanceof GatewayError)) throw cause;
      faults.push(...faultsOf(cause));
    }
  }
  const [first] = faults;
  if (first === undefined) return values;
  if (faults.length === 1) throw first;
  const lines = faults.map(({ message }) => message);
  throw new GatewayError(
    first.code,
    lines.join('\n'),
    { faults: lines },
    { cause: new AggregateError(faults) },
  );
}

/** The faults that `readEach` has put into one error, each with its own facts; any other error is one fault. */
export function faultsOf(error: GatewayError): readonly GatewayError[] {
  return error.cause instanceof AggregateError ? (error.cause.errors as GatewayError[]) : [error];
}
