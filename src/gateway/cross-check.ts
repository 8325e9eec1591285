/** A cross-check at the border: records of one country looked up by the references a caller brings (rules 20 and 21). */
import type { RecordFacts } from '../access/record-facts.ts';
import { mergeSelections, type Selection } from '../access/selection.ts';
import type {
  BorderFacts,
  Judge,
  ListQuery,
  NationalAnswer,
  NationalQuery,
  NationalRecord,
} from '../countries/national-query.ts';
import {
  effectByReference,
  type JudgedFacts,
  type Judging,
  judgedFactsOf,
  openFields,
} from './judge-records.ts';
import { type CrossCheckPart, recordFieldsOf } from './national-part.ts';

/** Lists that are looked up, and the field of a cross-check that shows a record of each. */
export const LOOKED_UP = { arrests: 'arrest', suspects: 'suspect', searches: 'search' } as const;
export type LookedUp = keyof typeof LOOKED_UP;
const LISTS = Object.keys(LOOKED_UP) as readonly LookedUp[];

/** What is asked of the country: every reference once, in three lists; facts first, fields of what opens after that. */
export function lookupQuery(operation: string, crossChecks: readonly CrossCheckPart[]): NationalQuery {
  const lists = LISTS.map((list): [LookedUp, ListQuery] => [
    list,
    {
      count: false,
      byStatus: false,
      byAgeBand: false,
      facts: true,
      records: recordFieldsOf(list, [nodesOf(crossChecks, list)]),
    },
  ]);
  const refs = [...new Set(crossChecks.flatMap((part) => part.refs))];
  return { operation, overview: [], lists: Object.fromEntries(lists), refs };
}

/** Who decides on the records found: content is asked only of those whose PERSONAL effect is ALLOW. */
export function lookupJudge(judging: Judging, crossChecks: readonly CrossCheckPart[]): Judge {
  return (list, all) =>
    all.map((facts) => {
      const judged = judgedFactsOf(judging, facts);
      const isOpen = isLookedUp(list) && effectByReference(judging, judged) === 'ALLOW';
      return isOpen ? openFields(judging, list, nodesOf(crossChecks, list), judged) : null;
    });
}

/** One reference's answer, as national.graphql has it but for the records' own shape. */
export interface Found {
  readonly caseRef: string;
  /** Null where the owner has to be asked first, as `decidedBy` says, or where it is `unread`. */
  readonly result: 'HIT' | 'NO_HIT' | null;
  readonly records: { readonly [list in LookedUp]?: NationalRecord };
  /** The record that opens least, where its content stays closed: a hit without content, or consent to be asked. */
  readonly decidedBy: RecordFacts | null;
  /** Fields of which nobody can say anything: their list could not be read, or lost rows that may be of this reference. */
  readonly unread: readonly string[];
}

/** What was found of each of `refs`, in their order. A record that the source gave for another reference is nobody's. */
export function readFound(
  judging: Judging,
  refs: readonly string[],
  { lists }: NationalAnswer,
): readonly Found[] {
  const unread = LISTS.filter((list) => lists[list]?.invalid === true || (lists[list]?.dropped ?? 0) > 0).map(
    (list) => LOOKED_UP[list],
  );
  return refs.map((caseRef): Found => {
    const records: { [list in LookedUp]?: NationalRecord } = {};
    const judged: JudgedFacts[] = [];
    for (const list of LISTS) {
      const isOf = (facts: BorderFacts): boolean => facts.reference === caseRef;
      judged.push(...(lists[list]?.facts ?? []).filter(isOf).map((facts) => judgedFactsOf(judging, facts)));
      const record = lists[list]?.records?.find(({ facts }) => isOf(facts));
      if (record !== undefined) records[list] = record;
    }
    const ofEffect = (effect: 'HIT' | 'CONSENT'): RecordFacts | null =>
      judged.find((facts) => effectByReference(judging, facts) === effect)?.own ?? null;
    const isOpen = judged.some((facts) => effectByReference(judging, facts) === 'ALLOW');
    if (isOpen) return { caseRef, result: 'HIT', records, decidedBy: null, unread };
    const hit = ofEffect('HIT');
    if (hit !== null) return { caseRef, result: 'HIT', records: {}, decidedBy: hit, unread };
    const consent = ofEffect('CONSENT');
    if (consent !== null) return { caseRef, result: null, records: {}, decidedBy: consent, unread };
    // What could not be read may be what was looked for.
    if (unread.length > 0) {
      return { caseRef, result: null, records: {}, decidedBy: null, unread: ['result', ...unread] };
    }
    return { caseRef, result: 'NO_HIT', records: {}, decidedBy: null, unread };
  });
}

function nodesOf(crossChecks: readonly CrossCheckPart[], list: LookedUp): Selection {
  return crossChecks
    .map(({ selection }) => selection.get(LOOKED_UP[list])?.fields ?? (new Map() as Selection))
    .reduce(mergeSelections, new Map());
}

function isLookedUp(list: string): list is LookedUp {
  return Object.hasOwn(LOOKED_UP, list);
}
