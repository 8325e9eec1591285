/** Which fields of an owner an answer may show: what the evidence says was given, beside how many records. */
import { type AccessMap, accessOf } from '../access/access-map.ts';
import type { CanonicalField, CanonicalFields } from '../access/canonical-query.ts';
import { referencesOf } from '../access/compile-national.ts';
import type { CompiledQuery } from '../access/compile-query.ts';
import { isParticipationName } from '../access/compiling.ts';
import type { OwnerKind } from '../access/gate.ts';
import { leavesOut } from '../access/where-of-owner.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { OperationScope } from './query-scope.ts';

/** Where data of the owner came from in one operation, if at all. */
export interface Sources {
  /** Of which fields of the operation did its own system answer what was asked by them? */
  readonly system: SystemSource;
  /** Interpol's index gave entries. */
  readonly index: boolean;
  /** Europol gave packages of which it is the provider. */
  readonly packages: boolean;
  /** A published figure that it is in was given. */
  readonly figures: boolean;
}

/** `FACTS`: of Europol, whose second message failed, what the first has brought. */
export type SystemSource = 'ALL' | 'FACTS' | 'NOTICES' | 'NONE';

/**
 * By what a query was compiled to, then by sources and owner. INVARIANT: that is of one query and one schema, arguments and
 * all, and is never changed.
 */
const kept = new WeakMap<CompiledQuery, Map<string, readonly string[]>>();

/**
 * The fields of an operation's query that are `owner`'s, that are not denied and that came from somewhere: leaves, and objects
 * of the owner's of which only fields of the gateway are asked, such as a country's name. Each once, in the order they were
 * asked. What only consent to single records opens is there too: whether a record had it, the number of records says. The
 * evidence may say more than was given, never less.
 */
export function coordinatesGiven(
  scope: OperationScope,
  owner: CountryCode,
  sources: Sources,
): readonly string[] {
  // What the facts hold is of this answer of Europol's.
  if (sources.system === 'FACTS') return findCoordinates(scope, owner, sources);
  const { system, index, packages, figures } = sources;
  const key = `${system} ${index} ${packages} ${figures} ${owner}`;
  const bySources = kept.get(scope.compiled) ?? new Map<string, readonly string[]>();
  kept.set(scope.compiled, bySources);
  const found = bySources.get(key) ?? findCoordinates(scope, owner, sources);
  bySources.set(key, found);
  return found;
}

function findCoordinates(scope: OperationScope, owner: CountryCode, sources: Sources): readonly string[] {
  const denied = new Set(
    scope.compiled.denials.flatMap((one) => (one.owner === owner && !one.byConsent ? [one.coordinate] : [])),
  );
  const own = kindOf(owner);
  const found = new Set<string>();
  const visit = (field: CanonicalField, above: OwnerKind | null, came: boolean): void => {
    if (denied.has(field.coordinate) || isOfAnother(field, owner)) return;
    const itself = accessOf(scope.map, field.coordinate).owner;
    const kind = itself ?? above;
    const cameHere = sourceOf(field, sources) ?? came;
    const isTold =
      field.fields === null ? kind === own : itself === own && isGateways(scope.map, field.fields);
    if (isTold && cameHere) found.add(field.coordinate);
    for (const below of field.fields?.values() ?? []) visit(below, kind, cameHere);
  };
  for (const field of scope.asked.values()) visit(field, null, isAnswered(scope, field, sources.system));
  return Object.freeze([...found]);
}

/** Did the owner's own system answer what was asked by this field of the operation? */
function isAnswered(
  { compiled, hub }: OperationScope,
  { key, name }: CanonicalField,
  system: SystemSource,
): boolean {
  switch (system) {
    case 'ALL':
      return true;
    case 'FACTS':
      // All but what only the second message asks for.
      return isParticipationName(name) || hub.held.has(key) || !compiled.hub.has(key);
    case 'NOTICES':
      return name === 'notices';
    case 'NONE':
      return false;
  }
}

/** Is all that is asked here, however deep, the gateway's own? Then what it hangs on is told by it. */
function isGateways(map: AccessMap, fields: CanonicalFields): boolean {
  return [...fields.values()].every(
    (field) =>
      accessOf(map, field.coordinate).owner === 'GATEWAY' &&
      (field.fields === null || isGateways(map, field.fields)),
  );
}

/** Does what stands below this field come from elsewhere than what stands beside it? Null: it does not. */
function sourceOf({ name }: CanonicalField, { packages, index, figures }: Sources): boolean | null {
  if (name === 'intelligencePackages') return packages;
  if (name === 'interpol') return index;
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
