/** A record as the answer walks it: its data, the facts that its fields are judged by, and what it obliges to. */
import type { JudgedFacts } from '../judge-records.ts';
import type { AnswerContext, Data, OwnedView } from './views.ts';

/** `data` has passed the border, which wrote the facts it judged by beside the fields. */
export function toRecordView(part: OwnedView, data: Data): OwnedView {
  return { ...part, data, facts: JSON.parse(String(data._facts ?? null)) as JudgedFacts };
}

/** Writes down the obligation of a record of another country that is given at `path`; gives `view`. */
export function noteObligation(
  context: AnswerContext,
  path: readonly (string | number)[],
  view: OwnedView,
): OwnedView {
  if (view.facts?.own.obliges === true && view.owner !== context.caller.country) {
    const reference = view.data.caseRef ?? view.data.exhibitRef ?? view.data.id;
    context.obliged.push({
      path,
      country: view.owner,
      reference: typeof reference === 'string' ? reference : null,
    });
  }
  return view;
}
