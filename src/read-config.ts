import type { z } from 'zod';
import { quoteValue } from './access/quote-value.ts';
import { checkAccessDate } from './check-access-date.ts';
import type { Config, Environment } from './config.ts';
import { configSchema } from './config-schema.ts';
import { GatewayError } from './errors.ts';
import { repeatedKeyOf } from './http/repeated-key-of.ts';
import { type CountryCode, EUROPOL, INTERPOL } from './terms.ts';

type Path = readonly PropertyKey[];

/**
 * Reads the configuration of a deployment: JSON, every key known, every value of its form; secrets by the name of a
 * variable of `environment`. Paths of key files are taken from the folder of `file`. A system is one of `countries` (the
 * codes of the registry), Europol's or Interpol's.
 *
 * Pure: no file is opened, and `text` is untrusted. What comes out is whole and frozen.
 * Throws CONFIGURATION_INVALID with a line for each fault, `file: path: what: remedy`. No line quotes a value, which may be a secret.
 */
export function readConfig(
  text: string,
  file: string,
  environment: Environment,
  countries: Iterable<CountryCode>,
): Config {
  const { success, data, error } = configSchema(file, environment).safeParse(parseJson(text, file));
  if (!success) {
    throw refusal(file, error.issues.flatMap(toFaults));
  }
  const faults = [
    ...strangersAmong(data.systems.keys(), countries),
    ...limitsBeyond(data),
    ...(data.accessDate === null ? [] : checkAccessDate(data.accessDate, data.systems)).map(
      (fault) => `${toPlace(['accessDate'])}: ${fault}`,
    ),
  ];
  if (faults.length > 0) {
    throw refusal(file, faults);
  }
  return Object.freeze(data);
}

/** A code that nobody has would be a country that is never asked, and nothing would show it. */
function strangersAmong(codes: Iterable<CountryCode>, countries: Iterable<CountryCode>): readonly string[] {
  const known = new Set([...countries, EUROPOL, INTERPOL]);
  return [...codes]
    .filter((code) => !known.has(code))
    .map(
      (code) => `${toPlace(['systems', code])}: no country of the registry: correct the code, or delete it`,
    );
}

/** The limit of a system that is not given to it whole, not even by the fastest query, would never find it slow. */
function limitsBeyond({ systems, deadlineMs }: Config): readonly string[] {
  return [...systems]
    .filter(([, { timeoutMs }]) => timeoutMs >= deadlineMs)
    .map(
      ([code]) =>
        `${toPlace(['systems', code, 'timeoutMs'])}: not below \`deadlineMs\` of the whole query: lower it, or raise that`,
    );
}

function parseJson(text: string, file: string): unknown {
  const json = text.replace(/^\ufeff/, '');
  let hostile = false;
  let value: unknown;
  try {
    value = JSON.parse(json, (key, inner: unknown) => {
      hostile ||= key === '__proto__';
      return inner;
    });
  } catch (cause) {
    throw refusal(file, [`${rowOf(cause)}no JSON: look for a comma, quote or bracket too few or too many`]);
  }
  const twice = repeatedKeyOf(json);
  if (twice !== null) {
    throw refusal(file, [`key ${quoteValue(twice)} stands twice in one object: keep one of them`]);
  }
  if (hostile) {
    throw refusal(file, ['unknown key `__proto__`: delete it']);
  }
  return value;
}

/** JSON.parse says the row, where it knows it, in its text only; the rest of that text quotes the file. */
function rowOf(cause: unknown): string {
  const row =
    cause instanceof SyntaxError ? /\(line (\d+) column \d+\)$/.exec(cause.message)?.[1] : undefined;
  return row === undefined ? '' : `row ${row}: `;
}

function toFaults(issue: z.core.$ZodIssue): readonly string[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(
        (key) => `${toPlace([...issue.path, key])}: unknown key: delete it, or correct its name`,
      );
    case 'invalid_key':
      return issue.issues.map(({ message }) => `${toPlace(issue.path)}: ${message}`);
    default:
      return [`${toPlace(issue.path)}: ${issue.message}`];
  }
}

function toPlace(path: Path): string {
  return path.length === 0 ? 'the whole' : quoteValue(path.map(String).join('.'));
}

function refusal(file: string, faults: readonly string[]): GatewayError {
  const lines = faults.map((fault) => `${file}: ${fault}`);
  return new GatewayError('CONFIGURATION_INVALID', lines.join('\n'), { file, faults: lines });
}
