import { checkLimit } from './check-limit.ts';

/**
 * Throws QUERY_TOO_COSTLY for variables that hold too much, or nest too deep for what reads them by recursion. They are as
 * they came: JSON, whatever the query declares.
 */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  let level: readonly unknown[] = Object.values(variables);
  for (let [depth, count] = [1, 0]; level.length > 0; depth += 1) {
    count += level.length;
    checkLimit('variables', count, 'variables');
    checkLimit('variableDepth', depth, 'variables');
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}
