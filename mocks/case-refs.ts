/** Case references that fit a country's pattern (data/countries.csv, mock_case_ref_regex). */
import type { Random } from './seeded-random.ts';

/**
 * `count` different references that match `pattern`, in no order. A pattern is literal text with `\d{n}`, `\d{m,n}`
 * (the widest is used), `\d`, `[A-Z]{2}` and escaped characters.
 */
export function makeCaseRefs(country: string, pattern: string, count: number, random: Random): string[] {
  const refs = new Set<string>();
  const fits = new RegExp(`^${pattern}$`, 'u');
  for (let tries = 0; refs.size < count; tries++) {
    const ref = fill(country, pattern, random);
    if (!fits.test(ref)) throw new Error(`${country}: ${ref} does not match ${pattern}`);
    if (tries > count * 100) throw new Error(`${country}: ${pattern} has no room for ${count} references`);
    refs.add(ref);
  }
  return [...refs];
}

function fill(country: string, pattern: string, random: Random): string {
  return pattern
    .replaceAll(/\\d(?:\{(?:\d+,)?(\d+)\})?/g, (_, width: string | undefined) =>
      String(random.below(10 ** Number(width ?? 1))).padStart(Number(width ?? 1), '0'),
    )
    .replaceAll(/\[A-Z\]\{2\}/g, () => random.pick(PARTS[country] ?? ['AA']))
    .replaceAll(/\\(.)/g, '$1');
}

/** Parts of a country that stand in its references: judicial districts, Länder, cantons. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  BE: ['AN', 'BR', 'GE', 'LG', 'NA'],
  CH: ['AG', 'BE', 'BS', 'GE', 'LU', 'SG', 'TI', 'VD', 'VS', 'ZH'],
  DE: ['BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH'],
};
