/**
 * Names of the mock systems, `dk.lane-1.systems.invalid` (RFC 2606, section 2): the one thing of the machine that is replaced,
 * since no test may write into its DNS. Any other name is looked up as ever.
 */
import dns from 'node:dns';

export interface NameService {
  readonly lose: (name: string) => void;
  readonly find: (name: string) => void;
  readonly close: () => void;
}

const OURS = '.systems.invalid';

/** Of a country as one lane knows it: what is lost for one lane is there for another. */
export function nameOf(code: string, lane: number): string {
  return `${code.toLowerCase()}.lane-${lane}${OURS}`;
}

type Done = (error: Error | null, address?: unknown, family?: number) => void;

/** Every name of ours is 127.0.0.1 until it is lost. */
export function openNameService(): NameService {
  const lost = new Set<string>();
  const original = dns.lookup;
  const lookup = (name: string, options: { readonly all?: boolean }, done: Done): void => {
    const isOurs = name.endsWith(OURS);
    if (!isOurs) original(name, options, done as never);
    else setImmediate(() => answer(name, options, done));
  };
  const answer = (name: string, { all }: { readonly all?: boolean }, done: Done): void => {
    if (lost.has(name)) done(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }));
    else if (all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else done(null, '127.0.0.1', 4);
  };
  dns.lookup = Object.assign(lookup, { __promisify__: original.__promisify__ }) as typeof dns.lookup;
  return {
    lose: (name) => void lost.add(name),
    find: (name) => void lost.delete(name),
    close: () => {
      dns.lookup = original;
    },
  };
}
