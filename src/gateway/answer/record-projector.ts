/**
 * Records in one go. Of a record whose values fit, nothing is left to find out field by field: it is written by code made for
 * the selection, and what its facts close is null, with its cause. Any other record goes field by field, as does everything
 * that is no record.
 *
 * INVARIANT: the code is made of names of the schema alone. What a client calls a field never gets into it: such a name is
 * a value that the code is handed.
 */
import type { GraphQLObjectType } from 'graphql';
import type { AccessClass } from '../../access/access-class.ts';
import { accessOf } from '../../access/access-map.ts';
import { closureOf } from '../../access/closure-of.ts';
import { RECORD_TYPES } from '../../access/list-release.ts';
import { memoized } from '../../memoized.ts';
import { type CountryCode, INTERPOL } from '../../terms.ts';
import { byFacts, type JudgedFacts, type RecordKey } from '../judge-records.ts';
import { madeCode, schemaName } from '../made-code.ts';
import type { FieldPlan, Shape } from './answer-plan.ts';
import { type Cause, causeOfClosure } from './closed-fields.ts';
import { checkAsked, entryClosureOf, entryNameOf, interpolEntryOf } from './interpol-entry.ts';
import { giveRecords, noteGiven } from './record-view.ts';
import { type ResolveInfo, stepsOf } from './resolve.ts';
import type { AnswerContext, Data, OperationView, OwnedView } from './views.ts';

/** How records are written of which nothing is left to find out. */
export interface RecordProjector {
  /** The finished record, which stands at `path`; null: it has to go field by field. */
  readonly one: (view: OwnedView, context: AnswerContext, path: Path | undefined) => Finished | null;
  /** All records of one country's list, which stands at `path`, each of them given; null: one has to go field by field. */
  readonly all: (
    part: OwnedView,
    nodes: readonly Data[],
    context: AnswerContext,
    path: Path,
  ) => Finished[] | null;
}

type Path = ResolveInfo['path'];
type Finished = Record<string, unknown>;

/** Writes a record: values by name of the schema, what Interpol has of it, and the client's names where they differ. */
type Write = (data: Data, entry: Data | null, keys: readonly string[]) => Finished;

const RECORDS: ReadonlySet<string> = new Set(Object.values(RECORD_TYPES));
/** Fields that are more than a value of the record. */
const PARTS: ReadonlySet<string> = new Set(['offence', 'marking', 'interpol']);

/** Null where `type` is no record, or more is asked of it than its values, its marking and its entry at Interpol. */
export function projectorOf(type: GraphQLObjectType, fields: readonly FieldPlan[]): RecordProjector | null {
  const code = projectorCodeOf(type, fields);
  if (code === null) return null;
  const { text, keys } = code;
  const write = madeCode(['d', 'e', 'k'], text) as Write;
  const closedFields = closedOf(fields);
  const joins = fields.some(({ name }) => name === 'interpol');
  const asksEntry = fields.some(
    ({ name, shape }) =>
      name === 'interpol' &&
      shape.kind === 'object' &&
      shape.of.fields.some(({ resolve }) => resolve !== null),
  );
  const finish = (
    data: Data,
    operation: OperationView,
    closed: Closures,
    context: AnswerContext,
  ): Finished | null => {
    if ((data._invalid as readonly unknown[]).length > 0) return null;
    const reference = joins && !closed.entry ? ((data.interpol ?? null) as Data | null) : null;
    if (joins && !closed.entry && operation.indexFailure !== null) return null;
    const entry = interpolEntryOf(reference, operation.interpol);
    if (entry !== null) {
      if ((entry._invalid as readonly unknown[]).length > 0) return null;
      if (asksEntry) checkAsked(entry);
      noteGiven(context, INTERPOL, entryNameOf(reference));
    }
    const record = write(data, entry, keys);
    // INVARIANT: what is closed is null, whatever the border has left in its place.
    for (const { field } of closed.fields) record[field.key] = null;
    return record;
  };
  return {
    one: ({ data, facts, operation, owner }, context, path) => {
      if (facts === undefined) return null;
      const closed = closedFields(context.map)(operation.scope.accessClass)(owner)(facts);
      const record = finish(data, operation, closed, context);
      if (record === null || closed.fields.length === 0) return record;
      const above = stepsOf(path);
      for (const { field, cause } of closed.fields)
        context.closed.push({ path: [...above, field.key], coordinate: field.coordinate, cause });
      return record;
    },
    all: (part, nodes, context, path) => {
      const { operation, owner } = part;
      const closuresOf = closedFields(context.map)(operation.scope.accessClass)(owner);
      const places = new Map<Closed, number[]>();
      const records: Finished[] = [];
      for (const data of nodes) {
        const { facts } = data._facts as RecordKey;
        const closed = closuresOf(facts);
        const record = finish(data, operation, closed, context);
        if (record === null) return null;
        for (const one of closed.fields) {
          const known = places.get(one);
          if (known === undefined) places.set(one, [records.length]);
          else known.push(records.length);
        }
        records.push(record);
      }
      const above = stepsOf(path);
      giveRecords(context, above, part, nodes);
      for (const [{ field, cause }, own] of places)
        context.closed.push({
          path: [...above, own[0] ?? 0, field.key],
          places: own,
          coordinate: field.coordinate,
          cause,
        });
      return records;
    },
  };
}

/** A field of a record that the rules close, and why. */
interface Closed {
  readonly field: FieldPlan;
  readonly cause: Cause;
}

/** What is closed of all records that are alike to the rules: it is among what the answer says is closed. */
interface Closures {
  readonly fields: readonly Closed[];
  /** The entry at Interpol is among them. */
  readonly entry: boolean;
}

/** The body of a function of a record (`d`), its entry at Interpol (`e`) and the client's names (`k`), which are `keys`. */
export interface ProjectorCode {
  readonly text: string;
  readonly keys: readonly string[];
}

/** The code of a selection's projector; null where it has none (`obstaclesOf`). */
export function projectorCodeOf(type: GraphQLObjectType, fields: readonly FieldPlan[]): ProjectorCode | null {
  if (obstaclesOf(type, fields).length > 0) return null;
  return { text: codeOf(fields), keys: fields.flatMap(keysOf) };
}

/** Why objects of `type` with these fields go field by field, each as a few words; empty where a projector writes them. */
export function obstaclesOf(type: GraphQLObjectType, fields: readonly FieldPlan[]): readonly string[] {
  if (!RECORDS.has(type.name)) return ['no record'];
  return fields.flatMap((field) => obstacleOf(field) ?? []);
}

function obstacleOf({ name, args, resolve, shape }: FieldPlan): string | null {
  if (resolve === null) return null;
  if (name === 'provenance') return '`provenance` is made by the gateway';
  if (!shape.isNullable) return `\`${name}\` is never null`;
  if (Object.keys(args).length > 0) return `\`${name}\` has arguments`;
  if (shape.kind !== 'object') return isValue(shape) ? null : `\`${name}\` is more than a value`;
  const isPart = PARTS.has(name);
  return isPart && shape.of.fields.every((field) => field.resolve === null || isValue(field.shape))
    ? null
    : `\`${name}\` is more than values`;
}

/** A leaf that may be null, or a list of them: what passed the border fits its type, or is null. */
function isValue(shape: Shape): boolean {
  return shape.isNullable && (shape.kind === 'leaf' || (shape.kind === 'list' && shape.of.kind === 'leaf'));
}

/** Which fields are closed to a class, of an owner, with these facts: decided once, as everything that hangs on no more. */
function closedOf(fields: readonly FieldPlan[]) {
  const judged = fields.filter(({ resolve }) => resolve !== null);
  return memoized((map: AnswerContext['map']) =>
    memoized((accessClass: AccessClass) => {
      const byOwner = new Map<CountryCode, (facts: JudgedFacts) => Closures>();
      return (owner: CountryCode): ((facts: JudgedFacts) => Closures) => {
        const known = byOwner.get(owner);
        if (known !== undefined) return known;
        const closures = byFacts((facts): Closures => {
          const closed = judged.flatMap((field) => {
            const closure =
              field.name === 'interpol'
                ? entryClosureOf(map, accessClass, owner, facts)
                : closureOf(accessClass, accessOf(map, field.coordinate), owner, facts.own);
            return closure === null ? [] : [{ field, cause: causeOfClosure(closure) }];
          });
          return { fields: closed, entry: closed.some(({ field }) => field.name === 'interpol') };
        });
        byOwner.set(owner, closures);
        return closures;
      };
    }),
  );
}

/** In the order of the code: each client's name that differs from the schema's. */
function keysOf(field: FieldPlan): readonly string[] {
  const below = field.shape.kind === 'object' ? field.shape.of.fields.flatMap(keysOf) : [];
  return field.key === field.name ? below : [field.key, ...below];
}

function codeOf(fields: readonly FieldPlan[]): string {
  let used = 0;
  const keyOf = ({ key, name }: FieldPlan): string => (key === name ? schemaName(name) : `[k[${used++}]]`);
  const below = (field: FieldPlan, from: string): string => {
    if (field.shape.kind !== 'object') return '';
    const written = field.shape.of.fields.map((own) => {
      const key = keyOf(own);
      return own.resolve === null
        ? `${key}: ${JSON.stringify(own.parentType.name)}`
        : `${key}: ${from}.${schemaName(own.name)} ?? null`;
    });
    return `{ ${written.join(', ')} }`;
  };
  const written = fields.map((field) => {
    const key = keyOf(field);
    if (field.resolve === null) return `${key}: ${JSON.stringify(schemaName(field.parentType.name))}`;
    const from = field.name === 'interpol' ? 'e' : `d.${schemaName(field.name)}`;
    if (field.shape.kind !== 'object') return `${key}: ${from} ?? null`;
    return `${key}: ${from} == null ? null : ${below(field, from)}`;
  });
  return `return { ${written.join(', ')} };`;
}
