/** Resolvers of Arrests, Suspects, Searches, Seizures, ForensicExams and what hangs below them: one shape for all. */
import { getNamedType, isEnumType } from 'graphql';
import { RECORD_TYPES } from '../../access/list-release.ts';
import { PLAIN } from '../../access/record-facts.ts';
import { responseKeyOf } from '../../access/response-key-of.ts';
import { leavesOut } from '../../access/where-of-owner.ts';
import type { Country } from '../../countries/country.ts';
import { type CountryCode, LIST_NAMES, type ListName } from '../../terms.ts';
import { isInt } from '../is-int.ts';
import type { Walk } from '../records/position.ts';
import { type Cause, causeOfSource } from './closed-fields.ts';
import { completenessOf, toMissing } from './completeness.ts';
import {
  close,
  combined,
  coordinateOf,
  type Gathered,
  gather,
  namesInvalid,
  type Resolve,
  resolveOwned,
  ruleCauseOf,
  withhold,
} from './resolve.ts';
import { toConnectionView } from './resolve-connection.ts';
import { resolvePublished } from './resolve-figures.ts';
import type { AnswerContext, Data, ListView, OwnedView } from './views.ts';

const count = (list: Data): Data => (list.count ?? {}) as Data;

export const listResolvers: Readonly<Record<string, Resolve<ListView>>> = {
  count: (view) => view,
  completeness: (view, _, context) => {
    const gathered = gather(context, view, 'Count.exact', ['exact'], (list) => numberOf(count(list).exact));
    const silent = gathered.values.filter(({ value }) => value === null);
    return completenessOf(view.parts.length, [
      ...toMissing(gathered.causes),
      ...silent.map(({ part }) => ({ country: part.owner, cause: 'NOT_REPORTED' })),
    ]);
  },
  hit: (view, _, context, info) => {
    const gathered = gather(
      context,
      view,
      coordinateOf(info),
      ['hit'],
      (list) => textOf(list.hit),
      (hit) => hit === 'HIT',
    );
    return combined(context, info, gathered, (values) =>
      values.some(({ value }) => value === 'HIT') ? 'HIT' : 'NO_HIT',
    );
  },
  contact: (view, _, context) => {
    const [part] = view.parts;
    const country = part === undefined || view.isAcross ? undefined : context.countries.get(part.owner);
    return country === undefined ? null : { country: country.code, unit: country.agency };
  },
  byStatus: (view, _, context, info) => cells(view, context, info, 'byStatus', 'status'),
  byAgeBand: (view, _, context, info) => cells(view, context, info, 'byAgeBand', 'ageBand'),
  records: (view, args, context, info) => {
    const key = responseKeyOf('records', args);
    const asked = { ...view, parts: view.parts.filter(({ owner }) => !leavesOut(args, owner)) };
    const gathered = gather(
      context,
      asked,
      coordinateOf(info),
      ['records'],
      (list) => (list[key] ?? null) as Data | null,
      (connection) => connection?._given === true,
    );
    const walked = withoutMissing(gathered, context.walks.get(String(args.after)));
    return combined(context, info, walked, (values) => {
      noteWithheld(context, info, view.list, values);
      return toConnectionView(view, args, walked, context);
    });
  },
};

export const countResolvers: Readonly<Record<string, Resolve<ListView>>> = {
  exact: (view, _, context, info) => {
    const gathered = gather(context, view, coordinateOf(info), ['exact'], (list) =>
      numberOf(count(list).exact),
    );
    return combined(context, info, gathered, (values) => {
      const reported = values.flatMap(({ value }) => (value === null ? [] : [value]));
      if (reported.length === 0) return null;
      const sum = reported.reduce((total, value) => total + value, 0);
      return isInt(sum) ? sum : close(context, info, sumBeyond(values.map(({ part }) => part.owner)));
    });
  },
  published: resolvePublished,
  reported: (view, _, context, info) => {
    const gathered = gather(context, view, coordinateOf(info), ['reported'], (list) =>
      textOf(count(list).reported),
    );
    return combined(context, info, gathered, (values) =>
      values.every(({ value }) => value === 'REPORTED') ? 'REPORTED' : 'NOT_REPORTED',
    );
  },
};

/** Who failed on an earlier page of the walk has no part in this one either. */
function withoutMissing(gathered: Gathered<Data>, walk: Walk | undefined): Gathered<Data> {
  if (walk === undefined || walk.missing.length === 0) return gathered;
  const missing = new Map(walk.missing.map(({ country, code }) => [country, code]));
  return {
    ...gathered,
    values: gathered.values.filter(({ part }) => !missing.has(part.owner)),
    causes: [
      ...gathered.causes,
      ...gathered.values.flatMap(({ part: { owner } }) => {
        const code = missing.get(owner);
        return code === undefined ? [] : [causeOfSource(code, owner)];
      }),
    ],
  };
}

/** Fields of a record beside its own. */
export const recordResolvers: Readonly<Record<string, Resolve<OwnedView>>> = {
  provenance: (source, args, context, info) => {
    if (
      resolveOwned(source, args, context, info) === null &&
      context.closed.at(-1)?.coordinate === coordinateOf(info)
    ) {
      return null;
    }
    const country = context.countries.get(source.owner);
    const asOf = typeof source.asOf === 'string' ? source.asOf : context.arrived().toISOString();
    return {
      country: source.owner,
      system: country?.system ?? 'unknown',
      asOf,
      timeZone: country?.timeZone ?? 'UTC',
      corrections: correctionsOf(country, info.parentType.name),
    };
  },
};

/** What the adapter of `country` does to the list of which a record of `type` is. */
function correctionsOf(country: Country | undefined, type: string): readonly Data[] {
  const list = LIST_NAMES.find((name) => RECORD_TYPES[name] === type);
  const correction = list === undefined ? undefined : country?.lists[list].correction;
  return correction === undefined ? [] : [{ kind: correction.kind, what: correction.name }];
}

function cells(
  view: ListView,
  context: Parameters<Resolve<ListView>>[2],
  info: Parameters<Resolve<ListView>>[3],
  field: string,
  key: string,
): unknown {
  const gathered = gather(
    context,
    view,
    coordinateOf(info),
    [field],
    (list) => (list[field] ?? null) as readonly Data[] | null,
  );
  return combined(context, info, gathered, (values) => sumCells(info, key, values));
}

/** Each count can be answered, their sum cannot: whose is wrong, nobody here can know. */
function sumBeyond(countries: readonly CountryCode[]): Cause {
  return { code: 'SOURCE_INVALID', countries, reason: null, legalBasis: null };
}

/** One cell for each code that occurs, in the order of the enum. */
function sumCells(
  info: Parameters<Resolve<ListView>>[3],
  key: string,
  values: Gathered<readonly Data[]>['values'],
): unknown {
  const sums = new Map<string, number>();
  for (const { value } of values) {
    for (const cell of value ?? []) {
      const code = String(cell[key]);
      sums.set(code, (sums.get(code) ?? 0) + (numberOf(cell.count) ?? 0));
    }
  }
  const cellType = getNamedType(info.returnType) as unknown as {
    getFields(): Record<string, { type: never }>;
  };
  const codes = getNamedType(cellType.getFields()[key]?.type as never);
  if (!isEnumType(codes)) return null;
  return codes.getValues().flatMap(({ name }) => {
    const sum = sums.get(name);
    return sum === undefined ? [] : [{ [key]: name, count: sum }];
  });
}

/** Why a list is given without some records: once for each cause, without a number (decision-rules.md, "Silence"). */
function noteWithheld(
  context: AnswerContext,
  info: Parameters<Resolve<ListView>>[3],
  list: ListName,
  values: Gathered<Data>['values'],
): void {
  for (const { part, value, opened } of values) {
    if (opened !== null && opened.code !== 'ACCESS_DENIED') withhold(context, info, opened);
    if (namesInvalid((part.data[list] ?? {}) as Data, info.fieldName))
      withhold(context, info, causeOfSource('SOURCE_INVALID', part.owner));
    if (value?._consentable !== true) continue;
    const facts = { ...PLAIN, handling: 'H2' } as const;
    const cause = ruleCauseOf(context, part.operation, coordinateOf(info), part.owner, facts);
    if (cause !== null) withhold(context, info, cause);
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
