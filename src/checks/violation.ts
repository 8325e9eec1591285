/** Something that does not fit: where, what is missing, and how to supply it. */
export interface Violation {
  /** A country code, or `-` for what belongs to no country. */
  readonly country: string;
  /** A coordinate, a list or a file. */
  readonly place: string;
  readonly missing: string;
  readonly remedy: string;
}

/** `country: coordinate: what is missing: how to supply it` */
export function toLine({ country, place, missing, remedy }: Violation): string {
  return `${country}: ${place}: ${missing}: ${remedy}`;
}
