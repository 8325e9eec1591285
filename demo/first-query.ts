/** The first query of the README, as it is typed in another terminal. */

const QUERY =
  '{ operation(id: "icarus") { codeName participations { id suspects { records(first: 1) { nodes { caseRef ageBand } } } } } }';

/** Lines for a terminal: a token, and the query sent to the gateway at `url`. */
export function firstQuery(url: string): string {
  return [
    'TOKEN=$(npx concordat token --country NO --subject analyst-1 --purpose OPERATIONAL_ANALYSIS --justification "ICARUS/11-204")',
    `curl -s ${url}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\`,
    `  --data '${JSON.stringify({ query: QUERY })}'`,
  ].join('\n');
}
