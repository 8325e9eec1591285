/** What Europol is asked of an operation: its own fields by the rights over XE, packages by the right over each provider. */
import { type CountryCode, EUROPOL } from '../terms.ts';
import { accessOf } from './access-map.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import { COMBINATIONS } from './closure-of.ts';
import {
  type Compiling,
  isListName,
  isOpen,
  isParticipationName,
  mayOpen,
  NONE,
  NOT_NATIONAL,
  wholePart,
} from './compiling.ts';
import { hasCursors } from './connection-part.ts';
import { responseKeyOf } from './response-key-of.ts';
import { leaf, mergeSelections, printSelection, type SelectedField, type Selection } from './selection.ts';

export function hubPart(compiling: Compiling, fields: CanonicalFields): Selection {
  const own = [...fields.values()].filter(
    ({ name }) => !isParticipationName(name) && !isListName(name) && name !== 'breakdown',
  );
  const packages = own.filter(({ name }) => name === 'intelligencePackages');
  return mergeSelections(
    europolFields(compiling, new Map(own.map((field) => [field.key, field]))),
    packagesPart(compiling, packages),
  );
}

export function europolFields(compiling: Compiling, fields: CanonicalFields): Selection {
  const selection = new Map<string, SelectedField>();
  for (const field of fields.values()) {
    const access = accessOf(compiling.map, field.coordinate);
    if (access.owner === 'EUROPOL' && isOpen(compiling, field, EUROPOL)) {
      const isCountry = field.name === 'leadCountry' || field.name === 'country';
      const below = field.fields === null || isCountry ? null : europolFields(compiling, field.fields);
      selection.set(field.key, { name: field.name, args: field.args, fields: below });
    }
  }
  return selection;
}

/**
 * Packages belong to their provider. Europol is asked for the border facts of every package of the owners that are open,
 * and for fields only of those that their marking lets go (`releasedTo`); owners that open the same fields together, the
 * requester's own packages by themselves. Where a query walks them more than once they are asked once, for all of it.
 */
function packagesPart(compiling: Compiling, walks: readonly CanonicalField[]): Selection {
  const requester = compiling.accessClass.requester.country;
  const groups = new Map<string, { readonly args: PackageArgs; readonly fields: Selection }>();
  const others: CountryCode[] = [];
  for (const owner of compiling.accessClass.operation.participants) {
    const open = walks.filter((field) => mayOpen(compiling, field, owner, OF_PACKAGES));
    if (open.length === 0) continue;
    const fields = open
      .map((field) => packageFields(compiling, owner, nodesOf(field)))
      .reduce(mergeSelections);
    const release = owner === requester ? {} : { releasedTo: requester };
    const key = `${owner === requester} ${printSelection(fields)}`;
    const group = groups.get(key) ?? { args: { owners: [], ...release }, fields };
    group.args.owners.push(owner);
    groups.set(key, group);
    if (owner !== requester) others.push(owner);
  }
  const selection = new Map<string, SelectedField>();
  const ask = (args: PackageArgs, fields: Selection): void => {
    const name = 'intelligencePackages';
    selection.set(responseKeyOf(name, { ...args }), {
      name,
      args: { ...args },
      fields: mergeSelections(FACTS, fields),
    });
  };
  if (others.length > 0) ask({ owners: others }, NONE);
  for (const { args, fields } of groups.values()) ask(args, fields);
  return selection;
}

/** Facts a package can have: nobody consents to one by itself, and none is of a protected person. */
const OF_PACKAGES = COMBINATIONS.filter(
  ({ itemConsent, protected: isProtected }) => !itemConsent && !isProtected,
);

interface PackageArgs {
  readonly owners: CountryCode[];
  /** Only packages that may go to this country. */
  readonly releasedTo?: CountryCode;
}

/** Border facts of a package: it is addressed to its recipient. */
const FACTS: Selection = new Map(['provider', 'entry', 'handling', 'recipient'].map(leaf));

/** What is asked of each package, as a node or through an edge; a cursor needs the reference where it can be open. */
function nodesOf(field: CanonicalField): readonly CanonicalField[] {
  const ofEdge = field.fields?.get('edges')?.fields?.get('node')?.fields?.values() ?? [];
  const ofNodes = field.fields?.get('nodes')?.fields?.values() ?? [];
  const reference = { key: 'id', name: 'id', coordinate: 'IntelligencePackage.id', args: {}, fields: null };
  return [...ofNodes, ...ofEdge, ...(hasCursors(field) ? [reference] : [])];
}

function packageFields(
  compiling: Compiling,
  owner: CountryCode,
  fields: readonly CanonicalField[],
): Selection {
  let selection: Selection = new Map();
  for (const field of fields) {
    if (!mayOpen(compiling, field, owner, OF_PACKAGES) || NOT_NATIONAL.has(field.name)) continue;
    const below = field.name === 'recipient' || field.fields === null ? null : wholePart(field.fields);
    const part = new Map([[field.key, { name: field.name, args: {}, fields: below }]]);
    selection = mergeSelections(selection, part);
  }
  return selection;
}
