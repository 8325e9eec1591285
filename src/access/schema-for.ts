/**
 * The schema one caller can get values from.
 *
 * (a) which requests open which place of the schema, by the rules
 * (b) what is left of arguments and inputs, and which fields can be reached
 * (c) the text: what is left and used, each place with its category and owner, in the words of the schema
 */
import { buildASTSchema, printSchema } from 'graphql';
import type { AccessMap } from './access-map.ts';
import { cutSchema } from './cut-schema.ts';
import type { GatedCoordinate } from './gated-coordinates.ts';
import { type Asker, openRequests } from './open-requests.ts';
import type { Policy } from './policy.ts';
import type { RequestCase } from './question-space.ts';
import { reachableFields } from './reachable-fields.ts';
import { recordCoordinates } from './record-coordinates.ts';
import { usableInputs } from './usable-inputs.ts';

/** A schema that has been read, with what its places ask of the rules, and the tables that decide. */
export interface ReadSchema {
  readonly schema: Parameters<typeof buildASTSchema>[0];
  readonly map: AccessMap;
  readonly gated: ReadonlyMap<string, GatedCoordinate>;
  readonly policy: Policy;
}

/**
 * The text of the schema that `asker` can get values from by at least one of `requests`, in the order of the original: a
 * field stands there when another owner opens it, before whom may be any country that the tables know. It builds and
 * validates, and has no directive of ours.
 */
export function schemaFor(
  { schema, map, gated, policy }: ReadSchema,
  asker: Asker,
  requests: readonly RequestCase[],
): string {
  // (a)
  const ofRecords = recordCoordinates(schema, map);
  const opens = openRequests(
    policy,
    asker,
    requests,
    ({ coordinate, category }) => category === null || ofRecords.has(coordinate),
  );
  const openFor = new Map([...gated].map(([coordinate, place]) => [coordinate, opens(place)]));
  // What stands in no argument is not among the places that are judged, and reads nothing.
  const isOpen = (coordinate: string): boolean => openFor.get(coordinate)?.size !== 0;
  // (b)
  const inputs = usableInputs(schema, isOpen);
  const fields = reachableFields(
    schema,
    new Set(requests.keys()),
    (coordinate) =>
      map.get(coordinate)?.category === 'INHERIT' ? null : (openFor.get(coordinate) ?? new Set()),
    inputs,
  );
  // (c)
  return printSchema(buildASTSchema(cutSchema(schema, gated, { fields, inputs, isOpen })));
}
