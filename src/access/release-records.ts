import type { CountryCode } from '../terms.ts';

/** What a release hangs on, of one record. */
export interface RecordFacts {
  readonly handling: readonly string[];
  readonly protected: boolean;
}

/** `given` may go to the requester; `withheld` is a number for the ledger and for nobody else. */
export interface Released<T> {
  readonly given: readonly T[];
  readonly withheld: number;
}

/**
 * Releases the records of `owner` to `requester`, in their order.
 *
 * The class has already opened the list. Until records are decided one by one, a record goes to another country than
 * its owner only if its marking is H0, alone and known, and it is not protected. Withheld records leave no trace.
 */
export function releaseRecords<T>(
  owner: CountryCode,
  requester: CountryCode,
  records: readonly T[],
  factsOf: (record: T) => RecordFacts,
): Released<T> {
  const given = owner === requester ? records : records.filter((record) => isFree(factsOf(record)));
  return { given, withheld: records.length - given.length };
}

function isFree({ handling, protected: isProtected }: RecordFacts): boolean {
  return handling.length > 0 && handling.every((code) => code === 'H0') && !isProtected;
}
