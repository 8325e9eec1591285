/** What Europol is asked: facts before a class is known, and what the class opens beyond them. */
import type { AccessMap } from '../../access/access-map.ts';
import { openPart, toSecondMessage } from '../ask-second.ts';
import { askedOfEuropol } from '../fetch-compiled.ts';
import { factsAsked, IDS_MESSAGE, toFactsMessage } from '../operation-facts.ts';
import type { PlannedQuery } from '../plan-ground.ts';

export interface ExplainedEuropol {
  /** Texts of the messages, in their order; none where the query asks of no operation. */
  readonly facts: readonly string[];
  /** Of the planned operation; null: the facts hold all that is open. */
  readonly second: string | null;
}

/** Where the query lists operations, the one that is planned stands for those of the page. */
export function explainEuropol(map: AccessMap, { canonical, compiled }: PlannedQuery): ExplainedEuropol {
  const isListing = [...canonical.fields.values()].some(({ name }) => name === 'operations');
  const asked = factsAsked(map, canonical, compiled.operation);
  const held = asked.get(compiled.operation);
  const open =
    held === undefined ? new Map() : openPart({ compiled, hub: { held } }, askedOfEuropol(compiled));
  return {
    facts: [...(isListing ? [IDS_MESSAGE] : []), ...(asked.size > 0 ? [toFactsMessage(asked)] : [])],
    second: open.size === 0 ? null : toSecondMessage([{ operation: { id: compiled.operation }, open }]),
  };
}
