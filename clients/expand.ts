/** For front-end teams: no dependency, copy it as it is. */

/** One null of an answer, explained. */
export interface Explained {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

interface Entry {
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

interface At {
  readonly path: readonly string[];
  readonly indices: readonly (readonly (number | readonly [number, number])[])[];
}

/** Turns each entry's `extensions.at` into one entry for each null, denials in `extensions.denials` included. */
export function expand(result: {
  readonly errors?: readonly Entry[] | undefined;
  readonly extensions?: { readonly denials?: unknown } | undefined;
}): readonly Explained[] {
  const denials = (result.extensions?.denials ?? []) as readonly Entry[];
  return [...(result.errors ?? []), ...denials].flatMap(({ path = [], extensions = {} }) => {
    const at = extensions.at as At | undefined;
    const code = String(extensions.code);
    const paths = at === undefined ? [path] : at.indices.flatMap((block) => pathsOf(at.path, block));
    return paths.map((one): Explained => ({ path: one, code, extensions }));
  });
}

function pathsOf(pattern: readonly string[], block: At['indices'][number]): (string | number)[][] {
  let place = 0;
  return pattern.reduce<(string | number)[][]>(
    (paths, part) => {
      if (part !== '*') return paths.map((path) => [...path, part]);
      const run = block[place++] ?? 0;
      const [from, to] = typeof run === 'number' ? [run, run] : run;
      const indices = Array.from({ length: to - from + 1 }, (_, step) => from + step);
      return paths.flatMap((path) => indices.map((index) => [...path, index]));
    },
    [[]],
  );
}
