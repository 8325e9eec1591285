/** A page of an entity set: `$orderby` and the place behind which it begins (OData v4, part 1, section 11.2.6.2). */

import type { NativeKey, NativePage } from './native-request.ts';
import { type SetProperties, toLiteral } from './odata-filter.ts';
import { behind, dateParts, dayTerms, type Step } from './odata-order.ts';

export interface PageExpressions {
  /** Items of `$orderby`, still to be encoded. A service has null first by itself: whether there is a value is a key too. */
  readonly order: readonly string[];
  /** Term of `$filter`; null: from the first row on. */
  readonly place: string | null;
}

/** Null: this entity set does not hold a key by one name, or a value of the place in its property's type. */
export function toPageExpressions({ order, after }: NativePage, set: SetProperties): PageExpressions | null {
  const keys = order.flatMap((key): Key[] => {
    const [name, ...others] = set.namesOf(key.fields);
    return name === undefined || others.length > 0 ? [] : [{ ...key, name }];
  });
  if (keys.length < order.length) return null;
  const steps = (after ?? []).map((value, place) => stepsOf(keys[place], value, set));
  const known = steps.filter((one) => one !== null);
  if (known.length < steps.length) return null;
  return {
    order: keys.flatMap((key) => orderItems(key, set)),
    place: after === null ? null : behind(known.flat(), false),
  };
}

interface Key extends NativeKey {
  readonly name: string;
}

function orderItems({ name, kind, isDescending }: Key, set: SetProperties): readonly string[] {
  const compared = kind === 'day' ? dateParts(name, set) : [name];
  return [`${name} eq null`, ...compared].map((item) => (isDescending ? `${item} desc` : item));
}

/** Null stands last, in a descending key first. */
function stepsOf(
  key: Key | undefined,
  value: string | number | null,
  set: SetProperties,
): readonly Step[] | null {
  if (key === undefined) return null;
  const { name, kind, isDescending } = key;
  if (value === null)
    return [{ isBehind: isDescending ? `${name} ne null` : null, isSame: `${name} eq null` }];
  const operator = isDescending ? 'lt' : 'gt';
  const steps =
    kind === 'day'
      ? dayTerms(dateParts(name, set), String(value), operator)
      : valueSteps(key, value, operator, set);
  const [first, ...others] = steps ?? [];
  if (first === undefined || isDescending) return steps;
  return [{ ...first, isBehind: `(${first.isBehind} or ${name} eq null)` }, ...others];
}

function valueSteps(
  { name }: Key,
  value: string | number,
  operator: 'gt' | 'lt',
  set: SetProperties,
): readonly Step[] | null {
  const literal = toLiteral(String(value), set.types[name]);
  if (literal === null) return null;
  return [{ isBehind: `${name} ${operator} ${literal}`, isSame: `${name} eq ${literal}` }];
}
