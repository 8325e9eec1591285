/** A record as the answer walks it: its data, the facts that its fields are judged by, and what giving it leaves behind. */
import type { CountryCode } from '../../terms.ts';
import type { RecordKey } from '../judge-records.ts';
import type { AnswerContext, Data, OperationView, OwnedView } from './views.ts';

/** `data` has passed the border, which wrote the facts it judged by beside the fields. */
export function toRecordView(part: OwnedView, data: Data): OwnedView {
  const { operation, owner, asOf, system } = part;
  const key = data._facts as RecordKey;
  return { operation, owner, asOf, system, data, facts: key.facts, record: nameOf(operation, key) };
}

/** A record's name in this query. */
function nameOf({ scope }: OperationView, { list, handle }: RecordKey): string {
  return `${scope.id} ${list} ${handle}`;
}

/** Writes down that `what` of `owner` is in the answer. */
export function noteGiven(context: AnswerContext, owner: CountryCode, what: string): void {
  givenOf(context, owner).add(what);
}

function givenOf({ given }: AnswerContext, owner: CountryCode): Set<string> {
  const known = given.get(owner);
  if (known !== undefined) return known;
  const none = new Set<string>();
  given.set(owner, none);
  return none;
}

/** As `giveRecord`, of all `nodes` of one country, which stand in the list at `above`. */
export function giveRecords(
  context: AnswerContext,
  above: readonly (string | number)[],
  part: OwnedView,
  nodes: readonly Data[],
): void {
  if (nodes.length === 0) return;
  const { operation, owner } = part;
  const given = givenOf(context, owner);
  for (const [place, data] of nodes.entries()) {
    const key = data._facts as RecordKey;
    if (key.facts.own.obliges) giveRecord(context, () => [...above, place], toRecordView(part, data));
    else given.add(nameOf(operation, key));
  }
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
