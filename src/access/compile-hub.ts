/** What Europol is asked of an operation: its own fields by the rights over XE, packages by the right over each provider. */
import { type CountryCode, EUROPOL } from '../terms.ts';
import { accessOf } from './access-map.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import {
  type Compiling,
  isListName,
  isOpen,
  isParticipationName,
  NONE,
  NOT_NATIONAL,
  wholePart,
} from './compiling.ts';
import { responseKeyOf } from './response-key-of.ts';
import { mergeSelections, printSelection, type SelectedField, type Selection } from './selection.ts';

export function hubPart(compiling: Compiling, fields: CanonicalFields): Selection {
  const own = [...fields.values()].filter(
    (field) => !isParticipationName(field.name) && !isListName(field.name),
  );
  return europolFields(compiling, new Map(own.map((field) => [field.key, field])), true);
}

export function europolFields(compiling: Compiling, fields: CanonicalFields, packages = false): Selection {
  const selection = new Map<string, SelectedField>();
  for (const field of fields.values()) {
    const access = accessOf(compiling.map, field.coordinate);
    if (packages && field.name === 'intelligencePackages') addAll(selection, packagesPart(compiling, field));
    else if (access.owner === 'EUROPOL' && isOpen(compiling, field, EUROPOL)) {
      const isCountry = field.name === 'leadCountry' || field.name === 'country';
      const below = field.fields === null || isCountry ? null : europolFields(compiling, field.fields);
      selection.set(field.key, { name: field.name, args: field.args, fields: below });
    }
  }
  return selection;
}

/** Packages belong to their provider: Europol is asked for those of the owners that open the same fields together. */
function packagesPart(compiling: Compiling, field: CanonicalField): Selection {
  const groups = new Map<string, { readonly owners: CountryCode[]; readonly fields: Selection }>();
  for (const owner of compiling.accessClass.operation.participants) {
    if (!isOpen(compiling, field, owner)) continue;
    const nodes = field.fields?.get('nodes');
    const fields = nodes === undefined ? NONE : packageFields(compiling, owner, nodes.fields ?? new Map());
    const group = groups.get(printSelection(fields)) ?? { owners: [], fields };
    group.owners.push(owner);
    groups.set(printSelection(fields), group);
  }
  const selection = new Map<string, SelectedField>();
  for (const { owners, fields } of groups.values()) {
    const facts: Selection = new Map(
      ['provider', 'handling'].map((name) => [name, { name, args: {}, fields: null }]),
    );
    const [name, args] = ['intelligencePackages', { owners }];
    selection.set(responseKeyOf(name, args), { name, args, fields: mergeSelections(facts, fields) });
  }
  return selection;
}

function packageFields(compiling: Compiling, owner: CountryCode, fields: CanonicalFields): Selection {
  const selection = new Map<string, SelectedField>();
  for (const field of fields.values()) {
    if (!isOpen(compiling, field, owner) || NOT_NATIONAL.has(field.name)) continue;
    const below = field.name === 'recipient' || field.fields === null ? null : wholePart(field.fields);
    selection.set(field.key, { name: field.name, args: {}, fields: below });
  }
  return selection;
}

function addAll(target: Map<string, SelectedField>, source: Selection): void {
  for (const [key, field] of source) target.set(key, field);
}
