import { z } from 'zod';
import type { Environment } from './config.ts';

type Headers = Readonly<Record<string, string>>;

/** RFC 9110, section 5.6.2. */
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,128}$/;
/** RFC 9110, section 5.5, without what is beyond ASCII: no line ends, so no further header. */
const VALUE = /^[\x21-\x7e](?:[\t\x20-\x7e]{0,8190}[\x21-\x7e])?$/;
/** Written by the connection or by the protocol of the country; another value would change whom or how we ask. */
const OURS = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const VARIABLE = z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) });

/**
 * The form of `systems.XX.headers`: name to value, or to the name of a variable, `{ "env": "NAME" }`. Gives the names in
 * lower case with the values looked up in `environment`; no header when it is left out.
 *
 * A fault names the header or the variable, never a value. Pure.
 */
export function headersSchema(environment: Environment): z.ZodType<Headers> {
  return z
    .record(z.string(), valueSchema(environment), 'no object: write `{ "name": { "env": "VARIABLE" } }`')
    .superRefine((headers, context) => {
      const names = Object.keys(headers).map((name) => name.toLowerCase());
      for (const [place, written] of Object.keys(headers).entries()) {
        const message = nameFaultOf(names, place);
        if (message !== null) {
          context.addIssue({ code: 'custom', path: [written], message });
        }
      }
    })
    .transform((headers): Headers => {
      const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
      return Object.freeze(Object.fromEntries(entries));
    })
    .prefault({});
}

function nameFaultOf(names: readonly string[], place: number): string | null {
  const name = names[place] ?? '';
  if (!NAME.test(name) || OURS.has(name)) {
    return 'no header to set: write one that the system asks for, such as `authorization`';
  }
  return names.indexOf(name) === place ? null : 'a header named twice: keep one of them';
}

function valueSchema(environment: Environment): z.ZodType<string> {
  return z.unknown().transform((value, context) => {
    if (typeof value === 'string') {
      return orFault(value, 'no value of a header: write printable ASCII, not empty', context);
    }
    const { data } = VARIABLE.safeParse(value);
    if (data === undefined) {
      context.addIssue('no value: write it in quotes, or `{ "env": "VARIABLE" }`');
      return z.NEVER;
    }
    // An own property: `toString` is no variable.
    const found = Object.hasOwn(environment, data.env) ? environment[data.env] : undefined;
    const fault =
      found === undefined
        ? `environment variable \`${data.env}\` is not set: set it before the start`
        : `environment variable \`${data.env}\` is no value of a header: set it to printable ASCII, without a line end`;
    return orFault(found ?? '', fault, context);
  });
}

function orFault(value: string, fault: string, context: z.RefinementCtx): string {
  if (!VALUE.test(value)) {
    context.addIssue(fault);
    return z.NEVER;
  }
  return value;
}
