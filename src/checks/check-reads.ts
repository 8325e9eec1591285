import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  visit,
} from 'graphql';
import { namedTypeOf, objectTypesOf, readAccessMap } from '../access/access-map.ts';
import { readReads } from '../access/reads.ts';
import { toFieldName } from '../countries/record-order.ts';
import { toViolation } from './to-violation.ts';
import type { Violation } from './violation.ts';

/** Inputs that join others of their own type and read nothing themselves. */
const JOINING: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/**
 * Every argument by which a list is filtered or ordered says what it reads: the inputs `...Where`, and `...Order` with
 * the values of its `...OrderField`. What it says is what is then read (by the name of the input), of the records of the
 * one list it belongs to. What contracts read is a field of the public schema that gives the right.
 *
 * That @reads of the public schema lead to fields and rights has been checked (`checkCategories`).
 */
export function checkReads(
  operation: string,
  contracts: Readonly<Record<string, string>> = {},
): readonly Violation[] {
  const document = parse(operation);
  const used = usesOf(document);
  const inputs = document.definitions.filter(
    (one) => one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || one.kind === Kind.ENUM_TYPE_DEFINITION,
  );
  return [
    ...used.flatMap(({ place, argument, type }) => nameViolations(place, argument, type)),
    ...inputs.flatMap((input) => inputViolations(input, recordsOf(input.name.value, used, inputs))),
    ...Object.entries(contracts).flatMap(([name, sdl]) => contractViolations(name, sdl, document)),
  ];
}

/** An argument of a list: where it stands, its type, and the type of the records that the list holds. */
interface Use {
  readonly place: string;
  readonly argument: string;
  readonly type: string;
  readonly record: string;
}
type Input = InputObjectTypeDefinitionNode | EnumTypeDefinitionNode;

function usesOf(document: DocumentNode): Use[] {
  const types = objectTypesOf(document);
  return [...types.values()].flatMap((type) =>
    (type.fields ?? []).flatMap((field) => {
      const connection = types.get(namedTypeOf(field.type));
      const nodes = connection?.fields?.find(({ name }) => name.value === 'nodes');
      const record = nodes === undefined ? namedTypeOf(field.type) : namedTypeOf(nodes.type);
      return (field.arguments ?? []).map((argument) => ({
        place: `${type.name.value}.${field.name.value}(${argument.name.value}:)`,
        argument: argument.name.value,
        type: namedTypeOf(argument.type),
        record,
      }));
    }),
  );
}

/** By their names the inputs below are found: one under another name would read what nobody looks at. */
function nameViolations(place: string, argument: string, type: string): Violation[] {
  const ending = argument === 'where' ? 'Where' : argument === 'orderBy' ? 'Order' : null;
  if (ending === null || type.endsWith(ending)) return [];
  return [
    violation(
      place,
      `of type \`${type}\`, of which nobody looks what it reads`,
      `name its type ...${ending}`,
    ),
  ];
}

/** The types of the records that `input` chooses or orders: by an argument, or as the field of an order. */
function recordsOf(input: string, used: readonly Use[], inputs: readonly Input[]): ReadonlySet<string> {
  const orders = inputs.filter(
    (one) =>
      one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION &&
      one.fields?.some((field) => namedTypeOf(field.type) === input && one.name.value !== input),
  );
  const types = new Set([input, ...orders.map(({ name }) => name.value)]);
  return new Set(used.filter(({ type }) => types.has(type)).map(({ record }) => record));
}

function inputViolations(input: Input, records: ReadonlySet<string>): Violation[] {
  const type = input.name.value;
  if (!/(Where|Order|OrderField)$/.test(type)) return [];
  if (records.size > 1) {
    const lists = [...records].map((record) => `\`${record}\``).join(', ');
    return [
      violation(
        type,
        `one input for the lists of ${lists}`,
        'give each list its own: rights are of its fields',
      ),
    ];
  }
  const [record] = records;
  if (record === undefined) return [violation(type, 'belongs to no list', 'give it to one, or remove it')];
  if (input.kind === Kind.ENUM_TYPE_DEFINITION) {
    return (input.values ?? []).flatMap(({ name, directives = [] }) =>
      readViolations(`${type}.${name.value}`, directives, 'SORT', `${record}.${toFieldName(name.value)}`),
    );
  }
  return (input.fields ?? []).flatMap((field) => fieldViolations(type, record, field));
}

/** Filters that have another name than the field they read. */
const COLUMNS: Readonly<Record<string, string>> = { handling: 'marking', countries: 'provenance' };

function fieldViolations(type: string, record: string, field: InputValueDefinitionNode): Violation[] {
  const name = field.name.value;
  const place = `${type}.${name}`;
  const inner = namedTypeOf(field.type);
  if (type.endsWith('Order')) {
    if (name === 'direction' || inner.endsWith('OrderField')) return [];
    return [
      violation(place, 'no field of an order', 'write `field`, of an enum ...OrderField, and `direction`'),
    ];
  }
  if (!JOINING.has(name)) {
    return readViolations(place, field.directives ?? [], 'FILTER', `${record}.${COLUMNS[name] ?? name}`);
  }
  if (inner === type) return [];
  return [violation(place, `joins \`${inner}\`, not its own type`, `write \`${type}\``)];
}

/** INVARIANT: what a place says it reads is what is read, for it is found by its name. */
function readViolations(
  place: string,
  directives: readonly ConstDirectiveNode[],
  right: string,
  field: string,
): Violation[] {
  const read = directives.find(({ name }) => name.value === 'reads');
  const remedy = `write @reads(field: "${field}", right: ${right})`;
  if (read === undefined) return [violation(place, 'does not say what it reads', remedy)];
  const said = new Map(
    (read.arguments ?? []).map(({ name, value }) => [
      name.value,
      'value' in value ? String(value.value) : '',
    ]),
  );
  if (said.get('field') === field && said.get('right') === right) return [];
  const words = `${said.get('right')} of \`${said.get('field')}\``;
  return [violation(place, `says it reads ${words}, and reads ${right} of \`${field}\``, remedy)];
}

function contractViolations(name: string, sdl: string, operation: DocumentNode): Violation[] {
  const found: string[] = [];
  const contract = parse(sdl);
  readReads(contract, readAccessMap(operation), found);
  visit(contract, {
    Directive: (directive) => {
      if (
        directive.name.value === 'access' &&
        directive.arguments?.some((one) => one.name.value === 'rights')
      )
        found.push('`@access` gives rights that nobody reads: give them in schema/operation.graphql');
    },
  });
  const file = `schema/${name}.graphql`;
  return [...new Set(found)].map((sentence) => {
    const one = toViolation('-', sentence, { place: file, remedy: 'see schema/access.graphql' });
    return { ...one, missing: `${one.missing} in ${file}` };
  });
}

function violation(place: string, missing: string, remedy: string): Violation {
  return { country: '-', place, missing, remedy };
}
