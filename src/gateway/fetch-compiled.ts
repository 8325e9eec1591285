/**
 * The compiled path: what was compiled is asked as it stands, without a library that plans it anew. The border is the one of
 * the reference path (`compose.ts`), and what comes out has the same form.
 *
 * (a) of Europol, in one message, what the facts do not hold
 * (b) of each country its document, all at once
 * (c) of Interpol, once every country has answered or failed, what may travel
 */
import { leaf, mergeSelections, type Selection } from '../access/selection.ts';
import { memoized } from '../memoized.ts';
import { askInterpol } from './ask-interpol.ts';
import { askParticipations } from './ask-participations.ts';
import { askSecond, mergedHub, openPart, type SecondQuestion } from './ask-second.ts';
import type { ValueChecks } from './check-value.ts';
import type { Participation } from './cut-across.ts';
import { noticesKeyOf, operationKeyOf } from './executing-document.ts';
import { asksParticipations, type OperationScope, type QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';
import type { HubData } from './to-hub-data.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * Fetches what the operations of `scope` were compiled to, by the keys of the executing document. Never throws for what a
 * system does; fails closed (throws INTERNAL) where a border is asked for what was not compiled.
 */
export async function fetchCompiled(systems: Systems, checks: ValueChecks, scope: QueryScope): Promise<Data> {
  const operations = [...scope.operations.values()];
  if (operations.every(asksNothing)) return {};
  scope.interpol.asked = askInterpol(systems, checks, scope);
  const hubs = await askEuropol(systems, checks, scope, operations);
  const participations = await askNations(systems, checks, scope, hubs);
  // The barrier: what Interpol has of a record is joined where the record is answered (answer/interpol-entry.ts).
  const interpol = await scope.interpol.asked;
  const data: Record<string, unknown> = {};
  for (const [index, operation] of operations.entries()) {
    const hub = hubs.get(operation) ?? operation.hub.data;
    data[operationKeyOf(index)] = asksParticipations(operation.compiled)
      ? { ...hub, participations: joined(hub, participations) }
      : hub;
    if (operation.compiled.notices !== null)
      data[noticesKeyOf(index)] = interpol.notices.get(operation.id)?.rows ?? null;
  }
  return data;
}

function asksNothing({ compiled }: OperationScope): boolean {
  return compiled.hub.size === 0 && compiled.notices === null && !asksParticipations(compiled);
}

// (a)

const OF_PARTICIPATION: Selection = new Map([leaf('id'), leaf('country')]);

async function askEuropol(
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  operations: readonly OperationScope[],
): Promise<ReadonlyMap<OperationScope, HubData>> {
  const questions = operations.map((operation): SecondQuestion => {
    return { operation, open: openPart(operation, askedOfEuropol(operation.compiled)) };
  });
  let answered = false;
  try {
    const second = await askSecond(systems, checks, scope, questions);
    answered = true;
    return new Map(
      questions.map((question) => [
        question.operation,
        mergedHub(question.operation.hub.data, second.get(question)),
      ]),
    );
  } finally {
    // Where no participation is known, no country will be asked: nobody is to wait for one.
    for (const { id, hub } of operations)
      if (!answered || hub.facts.participants.length === 0) scope.settleNational(id);
  }
}

/** All that the query asks of Europol, the participations' keys among it where countries are asked. */
export const askedOfEuropol = memoized((compiled: OperationScope['compiled']): Selection => {
  if (!asksParticipations(compiled)) return compiled.hub;
  const fields = mergeSelections(compiled.participations ?? new Map(), OF_PARTICIPATION);
  return mergeSelections(
    compiled.hub,
    new Map([['participations', { name: 'participations', args: {}, fields }]]),
  );
});

// (b)

async function askNations(
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  hubs: ReadonlyMap<OperationScope, HubData>,
): Promise<ReadonlyMap<string, Participation>> {
  const wanted = new Map<string, Selection>();
  for (const [operation, hub] of hubs) {
    if (!asksParticipations(operation.compiled)) continue;
    for (const { id, country } of participationsOf(hub))
      wanted.set(String(id), askedOfCountry(operation.compiled.national.get(String(country)) ?? NONE));
  }
  try {
    return await askParticipations(systems, checks, scope, wanted, 'COMPILED');
  } finally {
    // Also of an operation whose participations nobody named.
    for (const { id } of hubs.keys()) scope.settleNational(id);
  }
}

/** What stands under an entry of Interpol's index is Interpol's: of the country the reference is asked, and no more. */
export const askedOfCountry = memoized(
  (selection: Selection): Selection =>
    new Map(
      [...selection].map(([key, field]) => {
        if (field.fields === null) return [key, field];
        const fields = field.name === 'interpol' ? new Map([leaf('_k')]) : askedOfCountry(field.fields);
        return [key, { ...field, fields }];
      }),
    ),
);

const NONE: Selection = new Map();

function participationsOf({ participations }: Data): readonly Data[] {
  return Array.isArray(participations) ? (participations as readonly Data[]) : [];
}

// (c)

function joined(hub: HubData, participations: ReadonlyMap<string, Participation>): readonly Data[] {
  return participationsOf(hub).map((one) => ({ ...one, ...participations.get(String(one.id)) }));
}
