import { isParticipationName } from '../access/compiling.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { InterpolAnswer } from './ask-interpol.ts';
import type { Sources } from './coordinates-given.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import type { Gathered } from './to-owner-entries.ts';

/**
 * Where data of `owner` came from in the operation of `one`, message by message: of several that an owner was sent, those
 * that failed take nothing away from what the others brought.
 */
export function sourcesOf(
  { interpol, packages, given }: Gathered,
  scope: QueryScope,
  one: OperationScope,
  owner: CountryCode,
): Sources {
  const second = scope.second.get(one.id)?.failure ?? null;
  return {
    system: systemOf(interpol, scope, one, owner),
    index: interpol !== null && interpol.indexFailure === null && interpol.references.length > 0,
    // Packages come with Europol's second message.
    packages: second === null && packages.get(one.id)?.has(owner) === true,
    figures: given.has(owner),
  };
}

function systemOf(
  interpol: InterpolAnswer | null,
  scope: QueryScope,
  one: OperationScope,
  owner: CountryCode,
): Sources['system'] {
  if (owner === EUROPOL) {
    // INVARIANT: an operation that has a scope has its facts.
    const hasSecond = (scope.second.get(one.id)?.failure ?? null) === null;
    return ({ key, name }) => hasSecond || isParticipationName(name) || isOfFacts(one, key);
  }
  if (owner === INTERPOL) {
    const notices = interpol?.notices.get(one.id);
    return ({ name }) => name === 'notices' && notices !== undefined && notices.failure === null;
  }
  const answered = scope.reports.some(
    ({ operation, owner: other, status }) =>
      operation === one.id && other === owner && (status === 'ANSWERED' || status === 'PARTIAL'),
  );
  return () => answered;
}

/** Is the field not one that only the second message asks for? */
function isOfFacts({ compiled, hub }: OperationScope, key: string): boolean {
  return hub.held.has(key) || !compiled.hub.has(key);
}
