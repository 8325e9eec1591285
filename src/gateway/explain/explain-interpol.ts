/** What can go to Interpol once every country has answered or failed. Which references go is known only then. */
import { printSelection } from '../../access/selection.ts';
import type { CountryCode } from '../../terms.ts';
import { askedOfInterpol, entriesOf, toInterpolMessage } from '../ask-interpol.ts';
import type { PlannedQuery } from '../plan-ground.ts';

export interface ExplainedInterpol {
  /** What is asked of each entry of the index; null: nothing is. */
  readonly entry: string | null;
  /** Owners of whose records the reference is asked for it; whether one travels hangs on its record's marking. */
  readonly owners: readonly CountryCode[];
  /** The message for notices alone; null: none are asked. */
  readonly notices: string | null;
}

export function explainInterpol({ compiled }: PlannedQuery): ExplainedInterpol {
  const { operation, national } = compiled;
  const operations = new Map([[operation, { id: operation, compiled }]]);
  const asked = askedOfInterpol({ operations, travelling: new Set() });
  const owners = [...national].flatMap(([owner, selection]) =>
    entriesOf(selection).length > 0 ? [owner] : [],
  );
  return {
    entry: asked.entry.size === 0 ? null : printSelection(asked.entry),
    owners: owners.sort(),
    notices: asked.notices.length === 0 ? null : toInterpolMessage(asked),
  };
}
