import { parse, print } from 'graphql';
import type { Explanation } from '../access/explain-query.ts';
import type { QueryEstimate } from '../access/query-estimate.ts';
import { QUERY_LIMITS } from '../access/query-limits.ts';
import type { QueryPlan } from '../gateway/plan-query.ts';

/** A plan for reading: countries that get the same document together, then what is closed; each decision with `why`. */
export function toPlanText(plan: QueryPlan, why: boolean): string {
  const documents = grouped([...plan.documents].map(([owner, document]) => [document, owner]));
  const denials = grouped(
    plan.denials.map(({ coordinate, code, reason, owner, byConsent }) => [
      `${coordinate}  ${code} ${reason}${byConsent ? ', but for records the owner consents to' : ''}`,
      owner,
    ]),
  );
  const costOf = (of: keyof QueryEstimate): string =>
    `${plan.estimate[of]} of ${QUERY_LIMITS[of].most} ${QUERY_LIMITS[of].of}`;
  return [
    `operation ${plan.operation}: ${plan.documents.size} countries would be asked`,
    `at most ${costOf('records')}, ${costOf('values')}, ${costOf('requests')}`,
    ...[...documents].map(([document, owners]) => `\n${owners.join(', ')}\n${toPretty(document)}`),
    ...(plan.notContacted.length === 0
      ? []
      : [`\nnot contacted, for nothing asked of them is open: ${plan.notContacted.join(', ')}`]),
    ...(plan.europol === null
      ? []
      : [`\nEuropol, beyond the facts of the operation\n${toPretty(plan.europol)}`]),
    ...(plan.interpol === null ? [] : [`\nInterpol, notices\n${toPretty(plan.interpol)}`]),
    ...(denials.size === 0 ? [] : ['\nclosed:']),
    ...[...denials].map(([what, owners]) => `  ${what}  ${owners.join(', ')}`),
    ...(why ? ['\ndecisions:', ...plan.explanations.flatMap(toLines)] : []),
  ].join('\n');
}

/** A document over several lines, set in by two. */
function toPretty(document: string): string {
  return print(parse(document)).replaceAll(/^/gm, '  ');
}

function toLines({ coordinate, owners, category, effect, reason, rule, ...rest }: Explanation): string[] {
  const { legalBasis, opens, agreement, wouldChange } = rest;
  const held =
    agreement === null
      ? 'no agreement in force'
      : `${agreement.kind}, agreements.csv row ${agreement.row}, from ${agreement.validFrom} ${agreement.validTo === null ? 'on' : `to ${agreement.validTo}`}`;
  return [
    `  ${coordinate}  ${category}  ${effect} ${reason} (rule ${rule})  opens: ${opens}  ${owners.join(', ')}`,
    `    on: ${legalBasis}; the requester holds ${held}`,
    ...(wouldChange.length === 0 ? [] : [`    would change it: ${wouldChange.join('; ')}`]),
  ];
}

/** Owners by what they have in common, in the order of first appearance. */
function grouped(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, owner] of pairs) groups.set(key, [...(groups.get(key) ?? []), owner]);
  return groups;
}
