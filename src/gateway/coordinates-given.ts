/** Which fields of an owner an answer may show: what the evidence says was given, beside how many records. */
import { accessOf } from '../access/access-map.ts';
import type { CanonicalField, CanonicalFields } from '../access/canonical-query.ts';
import { referencesOf } from '../access/compile-national.ts';
import { isParticipationName } from '../access/compiling.ts';
import type { OwnerKind } from '../access/gate.ts';
import { leavesOut } from '../access/where-of-owner.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { OperationScope } from './query-scope.ts';

/** Where data of the owner came from, if at all. */
export interface Sources {
  /** Its own system answered. */
  readonly system: boolean;
  /** Europol gave packages of which it is the provider. */
  readonly packages: boolean;
  /** A published figure that it is in was given. */
  readonly figures: boolean;
}

/**
 * The leaves of an operation's query that are `owner`'s, that are not denied and that came from somewhere: each once, in the
 * order they were asked. What only consent to single records opens is there too: whether a record had it, the number of
 * records says. The evidence may say more than was given, never less.
 */
export function coordinatesGiven(
  scope: OperationScope,
  owner: CountryCode,
  sources: Sources,
): readonly string[] {
  const denied = new Set(
    scope.compiled.denials.flatMap((one) => (one.owner === owner && !one.byConsent ? [one.coordinate] : [])),
  );
  const own = kindOf(owner);
  const found = new Set<string>();
  const walk = (fields: CanonicalFields, above: OwnerKind | null, cameFrom: boolean): void => {
    for (const field of fields.values()) {
      if (denied.has(field.coordinate) || isOfAnother(field, owner)) continue;
      const kind = accessOf(scope.map, field.coordinate).owner ?? above;
      const came = sourceOf(field, sources) ?? cameFrom;
      if (field.fields !== null) walk(field.fields, kind, came);
      else if (kind === own && came) found.add(field.coordinate);
    }
  };
  walk(scope.asked, null, sources.system);
  return [...found];
}

/** Does what stands below this field come from elsewhere than what stands beside it? Null: it does not. */
function sourceOf({ name }: CanonicalField, { packages, figures }: Sources): boolean | null {
  if (name === 'intelligencePackages') return packages;
  return name === 'published' ? figures : null;
}

/** Does the field ask nothing of `owner` by its arguments? */
function isOfAnother(field: CanonicalField, owner: CountryCode): boolean {
  if (owner === EUROPOL || owner === INTERPOL) return false;
  if (isParticipationName(field.name)) return (field.args.country ?? owner) !== owner;
  if (field.name === 'crossCheck') return referencesOf(field, owner).length === 0;
  return leavesOut(field.args, owner);
}

function kindOf(owner: CountryCode): OwnerKind {
  if (owner === EUROPOL) return 'EUROPOL';
  return owner === INTERPOL ? 'INTERPOL' : 'COUNTRY';
}
