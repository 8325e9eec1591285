import type { AccessChange, KindBlock } from '../../src/access/access-change.ts';
import { isInScope, kindOf, type Policy, standingConsentOf } from '../../src/access/policy.ts';
import { pairsOf } from './change-lines.ts';
import { type Question, questionKey, type Sample } from './naive-changes.ts';

/** What a report of changes says of each question of a sample, in the lines of `naiveChanges`. */
export function expandChanges(
  changes: readonly AccessChange[],
  policies: readonly [Policy, Policy],
  sample: Sample,
): readonly string[] {
  return changes
    .flatMap(({ direction, fields, requests, steps, byTable, byKind }) => {
      const places = [
        ...placesByTable(byTable, sample),
        ...byKind.flatMap((block) => placesByKind(block, policies, sample)),
      ];
      return fields.flatMap(({ coordinate }) =>
        places.flatMap((place) =>
          requests.flatMap((request) =>
            steps.flatMap(({ was, is, records }) =>
              records.map((record) => {
                const question: Question = { ...place, ...request, ...record };
                return `${direction} ${was}>${is} ${coordinate} ${questionKey(question)}`;
              }),
            ),
          ),
        ),
      );
    })
    .sort();
}

type Place = Pick<Question, 'requester' | 'owner' | 'date' | 'crimeArea'>;

function placesByTable(blocks: AccessChange['byTable'], { days, areas }: Sample): readonly Place[] {
  return blocks.flatMap((block) => {
    const { period } = block;
    const held = days.filter((day) => (period.from ?? day) <= day && day <= (period.to ?? day));
    const named = areas.filter((area) => block.areas.includes(area));
    return pairsOf(block).flatMap((pair) => {
      const [requester = '', owner = ''] = pair.split('<-');
      return held.flatMap((date) => named.map((crimeArea) => ({ requester, owner, date, crimeArea })));
    });
  });
}

/** Whoever holds the kinds, and whatever is said beside them, where both policies say the same of all that. */
function placesByKind(
  { requesterKinds, owner: sole, ownerKinds, towards, standing, inScope }: KindBlock,
  policies: readonly [Policy, Policy],
  { countries, days, areas }: Sample,
): readonly Place[] {
  const everywhere = countries.flatMap((requester) =>
    (sole === null ? countries : [sole]).flatMap((owner) =>
      days.flatMap((date) => areas.map((crimeArea) => ({ requester, owner, date, crimeArea }))),
    ),
  );
  return everywhere.filter(
    ({ requester, owner, date, crimeArea }) =>
      policies.every(
        (policy) =>
          requesterKinds.includes(kindOf(policy, requester, date)) &&
          (towards === 'itself' || ownerKinds.includes(kindOf(policy, owner, date))) &&
          (requester === owner && policy.names.has(owner)) === (towards === 'itself') &&
          standing.includes(standingConsentOf(policy, owner, requester, date)) &&
          inScope.includes(isInScope(policy, requester, crimeArea, date)),
      ) && holdsSame(policies, requester, owner, date, crimeArea),
  );
}

function holdsSame(
  policies: readonly [Policy, Policy],
  requester: string,
  owner: string,
  date: string,
  crimeArea: string | null,
): boolean {
  const [one, other] = policies.map((policy) =>
    [
      kindOf(policy, requester, date),
      kindOf(policy, owner, date),
      requester === owner && policy.names.has(owner),
      standingConsentOf(policy, owner, requester, date),
      isInScope(policy, requester, crimeArea, date),
    ].join(),
  );
  return one === other;
}
