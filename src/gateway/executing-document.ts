/** The document that runs on the stitched schema: the union of what any owner is asked. The border cuts it for each. */
import { type DocumentNode, parse } from 'graphql';
import { isListName } from '../access/compiling.ts';
import {
  leaf,
  mergeSelections,
  printSelection,
  type SelectedField,
  type Selection,
} from '../access/selection.ts';
import { asksParticipations, type OperationScope } from './query-scope.ts';

/** What a library hands to an executor. */
export interface StitchedRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Fields of the border's own, by where they stand: reports and keys that it fills itself and that no country is asked. */
const INVALID: Selection = new Map([leaf('_invalid')]);
const OF_CONNECTION: Selection = new Map(
  ['hasMore', 'totalCount', '_consentable', '_given', '_keys', '_before'].map(leaf),
);
const OF_RECORD: Selection = new Map([leaf('_invalid'), leaf('_facts')]);
const OF_CROSS_CHECK: Selection = new Map([leaf('_decidedBy'), leaf('_invalid')]);

export const BORDER_FIELDS = {
  participation: new Map([leaf('id'), leaf('_status'), leaf('_asOf'), leaf('_invalid')]) as Selection,
  /** `selection`, which stands under a participation, with the border's fields at every place that has them. */
  added: (selection: Selection): Selection => {
    const added = new Map<string, SelectedField>();
    for (const [key, field] of mergeSelections(selection, BORDER_FIELDS.participation)) {
      const { name, fields } = field;
      if (fields === null) added.set(key, field);
      else if (name === 'crossCheck') added.set(key, { ...field, fields: addedToCrossCheck(fields) });
      else if (isListName(name)) added.set(key, { ...field, fields: addedToList(fields) });
      else added.set(key, field);
    }
    return added;
  },
};

function addedToList(list: Selection): Selection {
  const added = new Map<string, SelectedField>();
  for (const [key, field] of mergeSelections(list, INVALID)) {
    if (field.name !== 'records') added.set(key, field);
    else {
      const connection = mergeSelections(field.fields ?? new Map(), OF_CONNECTION);
      added.set(key, { ...field, fields: withRecords(connection, ['nodes']) });
    }
  }
  return added;
}

function addedToCrossCheck(fields: Selection): Selection {
  return withRecords(mergeSelections(fields, OF_CROSS_CHECK), ['arrest', 'suspect', 'search']);
}

/** The border's fields of a record, wherever one of `names` leads to some. */
function withRecords(fields: Selection, names: readonly string[]): Selection {
  const added = new Map(fields);
  for (const [key, field] of fields) {
    if (!names.includes(field.name)) continue;
    const record = withEntry(field.fields ?? new Map());
    added.set(key, { ...field, fields: mergeSelections(record, OF_RECORD) });
  }
  return added;
}

/** Interpol's report beside the fields of an entry; where none of them is asked, nothing is asked of Interpol. */
function withEntry(record: Selection): Selection {
  const entry = record.get('interpol');
  const asked = entry?.fields ? withoutBorderFields(entry.fields) : new Map();
  if (entry === undefined || asked.size === 0) return record;
  const fields = mergeSelections(entry.fields ?? new Map(), INVALID);
  return new Map(record).set('interpol', { ...entry, fields });
}

/** Key of one operation's root field in the executing document. */
export function operationKeyOf(index: number): string {
  return `operation_${index}`;
}
export function noticesKeyOf(index: number): string {
  return `notices_${index}`;
}

/** The executing document; null when nothing is to be asked beyond what Europol has said already. */
export function executingDocument(operations: readonly OperationScope[]): DocumentNode | null {
  const roots = operations.flatMap(({ id, compiled }, index) => {
    const parts: string[] = [];
    const hub = hubPart(compiled);
    if (hub.size > 0)
      parts.push(`${operationKeyOf(index)}: operation(id: ${JSON.stringify(id)}) ${printSelection(hub)}`);
    if (compiled.notices !== null) {
      const notices = mergeSelections(compiled.notices, INVALID);
      parts.push(
        `${noticesKeyOf(index)}: notices(operation: ${JSON.stringify(id)}) ${printSelection(notices)}`,
      );
    }
    return parts;
  });
  return roots.length === 0 ? null : parse(`query { ${roots.join(' ')} }`, { noLocation: true });
}

function hubPart(compiled: OperationScope['compiled']): Selection {
  const hub = withInvalid(compiled.hub);
  if (!asksParticipations(compiled)) return compiled.hub.size === 0 ? compiled.hub : hub;
  const national = [...compiled.national.values()]
    .map(BORDER_FIELDS.added)
    .reduce(mergeSelections, new Map());
  const own: Selection = new Map([leaf('id'), leaf('country')]);
  const fields = [compiled.participations ?? new Map(), own, national, BORDER_FIELDS.participation].reduce(
    mergeSelections,
  );
  return mergeSelections(hub, new Map([['participations', { name: 'participations', args: {}, fields }]]));
}

/** What is asked of Europol with the border's report at every object. */
function withInvalid(selection: Selection): Selection {
  const added = new Map<string, SelectedField>(INVALID);
  for (const [key, field] of selection)
    added.set(key, field.fields === null ? field : { ...field, fields: withInvalid(field.fields) });
  return added;
}

/** A selection that a library wrote, without the border's own fields: what a system can be asked. */
export function withoutBorderFields(selection: Selection): Selection {
  const left = new Map<string, SelectedField>();
  for (const [key, field] of selection) {
    if (field.name.startsWith('_')) continue;
    left.set(key, field.fields === null ? field : { ...field, fields: withoutBorderFields(field.fields) });
  }
  return left;
}
