/**
 * An answer while systems fail, held against the one while none did: every country that does not fail as it was, byte for
 * byte; every country that fails by its code; totals and lists of exactly those that answered.
 */
import { checkExplained } from './check-explained.ts';
import { type Failing, seenOf } from './failing.ts';
import type { AcrossAnswer, Node, Participation } from './fault-queries.ts';
import { isPartOf } from './is-part-of.ts';
import type { Answered } from './stage.ts';

/** What is not as it should be, a line each; empty: all is. */
export function checkAnswer(before: Answered, seen: Answered, failing: Failing): readonly string[] {
  const was = (before.data as unknown as AcrossAnswer).operation;
  const is = (seen.data as unknown as AcrossAnswer).operation;
  return [
    ...(is.codeName === was.codeName ? [] : ['the operation itself has changed']),
    ...was.participations.flatMap((one, index) => checkPart(one, is.participations[index], failing)),
    ...checkTotals(was, is, failing),
    ...checkNodes(was.arrests.records?.nodes ?? [], is.arrests.records?.nodes ?? [], failing),
    ...checkExplained(before, seen, failing),
  ];
}

function checkPart(was: Participation, is: Participation | undefined, failing: Failing): readonly string[] {
  const { code } = was.country;
  const expected = seenOf(failing, code);
  if (expected === null)
    return same(was, is) ? [] : [`${code} has changed: ${JSON.stringify(is)?.slice(0, 200)}`];
  if (is === undefined) return [`${code} is gone`];
  const { source, ...values } = is;
  if (!expected.statuses.includes(source.status))
    return [`${code} is ${source.status}, not ${expected.statuses.join(' or ')}`];
  return isPartOf(values, was) ? [] : [`${code} says what it did not say: ${JSON.stringify(values)}`];
}

function checkTotals(
  was: AcrossAnswer['operation'],
  is: AcrossAnswer['operation'],
  failing: Failing,
): readonly string[] {
  // Of whom nothing may be said while all is well, nothing else is said now.
  const before = new Map(was.arrests.completeness.missing.map((one) => [one.country.code, one.cause]));
  const counts = is.participations.map(
    ({ country, arrests }) => [country.code, arrests.count.exact] as const,
  );
  const known = counts.flatMap(([, count]) => (count === null ? [] : [count]));
  const sum = known.length === 0 ? null : known.reduce((total, count) => total + count, 0);
  const missing = counts
    .filter(([, count]) => count === null)
    .map(([code]) => ({ country: { code }, cause: before.get(code) ?? seenOf(failing, code)?.cause }));
  const { count, completeness } = is.arrests;
  const expected = { answered: known.length, of: was.arrests.completeness.of, missing };
  return [
    ...(count.exact === sum ? [] : [`the sum is ${count.exact}, not ${sum}`]),
    ...(same(completeness, expected) ? [] : [`completeness is ${JSON.stringify(completeness)}`]),
  ];
}

/** The list across countries: nobody else's record is lost, moved or changed. */
function checkNodes(was: readonly Node[], is: readonly Node[], failing: Failing): readonly string[] {
  const fails = ({ provenance }: Node): boolean => seenOf(failing, provenance.country.code) !== null;
  const others = is.filter((node) => !fails(node));
  const own = is.filter(fails);
  const expected = was.filter((node) => !fails(node));
  return [
    ...(same(others, expected) ? [] : ['the list across countries has changed for countries that are well']),
    ...own
      .filter((node) => !was.some((one) => isPartOf(node, one)))
      .map((node) => `the list across countries holds ${JSON.stringify(node)}`),
  ];
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
