/** The same by calls that wait: what a synchronous database offers, to be put behind promises by `storeOver`. */
export type InThread<Store> = {
  readonly [Name in keyof Store]: Store[Name] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : Store[Name];
};
