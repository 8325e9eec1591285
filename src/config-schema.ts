import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { Config, ConfiguredSystem, Environment } from './config.ts';
import { LOG_LEVELS } from './config.ts';
import { cursorKeySchema } from './cursor-key-schema.ts';
import { EXECUTION_PATHS } from './gateway/execution-path.ts';
import { headersSchema } from './headers-schema.ts';
import type { KeySource, TokenSettings } from './http/token-keys.ts';
import { TOKEN_ALGORITHMS } from './http/token-keys.ts';
import { ledgerSchema } from './ledger-schema.ts';
import { statisticsSchema } from './statistics-schema.ts';
import type { CountryCode } from './terms.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What a key's value should have been, for every fault of it. The value itself is never said: it may be a secret. */
function say(what: string, remedy: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) =>
      `${input === undefined ? 'missing' : what}: ${remedy}`,
  };
}

/** Twice the longest limit of a system. */
const MOST_DEADLINE_MS = 120_000;

const NO_OBJECT = say('no object', 'write its settings as `{ ... }`');

/**
 * The form of a configuration, giving a `Config`. There is no key that turns authentication or a rule off.
 *
 * Key files are taken from the folder of `file`; secrets from `environment`. Pure.
 */
export function configSchema(file: string, environment: Environment): z.ZodType<Config> {
  const port = say('no port', 'write a whole number from 0 to 65535');
  const deadline = say('no deadline', `write milliseconds from 1 to ${MOST_DEADLINE_MS}`);
  return z.strictObject(
    {
      host: z
        .string(say('no host', 'write a name or an address'))
        .regex(/^[\w.:-]{1,253}$/, say('no host', 'write a name or an address, without a port'))
        .default('127.0.0.1'),
      port: z.int(port).min(0, port).max(65_535, port).default(4_000),
      systems: systemsSchema(environment),
      tokens: tokensSchema(file),
      deadlineMs: z.int(deadline).min(1, deadline).max(MOST_DEADLINE_MS, deadline).default(5_000),
      accessDate: z.string(say('no date', 'write it as yyyy-MM-dd')).nullable().default(null),
      ledger: ledgerSchema(file, environment).prefault({}),
      statistics: statisticsSchema(file).optional(),
      cursorKey: cursorKeySchema(environment).optional(),
      execution: z
        .enum(EXECUTION_PATHS, say('no path', `write one of ${EXECUTION_PATHS.join(', ')}`))
        .default('COMPILED'),
      logLevel: z.enum(LOG_LEVELS, say('no level', `write one of ${LOG_LEVELS.join(', ')}`)).default('info'),
    },
    NO_OBJECT,
  );
}

function systemsSchema(environment: Environment): z.ZodType<Config['systems']> {
  const code = z
    .string()
    .regex(/^[A-Z]{2}$/, 'no country code: write two capital letters, such as `DK`, or `XE`, `XO`');
  const limit = say('no time limit', 'write milliseconds from 1 to 60000');
  const system = z
    .strictObject(
      {
        url: urlSchema(null),
        synthetic: z.boolean(say('no yes or no', 'write true or false, without quotes')).default(false),
        timeoutMs: z.int(limit).min(1, limit).max(60_000, limit).default(2_000),
        headers: headersSchema(environment),
      },
      NO_OBJECT,
    )
    .transform((one): ConfiguredSystem => Object.freeze({ ...one, headers: () => one.headers }));
  return z
    .record(code, system, say('no object', 'write one system for each country code'))
    .refine((systems) => Object.keys(systems).length > 0, 'empty: configure at least one system')
    .transform((systems): ReadonlyMap<CountryCode, ConfiguredSystem> => new Map(Object.entries(systems)));
}

function tokensSchema(file: string): z.ZodType<TokenSettings> {
  const algorithm = say('no algorithm for tokens', `write some of ${TOKEN_ALGORITHMS.join(', ')}`);
  const text = say('no text', 'write it in quotes, not empty');
  const path = z
    .string(text)
    .min(1, text)
    .transform((name) => (isAbsolute(name) ? name : join(dirname(file), name)));
  return z
    .strictObject(
      {
        issuer: z.string(text).min(1, text).nullable().default(null),
        audience: z.string(text).min(1, text).default('concordat'),
        algorithms: z.array(z.enum(TOKEN_ALGORITHMS, algorithm), algorithm).min(1, algorithm).readonly(),
        jwksFile: path.optional(),
        jwksUrl: urlSchema('for keys').optional(),
        publicKeyFile: path.optional(),
      },
      NO_OBJECT,
    )
    .transform(({ jwksFile, jwksUrl, publicKeyFile, ...rest }, context): TokenSettings => {
      const sources: readonly KeySource[] = [
        ...(jwksFile === undefined ? [] : [{ jwksFile }]),
        ...(jwksUrl === undefined ? [] : [{ jwksUrl }]),
        ...(publicKeyFile === undefined ? [] : [{ publicKeyFile }]),
      ];
      const [keys] = sources;
      if (keys === undefined || sources.length > 1) {
        const remedy = 'write exactly one of jwksFile, jwksUrl, publicKeyFile';
        context.addIssue(`${sources.length} sources of keys: ${remedy}`);
        return z.NEVER;
      }
      return Object.freeze({ ...rest, keys: Object.freeze(keys) });
    });
}

/** An address on http or https. One to fetch keys from is on https, or on this machine: its answer decides who is let in. */
function urlSchema(use: 'for keys' | null): z.ZodType<string> {
  return z.string(say('no address', 'write one on https or http')).superRefine((text, context) => {
    const url = URL.parse(text);
    if (url === null || !(url.protocol === 'https:' || url.protocol === 'http:')) {
      context.addIssue('no address: write one on https or http');
      return;
    }
    if (url.username !== '' || url.password !== '') {
      context.addIssue('an address with credentials: write them into `headers`, by the name of a variable');
    }
    if (url.hash !== '' || (use === null && url.search !== '')) {
      context.addIssue('an address with `?` or `#`: leave that part out');
    }
    if (use === 'for keys' && url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
      context.addIssue('keys over http: fetch them over https');
    }
  });
}
