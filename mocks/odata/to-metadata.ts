/** The $metadata document of a service: CSDL in XML (OData v4, part 3). */
import type { EntitySet } from './entity-set.ts';

/** Every entity set with a type of its own; `namespace` is the country's. */
export function toMetadata(namespace: string, sets: readonly EntitySet[]): string {
  const schema = `${namespace}.OData`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">',
    '<edmx:DataServices>',
    `<Schema Namespace="${schema}" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
    ...sets.map(toEntityType),
    '<EntityContainer Name="Container">',
    ...sets.map(({ name }) => `<EntitySet Name="${name}" EntityType="${schema}.${name}_type"/>`),
    '</EntityContainer>',
    '</Schema>',
    '</edmx:DataServices>',
    '</edmx:Edmx>',
    '',
  ].join('\n');
}

/** Names are identifiers (letters, digits, `_`): nothing in them needs an escape. */
function toEntityType({ name, key, properties }: EntitySet): string {
  return [
    `<EntityType Name="${name}_type">`,
    `<Key><PropertyRef Name="${key}"/></Key>`,
    ...[...properties].map(
      ([property, type]) =>
        `<Property Name="${property}" Type="${type}"${property === key ? ' Nullable="false"' : ''}/>`,
    ),
    '</EntityType>',
  ].join('\n');
}
