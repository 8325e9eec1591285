/** A record as the answer walks it: its data, the facts that its fields are judged by, and what giving it leaves behind. */
import type { CountryCode } from '../../terms.ts';
import type { RecordKey } from '../judge-records.ts';
import type { AnswerContext, Data, OwnedView } from './views.ts';

/** `data` has passed the border, which wrote the facts it judged by beside the fields. */
export function toRecordView(part: OwnedView, data: Data): OwnedView {
  const { operation, owner, asOf, system } = part;
  const { facts, list, handle } = data._facts as RecordKey;
  return { operation, owner, asOf, system, data, facts, record: `${operation.scope.id} ${list} ${handle}` };
}

/** Writes down that `what` of `owner` is in the answer. */
export function noteGiven({ given }: AnswerContext, owner: CountryCode, what: string): void {
  const known = given.get(owner);
  if (known === undefined) given.set(owner, new Set([what]));
  else known.add(what);
}

/** Writes down the record that is given at `path`, and its obligation where it is of another country; gives `view`. */
export function giveRecord(
  context: AnswerContext,
  path: () => readonly (string | number)[],
  view: OwnedView,
): OwnedView {
  if (view.record !== undefined) noteGiven(context, view.owner, view.record);
  if (view.facts?.own.obliges === true && view.owner !== context.caller.country) {
    const reference = view.data.caseRef ?? view.data.exhibitRef ?? view.data.id;
    context.obliged.push({
      path: path(),
      country: view.owner,
      record: view.record ?? '',
      reference: typeof reference === 'string' ? reference : null,
    });
  }
  return view;
}
