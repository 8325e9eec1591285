/**
 * How much one query may ask for, in numbers and in the words of a refusal. No setting changes these. Each is such that the
 * worst query we know under it holds the event loop for less than 100 ms (`node bench/event-loop.ts`).
 */
export const QUERY_LIMITS = {
  /** Blanks and comments count. */
  text: { most: 100_000, of: 'characters' },
  /** Of the text: names, values, marks. */
  tokens: { most: 5_000, of: 'tokens' },
  /** Of any kind, in the text. */
  brackets: { most: 64, of: 'brackets in each other' },
  depth: { most: 24, of: 'fields in each other' },
  /** And fragments, each written out wherever it is spread, of every query and fragment of the document. */
  fields: { most: 4_000, of: 'fields' },
  aliases: { most: 1_000, of: 'aliases' },
  /** graphql-js compares each with each. */
  repeats: { most: 100, of: 'times one field at one place' },
  /** Lists and objects count too. */
  variables: { most: 5_000, of: 'values in variables' },
  variableDepth: { most: 32, of: 'values of variables in each other' },
  /** Of all arguments together, variables filled in. */
  argumentText: { most: 250_000, of: 'characters in arguments' },
  /** By the schema's @cost: entries of lists. */
  records: { most: 30_000, of: 'estimated records' },
  /** Fields in the answer: of each record its own. */
  values: { most: 75_000, of: 'estimated values' },
  /** Read of the evidence log for it, by the sizes of the pages. */
  disclosures: { most: 1_000, of: 'disclosures' },
  /** Estimated before anybody is asked, counted while somebody is. */
  requests: { most: 40, of: 'estimated messages to one country' },
} as const;
