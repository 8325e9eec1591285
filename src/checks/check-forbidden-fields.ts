import { type FieldDefinitionNode, parse, type TypeNode, visit } from 'graphql';
import { namedTypeOf } from '../access/access-map.ts';
import { forbiddenWordOf } from './forbidden-words.ts';
import type { Violation } from './violation.ts';

/** Names of no person and no material, by coordinate. Each says why; a new one is a decision, not a convenience. */
const HARMLESS: ReadonlyMap<string, string> = new Map([
  ['Operation.codeName', 'of an operation'],
  ['Country.name', 'of a country'],
  ['Disclosure.coordinates', 'of the schema'],
]);

/** Of victims: counts and existence, nothing else. */
const OF_VICTIMS: Readonly<Record<string, RegExp>> = {
  identifiedCount: /^Int$/,
  safeguardedCount: /^Int$/,
  // The contract says it as text, the public schema as an enum of two values.
  hit: /^(Hit|String)$/,
};

const REMEDY = 'remove it: the model holds case references, dates, regions, bands, statuses and counts only';

/**
 * Fields, arguments and values whose name says they would hold what the model must never hold (domain/README.md), and
 * whatever else than counts and existence would be said of victims. `name` is the file's, without ending.
 */
export function checkForbiddenFields(name: string, sdl: string): readonly Violation[] {
  const found = new Map<string, Violation>();
  const forbid = (place: string, missing: string): void => {
    if (found.has(place)) return;
    found.set(place, {
      country: '-',
      place,
      missing: `${missing}, in schema/${name}.graphql`,
      remedy: REMEDY,
    });
  };
  const look = (place: string, called: string): void => {
    const word = HARMLESS.has(place) ? null : forbiddenWordOf(called);
    if (word !== null) forbid(place, `never held, by its word \`${word}\``);
  };
  const lookAtFields = (type: {
    readonly name: { readonly value: string };
    readonly fields?: readonly FieldDefinitionNode[] | undefined;
  }): void => {
    for (const field of type.fields ?? []) {
      const place = `${type.name.value}.${field.name.value}`;
      look(place, field.name.value);
      for (const argument of field.arguments ?? []) {
        look(`${place}(${argument.name.value}:)`, argument.name.value);
      }
      if (isOfVictims(type.name.value, field))
        forbid(place, 'of victims only counts and their existence are held');
    }
  };
  visit(parse(sdl), {
    ObjectTypeDefinition: lookAtFields,
    ObjectTypeExtension: lookAtFields,
    InterfaceTypeDefinition: lookAtFields,
    InputObjectTypeDefinition: (type) => {
      for (const field of type.fields ?? []) look(`${type.name.value}.${field.name.value}`, field.name.value);
    },
    EnumTypeDefinition: (type) => {
      for (const value of type.values ?? []) look(`${type.name.value}.${value.name.value}`, value.name.value);
    },
  });
  return [...found.values()];
}

/** True for a field that says more of victims than their counts: in their type, in one like it, or beside it. */
function isOfVictims(type: string, field: FieldDefinitionNode): boolean {
  const name = field.name.value;
  if (type === 'Victims') {
    return !Object.hasOwn(OF_VICTIMS, name) || OF_VICTIMS[name]?.test(plainTypeOf(field.type)) !== true;
  }
  if (/victim/i.test(type)) return true;
  return /victim/i.test(name) && namedTypeOf(field.type) !== 'Victims';
}

/** `Int`, of a list `[]`: a count is one number. */
function plainTypeOf(type: TypeNode): string {
  if (type.kind === 'NonNullType') return plainTypeOf(type.type);
  return type.kind === 'ListType' ? '[]' : type.name.value;
}
