/** What the two processes of a soak tell each other. */
import type { JSONWebKeySet } from 'jose';

export type ToGateway =
  | {
      readonly kind: 'start';
      /** By code, Europol and Interpol among them. */
      readonly urls: Readonly<Record<string, string>>;
      readonly jwks: JSONWebKeySet;
      /** Trusted from then on, beside the authorities that are. */
      readonly certificate: string;
      /** Of each country; Europol, without which there is no operation, and Interpol have the longest that there is. */
      readonly timeoutMs: number;
    }
  | { readonly kind: 'lose' | 'find'; readonly name: string }
  | { readonly kind: 'measure' }
  | { readonly kind: 'close' };

export type FromGateway =
  | { readonly kind: 'started'; readonly url: string }
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'closed'; readonly measured: Measured };

/** The gateway's process, after a garbage collection. */
export interface Measured {
  readonly heapBytes: number;
  readonly residentBytes: number;
  /** Open connections, to systems and from callers. Listeners are not among them. */
  readonly sockets: number;
  /** Everything that keeps the process going, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  readonly unhandled: readonly string[];
  /** The evidence holds a text of a system. */
  readonly leaks: boolean;
}
