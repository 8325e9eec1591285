/** What a query can cost at most, from its text and the schema alone: nobody has been asked, and no right has been looked at. */
export interface QueryEstimate {
  /** Entries of lists. */
  readonly records: number;
  /** Fields in the answer: of each record its own. */
  readonly values: number;
  /** Messages to the country that is asked most. */
  readonly requests: number;
}
