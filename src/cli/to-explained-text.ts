import type { ExplainedClass, ExplainedRights } from '../gateway/explain/explain-class.ts';
import type { ExplainedEuropol } from '../gateway/explain/explain-europol.ts';
import type { ExplainedInterpol } from '../gateway/explain/explain-interpol.ts';
import type { ExplainedJoining, ExplainedKept } from '../gateway/explain/explain-keeping.ts';
import type { ExplainedPlan } from '../gateway/explain/explain-plan.ts';
import { toAnswerLines } from './to-answer-lines.ts';
import { toDocumentLines } from './to-document-lines.ts';
import { toGraftLines } from './to-graft-lines.ts';

/** A query through the compiler, for reading: seven steps, countries whose step is the same together. */
export function toExplainedText(plan: ExplainedPlan): string {
  const { estimate, grafts, notContacted } = plan;
  const nobody = notContacted.length === 0 ? [] : [`nothing is open of: ${notContacted.join(', ')}`];
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [
      `canonical query: at most ${estimate.records} records, ${estimate.values} values`,
      toDocumentLines(plan.canonical),
    ],
    ['access class', toClassLines(plan.accessClass)],
    ['Europol', toEuropolLines(plan.europol)],
    ['countries, all at once', [...toGraftLines(grafts), ...nobody]],
    ['Interpol, once every country has answered or failed', toInterpolLines(plan.interpol)],
    ['answer, under the names of the client', toAnswerLines(plan.answer)],
    ['in flight, and afterwards', [...toJoiningLines(plan.joining), ...plan.kept.flatMap(toKeptLines)]],
  ];
  return parts
    .map(([title, lines], place) =>
      [`${place + 1}. ${title}`, ...lines.map((line) => `   ${line}`)].join('\n'),
    )
    .join('\n\n');
}

function toClassLines({ requester, operation, rights }: ExplainedClass): string[] {
  const { country, purpose, date, logUp } = requester;
  const participants = operation.participants.join(', ') || 'nobody';
  return [
    `decided by the requester: ${country}, ${purpose ?? 'no purpose'}, ${date}, ledger ${logUp ? 'up' : 'down'}`,
    `and by the operation: ${operation.id}, ${operation.crimeArea ?? 'no crime area'}, participants ${participants}`,
    ...rights.flatMap(({ owners, categories }) => [
      owners.join(', '),
      `  ${categories.map(toCategoryWords).join(', ')}`,
    ]),
  ];
}

function toCategoryWords({ category, effect, state }: ExplainedRights['categories'][number]): string {
  return `${category} ${effect}${state === 'on the marking' ? ' (on the marking)' : ''}`;
}

function toEuropolLines({ facts, second }: ExplainedEuropol): string[] {
  return [
    ...(facts.length === 0 ? ['nothing'] : []),
    ...facts.flatMap((message) => ['facts, before there is a class', ...toDocumentLines(message, '  ')]),
    ...(second === null
      ? ['no second message: the facts hold what is open']
      : ['second message', ...toDocumentLines(second, '  ')]),
  ];
}

function toInterpolLines({ entry, owners, notices }: ExplainedInterpol): string[] {
  if (entry === null && notices === null) return ['nothing'];
  return [
    ...(entry === null
      ? []
      : [
          `references of records that are given and whose marking lets them travel, of ${owners.join(', ')}; of each`,
          ...toDocumentLines(entry, '  '),
        ]),
    ...(notices === null ? [] : ['notices', ...toDocumentLines(notices, '  ')]),
  ];
}

function toJoiningLines({ isJoined, because, key }: ExplainedJoining): string[] {
  return isJoined
    ? [`joined with a query that was read as the same, of callers with the same key: ${key}`]
    : [`not joined: of one caller is ${because.join(', ')}`];
}

function toKeptLines({ what, file, key, bound, unless }: ExplainedKept): string[] {
  return [
    `${unless === null ? 'kept' : 'not kept'}: ${what} (${file})`,
    `  ${unless ?? `by ${key}; ${bound}`}`,
  ];
}
