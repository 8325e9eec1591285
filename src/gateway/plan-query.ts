/** A query as it would be asked, before anybody is: the preflight of an analyst. Shares every step with `runQuery`. */
import type { GraphQLSchema } from 'graphql';
import { accessClass, type OperationFacts, type Requester } from '../access/access-class.ts';
import type { AccessMap } from '../access/access-map.ts';
import { canonicalQuery, type QueryInput } from '../access/canonical-query.ts';
import { compileQuery } from '../access/compile-query.ts';
import type { Denial } from '../access/compiling.ts';
import { type Explanation, explainQuery } from '../access/explain-query.ts';
import { withReleases } from '../access/list-release.ts';
import type { Policy } from '../access/policy.ts';
import { printSelection } from '../access/selection.ts';
import type { CountryCode } from '../terms.ts';
import { fieldsOfOperation } from './operation-facts.ts';

/** What one operation's part of a query would ask, of whom. Printable. */
export interface QueryPlan {
  readonly operation: string;
  /** The document each country would get, by code. */
  readonly documents: ReadonlyMap<CountryCode, string>;
  /** Countries of which something is asked and nothing may be: they are not contacted. */
  readonly notContacted: readonly CountryCode[];
  /** What Europol would be asked beyond the facts, and whether Interpol's notices are; null where nothing is. */
  readonly europol: string | null;
  readonly interpol: string | null;
  readonly denials: readonly Denial[];
  readonly explanations: readonly Explanation[];
}

/**
 * Plans `input` for `requester` within an operation of these facts. Pure: nothing is sent. Throws BAD_USER_INPUT,
 * QUERY_TOO_COSTLY and FILTER_NOT_PERMITTED as the query itself would.
 */
export function planQuery(
  {
    schema,
    map,
    policy,
  }: { readonly schema: GraphQLSchema; readonly map: AccessMap; readonly policy: Policy },
  input: QueryInput,
  requester: Requester,
  facts: OperationFacts,
): QueryPlan {
  const fields = fieldsOfOperation(canonicalQuery(schema, input), facts.id);
  const itsClass = accessClass(policy, requester, facts);
  const compiled = compileQuery(map, itsClass, fields);
  const documents = [...compiled.national].map(([owner, selection]): [CountryCode, string] => {
    const releases = compiled.releases.get(owner);
    const sent = releases === undefined ? selection : withReleases(selection, requester.country, releases);
    return [owner, printSelection(sent)];
  });
  const notices = compiled.notices === null ? null : printSelection(compiled.notices);
  return {
    operation: facts.id,
    documents: new Map(documents.sort(([left], [right]) => (left < right ? -1 : 1))),
    notContacted: [...compiled.asked].filter((owner) => !compiled.national.has(owner)).sort(),
    europol: compiled.hub.size === 0 ? null : printSelection(compiled.hub),
    interpol: notices,
    denials: compiled.denials,
    explanations: explainQuery(policy, map, itsClass, fields),
  };
}
