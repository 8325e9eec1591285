import { parse } from 'graphql';
import { readCostMap } from '../access/cost-map.ts';
import { GatewayError } from '../errors.ts';
import { toViolation } from './to-violation.ts';
import type { Violation } from './violation.ts';

/** Every list of the public schema, and every field with an argument, says what it can cost. The text parses. */
export function checkCosts(operation: string): readonly Violation[] {
  try {
    readCostMap(parse(operation));
    return [];
  } catch (cause) {
    if (!(cause instanceof GatewayError) || !Array.isArray(cause.facts.violations)) throw cause;
    const elsewhere = { place: 'schema/operation.graphql', remedy: 'see schema/access.graphql' };
    return cause.facts.violations.map((sentence: string) => toViolation('-', sentence, elsewhere));
  }
}
