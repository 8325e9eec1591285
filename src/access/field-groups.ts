import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { ChangedField } from './access-change.ts';
import type { OwnerKind } from './gate.ts';
import type { GatedCoordinate, Way } from './gated-coordinates.ts';

/** Places of two schemas that ask the same of the rules: judged once. */
export interface FieldGroup {
  readonly id: number;
  readonly before: readonly Way[];
  readonly after: readonly Way[];
  /** Do both sides ask the same? */
  readonly isSame: boolean;
  /** Whose agreements decide, on either side. */
  readonly owners: readonly OwnerKind[];
  /** The one who decides, whatever country the data are of: Europol or Interpol. Else null. */
  readonly soleOwner: CountryCode | null;
  readonly fields: readonly ChangedField[];
}

/**
 * Sets the places of two schemas side by side. One that is missing on a side has no way there: it gives nothing. What
 * reads nothing and is new, or gone, gives nobody anything and is left out.
 */
export function groupFields(
  before: ReadonlyMap<string, GatedCoordinate>,
  after: ReadonlyMap<string, GatedCoordinate>,
): readonly FieldGroup[] {
  const groups = new Map<string, FieldGroup & { readonly fields: ChangedField[] }>();
  for (const coordinate of new Set([...after.keys(), ...before.keys()])) {
    const [was, is] = [before.get(coordinate), after.get(coordinate)];
    if (readsNothing(was ?? is) && readsNothing(is ?? was)) continue;
    const ways = { before: was?.ways ?? [], after: is?.ways ?? [] };
    const gates = [...ways.before, ...ways.after].flat();
    const owners = [...new Set(gates.map((gate) => gate.owner))];
    const [one, other] = [JSON.stringify(ways.before), JSON.stringify(ways.after)];
    const group = groups.get(`${one} ${other}`) ?? {
      ...ways,
      id: groups.size,
      isSame: one === other,
      owners,
      soleOwner: soleOwnerOf(owners),
      fields: [],
    };
    group.fields.push({ coordinate, was: was?.says ?? null, is: is?.says ?? null });
    groups.set(`${one} ${other}`, group);
  }
  return [...groups.values()];
}

function readsNothing(place: GatedCoordinate | undefined): boolean {
  return place?.category === null && place.ways.length === 1 && place.ways[0]?.length === 0;
}

function soleOwnerOf([owner, ...others]: readonly OwnerKind[]): CountryCode | null {
  if (others.length > 0) return null;
  if (owner === 'EUROPOL') return EUROPOL;
  return owner === 'INTERPOL' ? INTERPOL : null;
}
