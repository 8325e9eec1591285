/** Elements of an answer by local names: each with the namespace that its prefix stands for at its place. */
import { isRow, type NativeRow } from '../protocol.ts';

/**
 * What prefixes stand for at one place in the document: what its own element declares, then what those around it do. Not one
 * map for each place: beside a hundred thousand declarations each element that adds one would copy them all.
 */
export interface Scope {
  /** By prefix; the default one is ''. */
  readonly own: ReadonlyMap<string, string>;
  /** Null around the document element. */
  readonly outside: Scope | null;
}

export const NO_SCOPE: Scope = Object.freeze({ own: new Map(), outside: null });

export interface Child {
  /** Local name. */
  readonly name: string;
  /** '' where it has none. */
  readonly namespace: string;
  readonly value: unknown;
  readonly scope: Scope;
}

/** The elements in `element`, which stands in `scope`, each item of a list by itself. */
export function childrenOf(element: NativeRow, scope: Scope): readonly Child[] {
  return Object.entries(element).flatMap(([written, value]) => {
    if (written === TEXT || DECLARATION.test(written)) return [];
    const [prefix, name] = written.includes(':') ? written.split(/:(.*)/s) : ['', written];
    return (Array.isArray(value) ? value : [value]).map((item): Child => {
      const inside = scopeOf(item, scope);
      return { name: name ?? '', namespace: namespaceOf(prefix ?? '', inside), value: item, scope: inside };
    });
  });
}

/**
 * `element`, which stands in `scope`, and all that it holds by local names. What is of a namespace that is not `isRead`
 * gets a name that nobody asks for: it is no field, and no row of a list either.
 */
export function toLocalNames(
  element: unknown,
  scope: Scope,
  isRead: (namespace: string) => boolean,
): unknown {
  if (!isRow(element)) return element;
  const lists = new Map<string, unknown[]>();
  for (const child of childrenOf(element, scope)) {
    const name = isRead(child.namespace) ? child.name : `{${child.namespace}}${child.name}`;
    const value = toLocalNames(child.value, child.scope, isRead);
    const list = lists.get(name);
    if (list === undefined) lists.set(name, [value]);
    else list.push(value);
  }
  const text = element[TEXT];
  // It held declarations beside its text, or nothing else.
  if (lists.size === 0) return text ?? '';
  const named: Record<string, unknown> = Object.create(null);
  for (const [name, list] of lists) named[name] = list.length === 1 ? list[0] : list;
  if (text !== undefined) named[TEXT] = text;
  return named;
}

const TEXT = '#text';
/** How the parser hands over a declaration. */
const DECLARATION = /^@xmlns(?::|$)/;

function scopeOf(element: unknown, outside: Scope): Scope {
  if (!isRow(element)) return outside;
  const own = Object.entries(element).flatMap(([name, value]): [string, string][] =>
    DECLARATION.test(name) ? [[name.slice('@xmlns:'.length), String(value)]] : [],
  );
  return own.length === 0 ? outside : { own: new Map(own), outside };
}

function namespaceOf(prefix: string, { own, outside }: Scope): string {
  return own.get(prefix) ?? (outside === null ? '' : namespaceOf(prefix, outside));
}
