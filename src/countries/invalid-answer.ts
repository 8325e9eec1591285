import { INVALID, type ListAnswer, type ListQuery } from './national-query.ts';

/** The answer of a list that could not be read: no number, no record, no hit. It counts as one thing dropped. */
export function invalidAnswer({ count, byStatus, byAgeBand, facts, records }: ListQuery): ListAnswer {
  return {
    ...(count ? { count: INVALID } : {}),
    ...(byStatus ? { byStatus: INVALID } : {}),
    ...(byAgeBand ? { byAgeBand: INVALID } : {}),
    ...(facts || records !== null ? { facts: [] } : {}),
    ...(records === null ? {} : { records: [] }),
    dropped: 1,
    overshared: 0,
    invalid: true,
  };
}
