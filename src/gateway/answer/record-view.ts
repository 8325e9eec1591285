/** A record as the answer walks it: its data, the facts that its fields are judged by, and what giving it leaves behind. */
import type { CountryCode } from '../../terms.ts';
import type { RecordKey } from '../judge-records.ts';
import type { AnswerContext, Data, OperationView, OwnedView } from './views.ts';

/** `data` has passed the border, which wrote the facts it judged by beside the fields. */
export function toRecordView(part: OwnedView, data: Data): OwnedView {
  const { operation, owner, asOf, system } = part;
  const { facts, list, handle } = data._facts as RecordKey;
  return { operation, owner, asOf, system, data, facts, record: listNameOf(operation, list) + handle };
}

/** What a record's name in this query begins with; its handle follows. */
function listNameOf({ scope }: OperationView, list: string): string {
  return `${scope.id} ${list} `;
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

/** As `giveRecord`, of all `nodes` of one list of a country, which stand at `above`. */
export function giveRecords(
  context: AnswerContext,
  above: readonly (string | number)[],
  part: OwnedView,
  nodes: readonly Data[],
): void {
  const [first] = nodes;
  if (first === undefined) return;
  const listName = listNameOf(part.operation, (first._facts as RecordKey).list);
  const given = givenOf(context, part.owner);
  for (let place = 0; place < nodes.length; place++) {
    const data = nodes[place] as Data;
    const { facts, handle } = data._facts as RecordKey;
    if (facts.own.obliges) giveRecord(context, () => [...above, place], toRecordView(part, data));
    else given.add(listName + handle);
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
