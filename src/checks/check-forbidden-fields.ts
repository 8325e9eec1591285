import { parse, visit } from 'graphql';
import type { Violation } from './violation.ts';

/** Words that a field, argument or value of the model may not be named with (domain: what the model must never hold). */
const FORBIDDEN =
  /(^|_)(name|forename|surname|alias|nickname|address|street|birth|birthday|dob|image|photo|picture|video|file|filename|hash|md5|sha1|sha256|ip|ipaddress|mac|imei|imsi|account|email|mail|phone|telephone|passport|gender|sex|nationality|ethnicity|religion|url|content|material|username|password)s?(_|$)/;

/** Names that are of no person and no material, by coordinate. */
const HARMLESS: ReadonlySet<string> = new Set(['Operation.codeName', 'Country.name']);

/** Of victims: counts and existence, nothing else. */
const OF_VICTIMS: ReadonlySet<string> = new Set(['identifiedCount', 'safeguardedCount', 'hit']);

/** Fields, arguments and values whose name says they would hold what the model must never hold. */
export function checkForbiddenFields(sdl: string): readonly Violation[] {
  const found: Violation[] = [];
  const look = (place: string, name: string): void => {
    const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
    if (!HARMLESS.has(place) && FORBIDDEN.test(words)) found.push(forbidden(place));
  };
  visit(parse(sdl), {
    ObjectTypeDefinition: (type) => {
      for (const field of type.fields ?? []) {
        const place = `${type.name.value}.${field.name.value}`;
        look(place, field.name.value);
        for (const argument of field.arguments ?? [])
          look(`${place}(${argument.name.value}:)`, argument.name.value);
        if (type.name.value === 'Victims' && !OF_VICTIMS.has(field.name.value)) found.push(forbidden(place));
      }
    },
    InputObjectTypeDefinition: (type) => {
      for (const field of type.fields ?? []) look(`${type.name.value}.${field.name.value}`, field.name.value);
    },
    EnumTypeDefinition: (type) => {
      for (const value of type.values ?? []) look(`${type.name.value}.${value.name.value}`, value.name.value);
    },
  });
  return found;
}

function forbidden(place: string): Violation {
  const missing =
    'the model never holds this (no names, addresses, birth dates, files, accounts; of victims counts only)';
  return { country: '-', place, missing, remedy: 'remove the field' };
}
