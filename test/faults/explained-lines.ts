import { expand } from '../../clients/expand.ts';
import type { AcrossAnswer, Node, Participation } from './fault-queries.ts';
import type { Answered } from './stage.ts';

/** What an answer says of one null, or of one list that lacks something, and of one country. */
export interface ExplainedLine {
  readonly code: string;
  readonly country: string;
  /** All of it in words, without the places of records, which move when others are gone. */
  readonly line: string;
}

export function explainedLines({ data, errors, withheld }: Answered): readonly ExplainedLine[] {
  const { participations, arrests } = (data as unknown as AcrossAnswer).operation;
  const entries = [
    ...errors.map((entry) => ['null', entry] as const),
    ...withheld.map((entry) => ['withheld', entry] as const),
  ];
  return entries.flatMap(([kind, entry]) =>
    expand({ errors: [entry] }).flatMap(({ path, code }) => {
      const places = path[1] === 'participations' ? participations : (arrests.records?.nodes ?? []);
      const index = path.find((part) => typeof part === 'number');
      const place = index === undefined ? undefined : places[index];
      const countries = place === undefined ? entry.extensions.countries : [countryOf(place)];
      const where = path.filter((part) => typeof part === 'string').join(' ');
      return countries.map((country) => ({ code, country, line: `${kind} ${code} ${country} ${where}` }));
    }),
  );
}

function countryOf(place: Participation | Node): string {
  return 'provenance' in place
    ? (place as Node).provenance.country.code
    : (place as Participation).country.code;
}
