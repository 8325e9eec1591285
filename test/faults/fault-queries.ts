/** The two questions of a cell. Every field is open to a member, but for the records that their marking withholds. */

const RECORDS = /* GraphQL */ `
  source { status asOf }
  arrests { count { exact } hit records(first: 10) { totalCount nodes { caseRef date status placeNuts2 } } }
`;

/** Across all countries and country by country: what one fault may cost, and what it may not. */
export const ACROSS = /* GraphQL */ `
  { operation(id: "icarus") {
      codeName
      arrests {
        count { exact }
        completeness { answered of missing { country { code } cause } }
        records(first: 100) { nodes { caseRef date provenance { country { code } } } } }
      participations { country { code } role ${RECORDS} } } }
`;

/** Of one country, and of no other. */
export const ALONE = /* GraphQL */ `
  query Alone($country: CountryCode!) { operation(id: "icarus") {
    participation(country: $country) { country { code } modusOperandi ${RECORDS}
      suspects { count { exact } records(first: 10) { nodes { caseRef ageBand } } } } } }
`;

export interface AcrossAnswer {
  readonly operation: {
    readonly codeName: string;
    readonly arrests: {
      readonly count: { readonly exact: number | null };
      readonly completeness: {
        readonly answered: number;
        readonly of: number;
        readonly missing: readonly { readonly country: { readonly code: string }; readonly cause: string }[];
      };
      readonly records: { readonly nodes: readonly Node[] } | null;
    };
    readonly participations: readonly Participation[];
  };
}

export interface Node extends Readonly<Record<string, unknown>> {
  readonly provenance: { readonly country: { readonly code: string } };
}

export interface Participation extends Readonly<Record<string, unknown>> {
  readonly country: { readonly code: string };
  readonly source: { readonly status: string; readonly asOf: string | null };
  readonly arrests: { readonly count: { readonly exact: number | null } };
}
