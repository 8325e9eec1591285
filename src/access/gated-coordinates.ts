import type { DocumentNode } from 'graphql';
import type { Category } from '../terms.ts';
import { type AccessMap, type FieldAccess, objectTypesOf } from './access-map.ts';
import type { OwnerKind } from './gate.ts';
import { gatesOf } from './gates-of.ts';
import { leadingAccess } from './leading-access.ts';

/** One question to the rules: this category, of this owner's; the field opens from this effect on. */
export interface AskedGate {
  readonly category: Category;
  readonly owner: OwnerKind;
  readonly from: FieldAccess['from'];
}

/** Gates that must all be open. */
export type Way = readonly AskedGate[];

/** A place in the schema and what it asks of the rules. */
export interface GatedCoordinate {
  /** `Suspect.caseRef`; of an argument that reads a field `Suspects.records(where:)`. */
  readonly coordinate: string;
  /** Null for an argument, an input field or an enum value: what it reads decides. */
  readonly category: FieldAccess['category'] | null;
  /** Null where it inherits, and where it reads. */
  readonly owner: OwnerKind | null;
  /** In words: `PERSONAL of COUNTRY`, `INHERIT`, `reads Suspect.caseRef`, `reads nothing`. */
  readonly says: string;
  /**
   * It opens by one way. A field that inherits has a way for each field that leads to it; what is PUBLIC, and what reads
   * nothing, has a way without a gate.
   */
  readonly ways: readonly Way[];
}

/** A record that is protected has only PROTECTED fields, whatever the schema says of them (decision-rules.md). */
export const PROTECTED_RECORD = '(every field of a protected record)';

/**
 * Every place of the schema that the rules decide on, by coordinate, in the order of the text: its fields, what can stand
 * in their arguments, and the fields of protected records as one place of its own. `map` has been read from `schema`.
 */
export function gatedCoordinates(schema: DocumentNode, map: AccessMap): ReadonlyMap<string, GatedCoordinate> {
  const leads = leadingAccess(map, objectTypesOf(schema));
  const gated = new Map<string, GatedCoordinate>();
  for (const access of map.values()) {
    const { coordinate, category, owner } = access;
    const [type = ''] = coordinate.split('.');
    const decisive = category === 'INHERIT' ? [...(leads.get(type) ?? [])] : [access];
    const ways = distinct(decisive.map(wayOf));
    gated.set(coordinate, { coordinate, category, owner, says: wordsOf(access), ways });
  }
  for (const { reads } of map.values()) {
    for (const [coordinate, { read }] of reads) {
      const ways = read === null ? [[]] : (gated.get(read.field)?.ways ?? []).map(fully);
      const says = `reads ${read?.field ?? 'nothing'}`;
      gated.set(coordinate, { coordinate, category: null, owner: null, says, ways });
    }
  }
  return gated.set(PROTECTED_RECORD, {
    coordinate: PROTECTED_RECORD,
    category: 'PROTECTED',
    owner: 'COUNTRY',
    says: 'PROTECTED of COUNTRY',
    ways: [[{ category: 'PROTECTED', owner: 'COUNTRY', from: 'ALLOW' }]],
  });
}

function wayOf(access: FieldAccess): Way {
  return gatesOf(access).flatMap(({ category, owner, from }) =>
    owner === null ? [] : [{ category, owner, from }],
  );
}

/** The right to read a field by an argument is the right to have it: a hit is not enough. */
function fully(way: Way): Way {
  return way.map((gate) => ({ ...gate, from: 'ALLOW' }));
}

function distinct(ways: readonly Way[]): readonly Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, way]) => way);
}

/** What a field asks, as its schema has it: of a list and of a derived field all of it. */
function wordsOf(access: FieldAccess): string {
  if (access.category === 'INHERIT') return access.category;
  const gates = wayOf(access);
  const first = { category: access.category, owner: access.owner, from: access.from };
  const asked = gates.length === 0 ? [first] : gates;
  const byOwner = Map.groupBy(
    asked,
    ({ owner, from }) => `of ${owner}${from === 'ALLOW' ? '' : ` from ${from}`}`,
  );
  return [...byOwner]
    .map(([owner, alike]) => `${[...new Set(alike.map(({ category }) => category))].join(' and ')} ${owner}`)
    .join(', ');
}
