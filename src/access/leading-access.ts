import { type AccessMap, type FieldAccess, namedTypeOf, type objectTypesOf } from './access-map.ts';

const ROOT: FieldAccess = {
  coordinate: 'Query',
  category: 'PUBLIC',
  owner: 'GATEWAY',
  from: 'ALLOW',
  secondGate: null,
  rights: [],
  inputs: [],
  reads: new Map(),
};

/**
 * By type: the access of every field that leads to it, the root being PUBLIC. A field that inherits hands on what leads
 * to its own type, through as many frames as there are and in whatever order the types are written.
 */
export function leadingAccess(
  map: AccessMap,
  types: ReturnType<typeof objectTypesOf>,
): ReadonlyMap<string, ReadonlySet<FieldAccess>> {
  const leads = new Map<string, Set<FieldAccess>>([...types.keys()].map((name) => [name, new Set()]));
  leads.get('Query')?.add(ROOT);
  for (let grew = true; grew; ) {
    grew = false;
    for (const type of types.values()) {
      for (const field of type.fields ?? []) {
        const access = map.get(`${type.name.value}.${field.name.value}`);
        const target = leads.get(namedTypeOf(field.type));
        if (access === undefined || target === undefined) continue;
        const before = target.size;
        for (const lead of access.category === 'INHERIT' ? (leads.get(type.name.value) ?? []) : [access]) {
          target.add(lead);
        }
        grew ||= target.size > before;
      }
    }
  }
  return leads;
}
