/**
 * Callers who ask at the same moment, of one gateway: each is to get what the oracle says of them, whoever else is under way.
 * Two are alike to the rules, and may be given one answer; of the third and the fourth one thing alone is another.
 */
import { type OperationDefinitionNode, parse, print, visit } from 'graphql';
import type { AskedQuestion } from './cases.ts';
import { givenDifferences, viewOf } from './compare.ts';
import { dayAfter } from './day-after.ts';
import { isCostly } from './is-costly.ts';
import { arrivalOf, type Observed, personAt, type Stage } from './observe.ts';
import { SCHEMA } from './queries.ts';
import type { ProvedCaller } from './rights.ts';
import type { ProvedWorld } from './worlds.ts';

export interface Together {
  readonly answers: readonly { readonly question: AskedQuestion; readonly what: readonly string[] }[];
  /** The first two were given one answer. */
  readonly isJoined: boolean;
}

/** One of `questions`, as it is asked by four; each `turn` takes another, and another fourth. `codes`: of the world. */
export function togetherOf(
  questions: readonly AskedQuestion[],
  callers: readonly ProvedCaller[],
  codes: readonly string[],
  turn: number,
): readonly AskedQuestion[] {
  const [best] = questions
    .map((_, place) => questions[(turn + place) % questions.length] as AskedQuestion)
    .sort((left, right) => wrongness(left, turn) - wrongness(right, turn));
  if (best === undefined) return [];
  const way = turn % WAYS;
  if (way === BY_RECORD) return askedByParts(codes, turn);
  const question = way === OF_ONE ? withViewer(best) : best;
  const { caller } = question;
  return [
    question,
    { ...question, caller: { ...caller, role: 'dpo', hour: 11 } },
    { ...question, caller: { ...caller, country: otherCountry(callers, caller, turn) } },
    fourthOf(question, questions, callers, turn),
  ];
}

/** What is another for the fourth, by the turn: purpose, day, variables, name of the query, or the query itself. */
const WAYS = 6;
const BY_NAME = 3;
/** Then the first two hang on who they are, too: they are not given one answer. */
const OF_ONE = 4;
/** Then countries of the world ask of records what is open to some of them: the same records whole to one, in part to another. */
const BY_RECORD = 5;

/** Of several questions that are asked the best shows records, and hangs on nobody. */
function wrongness({ asked, operationName }: AskedQuestion, turn: number): number {
  if (turn % WAYS === BY_NAME) return Number(operationName !== 'Chosen');
  return 2 * Number(/viewer|provenance|[cC]ursor/.test(asked.text)) + Number(!/\bnodes?\b/.test(asked.text));
}

const VIEWER = (parse('{ whoAsks: viewer { role } }').definitions[0] as OperationDefinitionNode).selectionSet;

function withViewer(question: AskedQuestion): AskedQuestion {
  const document = visit(question.document, {
    OperationDefinition: (node) => ({
      ...node,
      selectionSet: {
        ...node.selectionSet,
        selections: [...node.selectionSet.selections, ...VIEWER.selections],
      },
    }),
  });
  return { ...question, document, asked: { ...question.asked, text: print(document) } };
}

const RECORDS = `{ operation(id: "icarus") {
  searches { records { nodes { caseRef date } } } seizures { records { nodes { exhibitRef __typename } } }
  participations { suspects { records { nodes { placeNuts2 interpol { hit } } } } } } }`;

/** Of countries that take part: to each some of what the others have is open. */
function askedByParts(codes: readonly string[], turn: number): readonly AskedQuestion[] {
  const document = parse(RECORDS);
  const asked = { text: RECORDS, operationName: null, variables: {}, features: new Set<string>(), walks: [] };
  return [0, 0, 1, 2].map((place, asker): AskedQuestion => {
    const country = codes[(turn + place) % codes.length] ?? 'DK';
    const alike = asker === 1 ? { role: 'dpo' as const, hour: 11 } : {};
    const caller = { country, date: '2011-12-16', purpose: 'OPERATIONAL_ANALYSIS', ...alike };
    return { caller, document, operationName: null, variables: {}, asked };
  });
}

function otherCountry(callers: readonly ProvedCaller[], { country }: ProvedCaller, turn: number): string {
  const others = [...callers.map((one) => one.country), 'CH', 'NO'].filter((one) => one !== country);
  return others[turn % others.length] ?? 'RS';
}

function fourthOf(
  question: AskedQuestion,
  questions: readonly AskedQuestion[],
  callers: readonly ProvedCaller[],
  turn: number,
): AskedQuestion {
  const { caller } = question;
  switch (turn % WAYS) {
    case 0: {
      const purpose = caller.purpose === 'OPERATIONAL_ANALYSIS' ? 'CROSS_CHECK' : 'OPERATIONAL_ANALYSIS';
      return { ...question, caller: { ...caller, purpose } };
    }
    case 1: {
      const date = callers.find((one) => one.date !== caller.date)?.date ?? dayAfter(caller.date, -2_500);
      return { ...question, caller: { ...caller, date } };
    }
    case 2:
      return withOtherVariables(question);
    case BY_NAME:
      return ofSameDocument(question) ?? another(question, questions, turn);
    default:
      return another(question, questions, turn);
  }
}

function another(question: AskedQuestion, questions: readonly AskedQuestion[], turn: number): AskedQuestion {
  const others = questions.filter(({ asked }) => asked !== question.asked);
  return { ...(others[turn % Math.max(1, others.length)] ?? question), caller: question.caller };
}

/** Conditions the other way round, and pages one longer. */
function withOtherVariables(question: AskedQuestion): AskedQuestion {
  const changed = Object.entries(question.variables).map(([name, value]) => {
    if (typeof value === 'boolean') return [name, !value];
    return [name, typeof value === 'number' && value > 0 && value < 500 ? value + 1 : value];
  });
  const other = { ...question, variables: Object.fromEntries(changed) };
  return isCostly(SCHEMA, other) ? question : other;
}

/** Null: there is one query in it. */
function ofSameDocument(question: AskedQuestion): AskedQuestion | null {
  return question.operationName === 'Chosen' ? { ...question, operationName: 'Third' } : null;
}

/** Asks all of `questions` at once. What of them went to whom is compared where each is asked alone. */
export async function askTogether(
  stage: Stage,
  world: ProvedWorld,
  questions: readonly AskedQuestion[],
): Promise<Together> {
  const observed = await stage.askTogether(questions);
  const answers = await Promise.all(
    questions.map(async (question, place) => {
      const seen = observed[place] as Observed;
      const what = givenDifferences(world, question, await viewOf(world, question), seen);
      return { question, what: [...what, ...personDifferences(question, place, seen)] };
    }),
  );
  const receipts = observed.flatMap(({ outcome }) => (outcome.kind === 'answered' ? [outcome.receipt] : []));
  const isTaken = new Set(receipts.map(({ index }) => index)).size < receipts.length;
  const [first, second] = observed.map(({ outcome }) => (outcome.kind === 'answered' ? outcome.data : null));
  return {
    answers: isTaken
      ? answers.map((one) => ({ ...one, what: [...one.what, 'a receipt is given twice'] }))
      : answers,
    isJoined: first !== null && first === second,
  };
}

/** The evidence is of whoever was given the answer, and of nobody who was given the same. */
function personDifferences({ caller }: AskedQuestion, place: number, { entry }: Observed): readonly string[] {
  const subject = personAt(place);
  const expected = {
    requester: { country: caller.country, subject, tokenId: 'prove' },
    purpose: caller.purpose,
    justification: `by ${subject}`,
    accessDate: caller.date,
    time: arrivalOf(caller).toISOString(),
  };
  const { requester, purpose, justification, accessDate, time } = entry ?? {};
  const seen = { requester, purpose, justification, accessDate, time };
  const [left, right] = [JSON.stringify(seen), JSON.stringify(expected)];
  return left === right ? [] : [`evidence of ${left}, not ${right}`];
}
