import type { Violation } from './violation.ts';

/**
 * A violation of a sentence such as ``no native name for `arrests.date`: add it to `lists.arrests.fields` ``, the form in
 * which defineCountry and the access map list theirs: the first name in backticks is the place, what follows the last
 * colon the remedy. `elsewhere` stands in for a place or remedy that the sentence lacks.
 */
export function toViolation(
  country: string,
  sentence: string,
  elsewhere: { readonly place: string; readonly remedy: string },
): Violation {
  const colon = sentence.lastIndexOf(': ');
  return {
    country,
    place: /`([^`]+)`/.exec(sentence)?.[1] ?? elsewhere.place,
    missing: colon < 0 ? sentence : sentence.slice(0, colon),
    remedy: colon < 0 ? elsewhere.remedy : sentence.slice(colon + 2),
  };
}
