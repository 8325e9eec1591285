/** A connection of the public schema in the shape of the contract, which knows neither edges nor cursors. */
import type { CountryCode } from '../terms.ts';
import { accessOf } from './access-map.ts';
import type { CanonicalField } from './canonical-query.ts';
import { canOpenByRecord } from './closure-of.ts';
import { type Compiling, NONE } from './compiling.ts';
import { mergeSelections, type SelectedField, type Selection } from './selection.ts';

/**
 * What `field`, a connection of records, asks of `owner`, whose open part is `below`: `edges { node }` and `nodes` are one,
 * and a page needs the total. Where records are walked, or a cursor is given or taken, they are asked with the reference by
 * which they stand in order, where it can be open: an order does not hang on what else is asked.
 */
export function connectionPart(
  compiling: Compiling,
  owner: CountryCode,
  field: CanonicalField,
  below: Selection,
): Selection {
  const frame = new Map([...below].filter(([, { name }]) => name !== 'edges' && name !== 'nodes'));
  frame.set(...leaf('totalCount'));
  if (!isWalked(field)) return frame;
  const records = [
    below.get('edges')?.fields?.get('node')?.fields ?? NONE,
    below.get('nodes')?.fields ?? NONE,
    referencePart(compiling, owner, field),
  ].reduce(mergeSelections);
  return frame.set('nodes', { name: 'nodes', args: {}, fields: records });
}

/** Are records of the connection shown, or is a cursor given to it or taken from it? */
function isWalked({ args, fields }: CanonicalField): boolean {
  const page = fields?.get('pageInfo')?.fields;
  return (
    args.after !== undefined ||
    fields?.has('nodes') === true ||
    fields?.has('edges') === true ||
    page?.has('startCursor') === true ||
    page?.has('endCursor') === true
  );
}

/** References of records, whatever they are called. */
const REFERENCES = ['caseRef', 'exhibitRef'];

function referencePart(
  { map, accessClass }: Compiling,
  owner: CountryCode,
  field: CanonicalField,
): Selection {
  const [child] = field.fields?.values() ?? [];
  const record = child?.coordinate.replace(/Connection\..*$/, '') ?? '';
  const name = REFERENCES.find((reference) => map.has(`${record}.${reference}`));
  const isOpen =
    name !== undefined && canOpenByRecord(accessClass, accessOf(map, `${record}.${name}`), owner);
  return isOpen ? new Map([leaf(name)]) : NONE;
}

function leaf(name: string): [string, SelectedField] {
  return [name, { name, args: {}, fields: null }];
}
