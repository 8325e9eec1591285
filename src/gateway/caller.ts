import type { CountryCode } from '../terms.ts';

/** What a person may be in the gateway: who asks, and who looks after what was given. */
export const CALLER_ROLES = ['analyst', 'dpo'] as const;
export type CallerRole = (typeof CALLER_ROLES)[number];

/**
 * The form of each part of a caller. ASCII only, so that a look-alike (full-width, zero-width) is no such word.
 *
 * The form alone is checked: that a country or a purpose of this form exists is known by the tables of agreements,
 * and the rules read one that does not as the strictest.
 */
export const CALLER_FORMS = {
  /** As OpenID Connect Core 1.0, section 2, limits `sub`: 255 ASCII characters; none of them a control character. */
  subject: /^[\x20-\x7e]{1,255}$/,
  country: /^[A-Z]{2}$/,
  purpose: /^[A-Z][A-Z0-9_]{0,63}$/,
  tokenId: /^[\x21-\x7e]{1,128}$/,
} as const;

/**
 * Who asks, for which country, and what for: frozen and printable, made by `identifyCaller` only.
 *
 * The token has been verified: signature, audience, times and the form of every claim.
 */
export interface Caller {
  readonly subject: string;
  readonly country: CountryCode;
  readonly role: CallerRole;
  /** The token's `jti`. */
  readonly tokenId: string;
  /** One of the purposes the token names. Null: the purpose is missing, also when a justification is. */
  readonly purpose: string | null;
  /** 1 to 500 characters in the caller's words, none of them a control character. Personal data, perhaps. */
  readonly justification: string | null;
}
