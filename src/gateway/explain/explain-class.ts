import type { AccessClass, OperationFacts, Requester, Right, Rights } from '../../access/access-class.ts';
import type { Category, CountryCode, Effect } from '../../terms.ts';

/** What decides an access class, and what it says. */
export interface ExplainedClass {
  readonly requester: Requester;
  readonly operation: OperationFacts;
  /** Owners for whom every category is the same. */
  readonly rights: readonly ExplainedRights[];
}

export interface ExplainedRights {
  readonly owners: readonly CountryCode[];
  readonly categories: readonly {
    readonly category: Category;
    /** By class facts alone. */
    readonly effect: Effect;
    /** Whatever the marking of a record, or by it. */
    readonly state: Right['state'];
  }[];
}

export function explainClass({ requester, operation, rights }: AccessClass): ExplainedClass {
  const groups = new Map<string, ExplainedRights & { readonly owners: CountryCode[] }>();
  for (const [owner, ofOwner] of rights) {
    const categories = categoriesOf(ofOwner);
    const key = JSON.stringify(categories);
    const group = groups.get(key) ?? { owners: [], categories };
    group.owners.push(owner);
    groups.set(key, group);
  }
  return { requester, operation, rights: [...groups.values()] };
}

function categoriesOf(rights: Rights): ExplainedRights['categories'] {
  return [...rights].map(([category, { decision, state }]) => ({ category, effect: decision.effect, state }));
}
