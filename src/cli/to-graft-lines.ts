import type { NativeHttpRequest } from '../countries/protocols/protocol.ts';
import type { ExplainedGraft, ExplainedList, ExplainedQuestion } from '../gateway/explain/explain-graft.ts';
import { toDocumentLines } from './to-document-lines.ts';

/** Countries with the same document together, and among them those that are asked in the same way; one of these is shown. */
export function toGraftLines(grafts: readonly ExplainedGraft[]): readonly string[] {
  if (grafts.length === 0) return ['nobody is asked'];
  return [...Map.groupBy(grafts, ({ document }) => document)].flatMap(([document, alike]) => [
    codesOf(alike),
    ...toDocumentLines(document, '  '),
    ...[...Map.groupBy(alike, wayOf).values()].flatMap(toWayLines),
  ]);
}

function codesOf(grafts: readonly ExplainedGraft[]): string {
  return grafts.map(({ owner }) => owner).join(', ');
}

/** How a country is asked, but for its own names. */
function wayOf({ protocol, questions, untold }: ExplainedGraft): string {
  const ways = questions.map(({ of, lists, request, messages }) => {
    // A correction may read a list that is not asked, and take the total from its rows.
    const read = request.lists.map(({ list, count }) => [list, count]);
    return [of, lists, read, messages.length];
  });
  return JSON.stringify([protocol, untold, ways]);
}

function toWayLines(alike: readonly ExplainedGraft[]): readonly string[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { owner, protocol, questions, untold } = first;
  return [
    `  ${codesOf(alike)}: ${protocol ?? 'no protocol'}`,
    ...(untold === null ? [] : [`    how it is asked cannot be told: ${untold}`]),
    ...questions.flatMap((question) => toQuestionLines(question, alike.length === 1 ? '' : ` (${owner})`)),
  ];
}

function toQuestionLines({ of, lists, messages }: ExplainedQuestion, whose: string): readonly string[] {
  const title = of === 'lists' ? '' : 'cross-check: ';
  return [
    ...lists.flatMap((list) => [`    ${title}${toListWords(list)}`, ...toRowLines(list)]),
    ...(messages.length === 0 ? [`    no message: this cannot be said to it${whose}`] : []),
    ...messages.flatMap((message, place) => [
      `    ${place === 0 ? 'first message' : 'at once with it'}${whose}`,
      ...toMessageLines(message).map((line) => `      ${line}`),
    ]),
  ];
}

const MODES: Readonly<Record<ExplainedList['mode'], string>> = {
  plain: 'plain, every row with every field asked',
  filtered: 'filtered by the system itself',
  'facts first': 'border facts first, then fields by handle of the records that go',
};

function toListWords({ list, mode, isWalked, page, existence }: ExplainedList): string {
  if (!isWalked) return `${list}: ${mode}, totals alone`;
  return [
    `${list}: ${MODES[mode]}`,
    ...(page === null ? [] : [`a page of ${page} in its order`]),
    ...(existence ? ['where none goes, asked for one that counts for a hit'] : []),
  ].join(', ');
}

/** How its records are read; of totals alone there is nothing to say. */
function toRowLines({ isWalked, code, because }: ExplainedList): readonly string[] {
  if (!isWalked) return [];
  if (code === null) return [`      step by step: ${because}`];
  return ['      in one go, where nothing is odd:', ...code.split('\n').map((line) => `        ${line}`)];
}

/** As it is sent, but for percent-encoding, which is undone for the reader, and lines. */
function toMessageLines({ method, path, body }: NativeHttpRequest): readonly string[] {
  const [place = '', ...query] = path.split('?');
  const parameters = query
    .join('?')
    .split('&')
    .filter((one) => one !== '');
  return [
    `${method} ${decodeURIComponent(place)}`,
    ...parameters.map((one) => `  ${decodeURIComponent(one)}`),
    ...(body === undefined ? [] : toBodyLines(body)),
  ];
}

function toBodyLines(body: string): readonly string[] {
  if (!body.startsWith('{'))
    return body
      .replaceAll('><', '>\n<')
      .split('\n')
      .map((line) => `  ${line}`);
  const { query, variables } = JSON.parse(body) as { readonly query: string; readonly variables: unknown };
  return [...toDocumentLines(query, '  '), `  ${JSON.stringify(variables)}`];
}
