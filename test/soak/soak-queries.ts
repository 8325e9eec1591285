/** What the clients of a soak ask, and as whom. Every query has the parts that checkAnswer reads. */
import { ACROSS } from '../faults/fault-queries.ts';

/** A member, the leader, an operational agreement, a member that takes no part, a strategic agreement. */
export const SOAK_CALLERS = ['DE', 'DK', 'NO', 'GR', 'RS'] as const;

const TOTALS = /* GraphQL */ `
  count { exact }
  completeness { answered of missing { country { code } cause } }
`;

const FILTERED = /* GraphQL */ `
  { operation(id: "icarus") {
      codeName
      arrests { ${TOTALS} records(
        first: 100
        where: { status: { in: [IN_CUSTODY, CHARGED] } }
        orderBy: [{ field: DATE, direction: ASC }]
      ) { nodes { caseRef date status provenance { country { code } } } } }
      participations { country { code } role source { status asOf } arrests { count { exact } } } } }
`;

const SUSPECTS = /* GraphQL */ `
  { operation(id: "icarus") {
      codeName
      arrests { ${TOTALS} }
      participations { country { code } role modusOperandi source { status asOf }
        arrests { count { exact } }
        suspects { count { exact } hit records(first: 10) { nodes { caseRef ageBand dataSubjectCategory } } } } } }
`;

export interface SoakQuestion {
  readonly query: string;
  readonly caller: (typeof SOAK_CALLERS)[number];
}

/** Everybody everything, but for what is refused: whoever may not filter by a field gets no answer to fail in. */
export const SOAK_QUESTIONS: readonly SoakQuestion[] = SOAK_CALLERS.flatMap((caller) => {
  const mayFilter = caller === 'DE' || caller === 'DK';
  return [ACROSS, SUSPECTS, ...(mayFilter ? [FILTERED] : [])].map((query) => ({ query, caller }));
});
