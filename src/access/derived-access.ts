/** Values made from others: as closed as the most closed of these, said in the schema by @derived. */
import { type DocumentNode, Kind } from 'graphql';
import { CATEGORIES, type Category } from '../terms.ts';
import type { Gate } from './gate.ts';

/** By coordinate of a derived field: the coordinates it is made from. */
export type Derivations = ReadonlyMap<string, readonly string[]>;

/** What the text of a schema says is derived. An unreadable @derived is read as made from nothing that exists. */
export function derivationsOf(schema: DocumentNode): Derivations {
  const derivations = new Map<string, readonly string[]>();
  for (const type of schema.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const directives = (field.directives ?? []).filter(({ name }) => name.value === 'derived');
      if (directives.length === 0) continue;
      const from = directives.flatMap((directive) => {
        const value = directive.arguments?.find(({ name }) => name.value === 'from')?.value;
        return value?.kind === Kind.LIST ? value.values : value === undefined ? [] : [value];
      });
      derivations.set(
        `${type.name.value}.${field.name.value}`,
        from.map((item) => (item.kind === Kind.STRING ? item.value : '')),
      );
    }
  }
  return derivations;
}

/**
 * Closes every derived field of `map` as tightly as what it is made from, at whatever distance; gates of other owners
 * become its `inputs`. Inputs that are no field, and fields made from themselves, are added to `violations`.
 */
export function applyDerived<Field extends Gate>(
  schema: DocumentNode,
  map: Map<string, Field>,
  violations: string[],
): void {
  const derivations = derivationsOf(schema);
  const declared = new Map(map);
  for (const [coordinate, from] of derivations) {
    const field = declared.get(coordinate);
    for (const input of from.filter((one) => !declared.has(one))) {
      violations.push(
        `\`${coordinate}\` is derived from \`${input}\`, which is no field: write a coordinate, such as Suspect.caseRef`,
      );
    }
    const sources = sourcesOf(derivations, coordinate);
    if (sources.has(coordinate))
      violations.push(`\`${coordinate}\` is derived from itself: take one of its inputs out of @derived`);
    if (field === undefined) continue;
    const gates = [...sources].flatMap((source) => declared.get(source) ?? []);
    map.set(coordinate, closedAs(field, gates));
  }
}

/** All that `coordinate` is made from, directly or not; itself among them when it goes round in a circle. */
function sourcesOf(derivations: Derivations, coordinate: string): ReadonlySet<string> {
  const sources = new Set<string>();
  const pending = [...(derivations.get(coordinate) ?? [])];
  for (let source = pending.pop(); source !== undefined; source = pending.pop()) {
    if (sources.has(source)) continue;
    sources.add(source);
    pending.push(...(derivations.get(source) ?? []));
  }
  return sources;
}

function closedAs<Field extends Gate>(field: Field, sources: readonly Gate[]): Field {
  let closed: Field = field;
  const inputs = new Map<string, Gate>();
  for (const { category, owner, from } of sources) {
    if (category === 'INHERIT') continue;
    if (closed.category === 'INHERIT' || rankOf(category) > rankOf(closed.category)) {
      closed = { ...closed, category, owner: closed.owner ?? owner };
    }
    if (from === 'ALLOW') closed = { ...closed, from };
    inputs.set(`${owner} ${category} ${from}`, { category, owner, from });
  }
  return { ...closed, inputs: [...inputs.values()].filter(({ owner }) => owner !== closed.owner) };
}

function rankOf(category: Category): number {
  return CATEGORIES.indexOf(category);
}
