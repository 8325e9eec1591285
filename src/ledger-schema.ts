import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { Environment, LedgerSettings } from './config.ts';
import { isKeyName } from './ledger/note/note-key.ts';
import type { LedgerPlace } from './ledger/store/ledger-place.ts';
import type { CountryCode } from './terms.ts';

/** The variable that puts the ledger into a PostgreSQL, whatever `file` says. Its value holds a password: it is never said. */
const VARIABLE = 'CONCORDAT_LEDGER';
const MOST_DAYS = 36_525;

/** The form of `ledger` in a configuration, all of which may be left out. Paths are taken from the folder of `file`. */
export function ledgerSchema(file: string, environment: Environment): z.ZodType<LedgerSettings> {
  const path = (name: string) =>
    z
      .string({ error: 'no path: write it in quotes' })
      .min(1, 'empty: write a path')
      .default(name)
      .transform((text) => (isAbsolute(text) ? text : join(dirname(file), text)));
  const days = `no period: write whole days from 1 to ${MOST_DAYS}`;
  return z
    .strictObject(
      {
        file: path('ledger.db'),
        keyFile: path('ledger-key.pem'),
        headFile: path('ledger-head.txt'),
        name: z
          .string({ error: 'no name: write it in quotes' })
          .refine(
            isKeyName,
            'no name for a log: write one without blanks and plus, such as a domain and a path',
          )
          .nullable()
          .default(null),
        retentionDays: z
          .record(
            z.string().regex(/^[A-Z]{2}$/, 'no country code: write two capital letters, such as `DK`'),
            z.int(days).min(1, days).max(MOST_DAYS, days),
            { error: 'no object: write days for each country' },
          )
          .default({}),
      },
      { error: 'no object: write its settings as `{ ... }`' },
    )
    .transform(({ file: database, retentionDays, ...rest }, context): LedgerSettings => {
      const place = placeOf(database, environment, (fault) => context.addIssue(fault));
      return Object.freeze({
        ...rest,
        place,
        retentionDays: new Map<CountryCode, number>(Object.entries(retentionDays)),
      });
    });
}

function placeOf(file: string, environment: Environment, refuse: (fault: string) => void): LedgerPlace {
  const address = Object.hasOwn(environment, VARIABLE) ? environment[VARIABLE] : undefined;
  if (address === undefined) return { kind: 'sqlite', file };
  const url = URL.parse(address);
  if (url?.protocol !== 'postgres:' && url?.protocol !== 'postgresql:') {
    refuse(
      `environment variable \`${VARIABLE}\` is no address: write \`postgres://user:password@host/database\``,
    );
  }
  return { kind: 'postgres', url: () => address };
}
