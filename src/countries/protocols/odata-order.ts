/**
 * How rows are compared in an expression, in what every 4.0 service knows. A date is a text in the country's own form: its
 * year, month and day are compared one after the other (`substring`).
 */
import { GatewayError } from '../../errors.ts';
import { quote } from './odata-url.ts';

/** Where year, month and day stand in a date: characters before each part. */
export interface DatePlaces {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** One step of a comparison: rows that stand behind a value, and rows that have it. Null: there can be none behind. */
export interface Step {
  readonly isBehind: string | null;
  readonly isSame: string;
}

/** Rows that stand behind the values of all steps; `isIncluded`: or have all of them. As one term. */
export function behind(steps: readonly Step[], isIncluded: boolean): string {
  return steps.reduceRight<string>(
    (rest, { isBehind, isSame }) => {
      const same = rest === 'true' ? isSame : `(${isSame} and ${rest})`;
      if (rest === 'false') return isBehind ?? 'false';
      return isBehind === null ? same : `(${isBehind} or ${same})`;
    },
    isIncluded ? 'true' : 'false',
  );
}

/** Year, month and day of the date `name`, as expressions. Throws INTERNAL where the service's dates have no known form. */
export function dateParts(name: string, { dates }: { readonly dates: DatePlaces | null }): readonly string[] {
  if (dates === null) throw new GatewayError('INTERNAL', `OData: \`${name}\` was not to be compared`);
  const { year, month, day } = dates;
  return [`substring(${name},${year},4)`, `substring(${name},${month},2)`, `substring(${name},${day},2)`];
}

/** The steps by which the parts of a date are compared with `day`, `yyyy-MM-dd`. */
export function dayTerms(parts: readonly string[], day: string, operator: 'gt' | 'lt'): readonly Step[] {
  const values = day.split('-');
  return parts.map((part, place) => {
    const value = quote(values[place] ?? '');
    return { isBehind: `${part} ${operator} ${value}`, isSame: `${part} eq ${value}` };
  });
}
