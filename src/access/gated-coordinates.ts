import type { DocumentNode } from 'graphql';
import { GatewayError } from '../errors.ts';
import type { Category } from '../terms.ts';
import { type AccessMap, type FieldAccess, type OwnerKind, objectTypesOf } from './access-map.ts';
import { leadingAccess } from './leading-access.ts';
import { readReaders } from './read-readers.ts';

/** One question to the rules: this category, of this owner's; the field opens from this effect on. */
export interface Gate {
  readonly category: Category;
  readonly owner: OwnerKind;
  readonly from: FieldAccess['from'];
}

/** A place in the schema and what it asks of the rules. */
export interface GatedCoordinate {
  /** `Suspect.caseRef`; of an argument that reads a field `Suspects.records(where:)`. */
  readonly coordinate: string;
  /** Null for an argument, an input field or an enum value: what it reads decides. */
  readonly category: FieldAccess['category'] | null;
  /** In words, as the schema has it: `PERSONAL of COUNTRY`, `INHERIT`, `reads Suspect.caseRef`, `reads nothing`. */
  readonly says: string;
  /**
   * It opens by one way of which every gate is open. A field that inherits has a way for each field that leads to it;
   * what reads nothing has a way without a gate.
   */
  readonly ways: readonly (readonly Gate[])[];
}

/** A record that is protected has only PROTECTED fields, whatever the schema says of them (decision-rules.md). */
export const PROTECTED_RECORD = '(every field of a protected record)';

/**
 * Every place of the schema that the rules decide on, by coordinate, in the order of the text: its fields, what reads
 * fields (`@reads`), and the fields of protected records as one place of its own.
 *
 * `map` has been read from `schema`. Throws SCHEMA_INVALID when something reads a field that is not there.
 */
export function gatedCoordinates(schema: DocumentNode, map: AccessMap): ReadonlyMap<string, GatedCoordinate> {
  const leads = leadingAccess(map, objectTypesOf(schema));
  const gated = new Map<string, GatedCoordinate>();
  for (const access of map.values()) {
    const [type = ''] = access.coordinate.split('.');
    const decisive = access.category === 'INHERIT' ? [...(leads.get(type) ?? [])] : [access];
    gated.set(access.coordinate, {
      coordinate: access.coordinate,
      category: access.category,
      says: wordsOf(access),
      ways: distinct(decisive.map(gatesOf)),
    });
  }
  for (const { coordinate, reads } of readReaders(schema)) {
    const ways = distinct(
      reads.reduce<Gate[][]>((all, field) => both(all, waysOf(gated, coordinate, field)), [[]]),
    );
    gated.set(coordinate, {
      coordinate,
      category: null,
      says: `reads ${reads.join(' and ') || 'nothing'}`,
      ways,
    });
  }
  const protectedGate: Gate = { category: 'PROTECTED', owner: 'COUNTRY', from: 'ALLOW' };
  return gated.set(PROTECTED_RECORD, {
    coordinate: PROTECTED_RECORD,
    category: 'PROTECTED',
    says: 'PROTECTED of COUNTRY',
    ways: [[protectedGate]],
  });
}

/** The gates of a field that has a category: of a connection two, as `closureOf` has them ("A list has two gates"). */
function gatesOf(access: FieldAccess): Gate[] {
  const { category, owner, from } = access;
  if (category === 'INHERIT' || owner === null) return [];
  const second = secondOf(access);
  return [{ category, owner, from }, ...(second === null ? [] : [{ category: second, owner, from }])];
}

/** The second gate where it says more than the first; what is PUBLIC is open, whatever it leads to. */
function secondOf({ category, secondGate }: FieldAccess): Category | null {
  return category === 'PUBLIC' || category === secondGate ? null : secondGate;
}

/** The right to read a field by an argument is the right to have it: a hit is not enough. */
function waysOf(
  gated: ReadonlyMap<string, GatedCoordinate>,
  reader: string,
  field: string,
): readonly (readonly Gate[])[] {
  const ways = gated.get(field)?.ways;
  if (ways === undefined) {
    const message = `\`${reader}\` reads \`${field}\`, which is no field: name one as Type.field in its @reads`;
    throw new GatewayError('SCHEMA_INVALID', message, { violations: [message] });
  }
  return ways.map((way) => way.map((gate): Gate => ({ ...gate, from: 'ALLOW' })));
}

function both(left: readonly (readonly Gate[])[], right: readonly (readonly Gate[])[]): Gate[][] {
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

function distinct(ways: readonly (readonly Gate[])[]): readonly (readonly Gate[])[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, way]) => way);
}

function wordsOf(access: FieldAccess): string {
  const { category, owner, from } = access;
  if (category === 'INHERIT') return category;
  const second = secondOf(access);
  const opening = from === 'HIT_NO_HIT' ? ` from ${from}` : '';
  return `${category}${second === null ? '' : ` and ${second}`} of ${owner}${opening}`;
}
