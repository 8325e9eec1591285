import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { isIsoDate } from './access/is-iso-date.ts';
import type { StatisticsSettings } from './config.ts';
import { DEFAULT_RULES, LEAST_THRESHOLD, ROUNDING_BASE } from './statistics/table-rules.ts';
import type { IsoDate } from './terms.ts';

const MOST_THRESHOLD = 100;

/** The form of `statistics` in a configuration. Paths are taken from the folder of `file`. */
export function statisticsSchema(file: string): z.ZodType<StatisticsSettings> {
  const path = z
    .string({ error: 'no path: write it in quotes' })
    .min(1, 'empty: write a path')
    .transform((name) => (isAbsolute(name) ? name : join(dirname(file), name)));
  const threshold = `no threshold: write a whole number from ${LEAST_THRESHOLD} to ${MOST_THRESHOLD}`;
  const oneOf = (words: string) => ({ error: `no such word: write ${words}` });
  const date = z
    .string({ error: 'no date: write it as yyyy-MM-dd' })
    .refine(isIsoDate, 'no day of the calendar: write it as yyyy-MM-dd');
  const dates = z
    .array(date, { error: 'no list: write dates in brackets' })
    .min(1, 'empty: write a date, or delete it');
  return z
    .strictObject(
      {
        folder: path,
        threshold: z
          .int(threshold)
          .min(LEAST_THRESHOLD, threshold)
          .max(MOST_THRESHOLD, threshold)
          .default(DEFAULT_RULES.threshold),
        mode: z.enum(['SUPPRESS', 'ROUND'], oneOf('SUPPRESS or ROUND')).default(DEFAULT_RULES.mode),
        incomplete: z.enum(['WAIT', 'SAY'], oneOf('WAIT or SAY')).default(DEFAULT_RULES.incomplete),
        reportingDates: z.record(
          z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'no operation: write its id, such as `icarus`'),
          dates,
          { error: 'no object: write dates for each operation' },
        ),
        knownFigures: path.optional(),
      },
      { error: 'no object: write its settings as `{ ... }`' },
    )
    .refine(({ mode, threshold }) => mode === 'SUPPRESS' || threshold <= ROUNDING_BASE, {
      path: ['threshold'],
      error: `beyond ${ROUNDING_BASE}, which rounding cannot hide: lower it, or set \`mode\` to SUPPRESS`,
    })
    .transform(
      ({ folder, reportingDates, knownFigures, ...rules }): StatisticsSettings =>
        Object.freeze({
          folder,
          rules: Object.freeze(rules),
          reportingDates: new Map<string, readonly IsoDate[]>(Object.entries(reportingDates)),
          knownFigures,
        }),
    );
}
