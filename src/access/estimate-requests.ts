/** How many messages one country can be sent by a query: of the country that is asked most. */
import type { CountryCode } from '../terms.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import { checkLimit } from './check-limit.ts';
import { referencesOf } from './compile-national.ts';
import { isListName, isParticipationName } from './compiling.ts';
import { type CostMap, costOf } from './cost-map.ts';

/**
 * The sum of `requests` of what a country can be asked under each operation; the same thing asked in two ways counts once.
 * It looks at no participation and no right: every country takes part, and everything is open. Operations that are listed
 * count as one, until it is known how many they are. Throws QUERY_TOO_COSTLY.
 */
export function estimateRequests(costs: CostMap, fields: CanonicalFields): number {
  const roots = operationsIn(fields);
  const named = roots.flatMap((root) => [...root.values()].flatMap(countriesIn));
  const sums = [null, ...new Set(named)].map((country) =>
    roots.reduce((sum, root) => sum + requestsTo(costs, root, country), 0),
  );
  const most = Math.max(...sums);
  checkLimit('requests', most, 'Query.operation');
  return most;
}

function operationsIn(fields: CanonicalFields): readonly CanonicalFields[] {
  const listed = [...fields.values()].filter(({ name }) => name === 'operations');
  const named = [...fields.values()].filter(({ name }) => name === 'operation');
  return [...named, ...listed.map((field) => field.fields?.get('nodes'))].map(
    (field) => field?.fields ?? new Map(),
  );
}

/** Countries that `field`, which stands under an operation, names. */
function countriesIn({ args }: CanonicalField): readonly CountryCode[] {
  const refs = (args.refs ?? []) as readonly { readonly country: CountryCode }[];
  return [
    ...refs.map(({ country }) => country),
    ...(args.country === undefined ? [] : [String(args.country)]),
  ];
}

/** `null`: a country that nothing names. */
function requestsTo(costs: CostMap, root: CanonicalFields, country: CountryCode | null): number {
  const messages = new Map<string, number>();
  const walk = (field: CanonicalField, above: string): void => {
    const place = `${above}.${field.key}`;
    messages.set(place, costOf(costs, field.coordinate).requests);
    for (const child of field.fields?.values() ?? []) walk(child, place);
  };
  for (const field of root.values()) {
    if (isListName(field.name)) walk(field, '');
    else if (isParticipationName(field.name) && (field.args.country ?? country) === country)
      for (const child of field.fields?.values() ?? []) walk(child, '');
    else if (field.name === 'crossCheck' && country !== null && referencesOf(field, country).length > 0)
      // All of a query's are looked up together.
      messages.set(field.name, costOf(costs, field.coordinate).requests);
  }
  return [...messages.values()].reduce((sum, one) => sum + one, 0);
}
