import type { CountryCode } from '../../terms.ts';
import type { InterpolAnswer } from '../ask-interpol.ts';
import { noticesKeyOf, operationKeyOf } from '../executing-document.ts';
import { judgePackages } from '../judge-packages.ts';
import type { HubAnswer } from '../operation-facts.ts';
import type { QueryScope, SourceStatus } from '../query-scope.ts';
import { type Data, failureOf, type OperationView, type ParticipationView } from './views.ts';

/** What the executing document gave, as the resolvers walk it: operations by id, null for one that does not exist. */
export function toOperationViews(
  hub: HubAnswer,
  scope: QueryScope,
  interpol: InterpolAnswer | null,
  stitched: Data,
): ReadonlyMap<string, OperationView | null> {
  const views = new Map<string, OperationView | null>([...hub.operations.keys()].map((id) => [id, null]));
  for (const [index, operation] of [...scope.operations.values()].entries()) {
    const data = { ...operation.hub.data, ...(stitched[operationKeyOf(index)] as Data | undefined) };
    const participations: ParticipationView[] = [];
    const view: OperationView = {
      scope: operation,
      data,
      hubFailure: scope.second.get(operation.id)?.failure ?? null,
      packages: judgePackages(operation, data),
      notices: {
        failure: null,
        lostSome: false,
        ...interpol?.notices.get(operation.id),
        rows: (stitched[noticesKeyOf(index)] ?? null) as readonly Data[] | null,
      },
      indexFailure: interpol?.indexFailure ?? null,
      interpol,
      participations,
    };
    const owners = new Set(operation.accessClass.operation.participants);
    for (const one of Array.isArray(data.participations) ? (data.participations as Data[]) : []) {
      const owner = String(one.country) as CountryCode;
      if (!owners.delete(owner)) continue;
      const status = String(one._status ?? 'NOT_ASKED') as SourceStatus;
      participations.push({ operation: view, owner, data: one, status, failure: failureOf(status) });
    }
    participations.sort((left, right) => (left.owner < right.owner ? -1 : 1));
    views.set(operation.id, view);
  }
  return views;
}
