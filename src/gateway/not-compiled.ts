import { GatewayError } from '../errors.ts';

/** A border that fails closed: what it is asked, at `paths` in words of the schema, no document was compiled to hold. */
export function notCompiled(paths: readonly string[]): GatewayError {
  return new GatewayError('INTERNAL', `a document holds what was not compiled: ${paths.join(', ')}`, {
    paths,
  });
}
