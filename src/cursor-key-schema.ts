import { z } from 'zod';
import type { Environment } from './config.ts';

/** Bytes of the key that seals cursors (A256GCM). */
const BYTES = 32;
/** RFC 4648, sections 4 and 5: of 32 bytes. */
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;
const VARIABLE = z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) });

/**
 * The form of `cursorKey`: the name of a variable, `{ "env": "NAME" }`, that holds 32 bytes in base64. A secret, so it is
 * never written into the file; it comes out as a function, so that a configuration printed or logged does not show it.
 *
 * A fault names the variable, never its value. Pure.
 */
export function cursorKeySchema(environment: Environment): z.ZodType<() => Uint8Array> {
  return z.unknown().transform((value, context) => {
    const { data } = VARIABLE.safeParse(value);
    if (data === undefined) {
      context.addIssue('no name of a variable: write `{ "env": "VARIABLE" }`');
      return z.NEVER;
    }
    // An own property: `toString` is no variable.
    const found = Object.hasOwn(environment, data.env) ? environment[data.env] : undefined;
    const key = Buffer.from(found !== undefined && BASE64.test(found) ? found : '', 'base64');
    if (key.length !== BYTES) {
      const remedy = `set it to ${BYTES} random bytes in base64, such as \`openssl rand -base64 ${BYTES}\` prints`;
      const what = found === undefined ? 'is not set' : 'is no key';
      context.addIssue(`environment variable \`${data.env}\` ${what}: ${remedy}`);
      return z.NEVER;
    }
    return () => key;
  });
}
