/** Where a ledger is. The address of a PostgreSQL holds a password: a function, so that nothing printed shows it. */
export type LedgerPlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: () => string };
