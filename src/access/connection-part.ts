/** A connection of the public schema in the shape of the contract, which knows neither edges nor cursors. */
import type { CountryCode } from '../terms.ts';
import { accessOf } from './access-map.ts';
import type { CanonicalField } from './canonical-query.ts';
import { canOpenByRecord } from './closure-of.ts';
import { type Compiling, NONE } from './compiling.ts';
import { leaf, mergeSelections, type Selection } from './selection.ts';

/**
 * What `field`, a connection of records, asks of `owner`, whose open part is `below`: `edges { node }` and `nodes` are one, a
 * page needs to know whether there is more, and the total only where it is shown or tells what stands before; a cursor needs
 * the reference, which parts what no other key does, where it can be open. Records that are shown are there whatever is
 * asked of them.
 */
export function connectionPart(
  compiling: Compiling,
  owner: CountryCode,
  field: CanonicalField,
  below: Selection,
): Selection {
  const frame = new Map([...below].filter(([, { name }]) => name !== 'edges' && name !== 'nodes'));
  frame.set(...leaf('hasMore'));
  if (showsWhatIsBefore(field)) frame.set(...leaf('totalCount'));
  const needsReference = hasCursors(field);
  const isShown = field.fields?.has('nodes') === true || field.fields?.has('edges') === true;
  if (!isShown && !needsReference) return frame;
  const records = [
    below.get('edges')?.fields?.get('node')?.fields ?? NONE,
    below.get('nodes')?.fields ?? NONE,
    needsReference ? referencePart(compiling, owner, field) : NONE,
  ].reduce(mergeSelections);
  return frame.set('nodes', { name: 'nodes', args: {}, fields: records });
}

/** Before the first page there is nothing; before another there may be. */
function showsWhatIsBefore({ args, fields }: CanonicalField): boolean {
  return args.after !== undefined && fields?.get('pageInfo')?.fields?.has('hasPreviousPage') === true;
}

/** Does the query give a cursor to this connection, or take one from it? */
export function hasCursors({ args, fields }: CanonicalField): boolean {
  const page = fields?.get('pageInfo')?.fields;
  const isGiven = fields?.get('edges')?.fields?.has('cursor') ?? false;
  return (
    args.after !== undefined ||
    isGiven ||
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
