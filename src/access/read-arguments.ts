/** The arguments of one field as a query gives them: coerced, without what says nothing, and within their bounds. */
import { type FieldNode, getArgumentValues } from 'graphql';
import { badInput } from './bad-input.ts';
import { checkCountryArguments } from './check-country-arguments.ts';
import { checkDisclosureArguments } from './check-disclosure-arguments.ts';
import { checkRecordArguments } from './check-record-arguments.ts';
import { DISCLOSURES } from './office-closure.ts';
import { withoutHint } from './without-hint.ts';

const FIRST = { least: 1, most: 500 };
/** References of one cross-check. */
const MOST_REFERENCES = 50;

/** Throws BAD_USER_INPUT and QUERY_TOO_COSTLY, naming `coordinate`. `variables` have been coerced. */
export function readArguments(
  coordinate: string,
  definition: Parameters<typeof getArgumentValues>[0],
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let args: Record<string, unknown>;
  try {
    args = getArgumentValues(definition, node, variables);
  } catch (cause) {
    throw badInput(withoutHint(cause instanceof Error ? cause.message : ''), coordinate);
  }
  const { first, refs } = args;
  if (first !== undefined && (typeof first !== 'number' || first < FIRST.least || first > FIRST.most)) {
    throw badInput(`\`first\` is from ${FIRST.least} to ${FIRST.most}`, `${coordinate}(first:)`);
  }
  if (Array.isArray(refs) && (refs.length < 1 || refs.length > MOST_REFERENCES)) {
    throw badInput(`\`refs\` holds 1 to ${MOST_REFERENCES} references`, `${coordinate}(refs:)`);
  }
  checkRecordArguments(coordinate, args);
  checkCountryArguments(coordinate, definition.args, args);
  if (coordinate === DISCLOSURES) checkDisclosureArguments(args);
  // A null says nothing: it is as if the argument were not there.
  return Object.freeze(Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null)));
}
