import { isIsoDate } from './access/is-iso-date.ts';
import type { CountryCode } from './terms.ts';

/**
 * What speaks against asking the rules about `date` instead of today, each with its remedy; empty when nothing does.
 *
 * Another day gives other rights: it is for a board of synthetic records only, so one real system forbids it.
 * `date` is untrusted text, `systems` has been read. Pure.
 */
export function checkAccessDate(
  date: string,
  systems: ReadonlyMap<CountryCode, { readonly synthetic: boolean }>,
): readonly string[] {
  const real = [...systems].filter(([, { synthetic }]) => !synthetic).map(([code]) => `\`${code}\``);
  return [
    ...(isIsoDate(date) ? [] : ['no day of the calendar: write it as yyyy-MM-dd']),
    ...(real.length === 0
      ? []
      : [
          `refused for ${real.join(', ')}, not said to be synthetic: leave the date out, or use systems with \`synthetic: true\` only`,
        ]),
  ];
}
