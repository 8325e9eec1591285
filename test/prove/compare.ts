/** The product against the oracle, in one list of differences: data, errors, withheld, obligations, messages, evidence. */

import { Kind, parse, valueFromASTUntyped, visit } from 'graphql';
import { expand } from '../../clients/expand.ts';
import type { Asked } from '../../mocks/mock-system.ts';
import type { ErrorEntry, ObligationEntry } from '../../src/gateway/answer/to-errors.ts';
import { type AskedField, type AskedTree, ofOperation, readTree } from './asked-tree.ts';
import { type ExpectedOfCountry, type ExpectedSent, expectedSent, TYPES } from './expected-sent.ts';
import { arrivalOf, type Observed, type Question } from './observe.ts';
import { askOracle, CURSOR, type Explained, type Obliged, type OracleAnswer } from './oracle.ts';
import { SCHEMA } from './queries.ts';
import { isRefused } from './record-arguments.ts';
import { type Marked, type Rights, rightsOf } from './rights.ts';
import { NO_WALKS } from './walks.ts';
import { FAMILIES, type ListName, type ProvedWorld } from './worlds.ts';

/** What the oracle says of one question over one world. */
export interface View {
  readonly tree: AskedTree;
  readonly sent: ExpectedSent | null;
  readonly answer: OracleAnswer | null;
}

export async function viewOf(
  world: ProvedWorld,
  question: Question,
  rights = rightsOf(world, question.caller),
  walks = NO_WALKS,
): Promise<View> {
  const { document, operationName, variables, caller } = question;
  const tree = readTree(SCHEMA, document, operationName, variables);
  if ('refused' in tree) return { tree, sent: null, answer: null };
  const isForeign = ({ args, fields }: AskedField): boolean =>
    (typeof args.after === 'string' && !walks.has(args.after)) || fields.some(isForeign);
  if (tree.fields.some((field) => field.name === 'operations' && isForeign({ ...field, fields: [] })))
    return { tree: { refused: 'CURSOR_INVALID' }, sent: null, answer: null };
  if (isRefused(rights, ofOperation(tree.fields, 'icarus')))
    return { tree: { refused: 'FILTER_NOT_PERMITTED' }, sent: null, answer: null };
  if (ofOperation(tree.fields, 'icarus').some(isForeign))
    return { tree: { refused: 'CURSOR_INVALID' }, sent: null, answer: null };
  const sent = expectedSent(rights, tree.fields, walks);
  return { tree, sent, answer: await askOracle(rights, sent, question, arrivalOf(caller), walks) };
}

export function differencesOf(
  world: ProvedWorld,
  question: Question,
  view: View,
  observed: Observed,
): string[] {
  const { sent, answer } = view;
  const given = givenDifferences(world, question, view, observed);
  if (sent === null || answer === null || observed.outcome.kind !== 'answered') return given;
  const rights = rightsOf(world, question.caller);
  return [
    ...given,
    ...nationalDifferences(rights, sent, observed),
    ...interpolDifferences(sent, observed),
    ...europolDifferences(sent, observed),
    ...packageDifferences(rights, observed),
  ];
}

/** The same but for the messages: what the caller gets, and what the evidence says of it. */
export function givenDifferences(
  world: ProvedWorld,
  question: Question,
  { tree, sent, answer }: View,
  observed: Observed,
): string[] {
  const { outcome } = observed;
  if (sent === null || answer === null) return refusalDifferences(tree, observed);
  if (outcome.kind !== 'answered')
    return [`outcome ${JSON.stringify(outcome)} ${observed.reported.join(' ')}`];
  const rights = rightsOf(world, question.caller);
  return [
    ...textDifference(
      'data',
      JSON.stringify(outcome.data).replace(SEALED, CURSOR),
      JSON.stringify(answer.data),
    ),
    ...setDifferences('error', explainedKeys(outcome.errors), groupedKeys(answer.closed)),
    ...setDifferences('withheld', explainedKeys(outcome.withheld), groupedKeys(answer.withheld)),
    ...firstPaths(outcome.errors),
    ...obligationDifferences(outcome.obligations, answer.obliged),
    ...ledgerDifferences(rights, sent, answer, observed),
    ...observed.reported.map((line) => `reported ${line}`),
  ];
}

/** A cursor as it is given: sealed. */
const SEALED = /eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+/g;

function refusalDifferences(tree: AskedTree, { outcome, sent, entry }: Observed): string[] {
  const code = 'refused' in tree ? tree.refused : null;
  // Europol is asked for the facts of the operation before a right can be judged.
  const ofFacts = code === 'FILTER_NOT_PERMITTED' || code === 'CURSOR_INVALID';
  const asked = [...sent].filter(([system]) => system !== 'XE' || !ofFacts);
  const messages = asked.flatMap(([, all]) => all).length;
  return [
    ...(outcome.kind === 'refused' && outcome.code === code
      ? []
      : [`outcome ${JSON.stringify(outcome).slice(0, 400)}, not refused with ${code}`]),
    ...(messages === 0 ? [] : [`${messages} messages of a refused query`]),
    ...(entry?.outcome === 'refused' ? [] : ['the evidence does not say that it was refused']),
  ];
}

function textDifference(what: string, seen: string, expected: string): string[] {
  if (seen === expected) return [];
  let place = 0;
  while (seen[place] === expected[place]) place += 1;
  const from = Math.max(0, place - 120);
  return [`${what}: …${seen.slice(from, place + 160)}\n   not …${expected.slice(from, place + 160)}`];
}

function setDifferences(what: string, seen: readonly string[], expected: readonly string[]): string[] {
  const left = [...seen].sort();
  const right = [...expected].sort();
  const count = (all: readonly string[], one: string): number => all.filter((other) => other === one).length;
  const beyond = [...new Set(left)].filter((one) => count(left, one) > count(right, one));
  const missing = [...new Set(right)].filter((one) => count(right, one) > count(left, one));
  return [...beyond.map((one) => `${what} + ${one}`), ...missing.map((one) => `${what} - ${one}`)];
}

/** One key for each null: coordinate, path, code, reason, and all countries of its entry. */
function explainedKeys(entries: readonly ErrorEntry[]): string[] {
  return expand({ errors: entries as never }).map(({ path, code, extensions }) =>
    JSON.stringify([
      extensions.coordinate,
      path,
      code,
      extensions.reason ?? null,
      extensions.legalBasis ?? null,
      [...(extensions.countries as string[])].sort(),
    ]),
  );
}

/** Entries of one cause at one place of the query name all their countries together. */
function groupedKeys(explained: readonly Explained[]): string[] {
  const groups = new Map<string, Set<string>>();
  const keyOf = ({ path, coordinate, cause }: Explained): string =>
    JSON.stringify([
      path.map((part) => (typeof part === 'number' ? '*' : part)),
      coordinate,
      cause.code,
      cause.reason,
      cause.legalBasis,
    ]);
  for (const one of explained) {
    const group = groups.get(keyOf(one)) ?? new Set();
    for (const country of one.cause.countries) group.add(country);
    groups.set(keyOf(one), group);
  }
  const keys = explained.map((one) => {
    const { path, coordinate, cause } = one;
    const countries = [...(groups.get(keyOf(one)) ?? [])].sort();
    return JSON.stringify([coordinate, path, cause.code, cause.reason, cause.legalBasis, countries]);
  });
  // One entry for a place and a cause, whatever the number of owners behind it.
  return [...new Set(keys)];
}

/** An entry's path ends at the first null it explains. */
function firstPaths(errors: readonly ErrorEntry[]): string[] {
  return errors.flatMap((entry) => {
    const paths = expand({ errors: [entry as never] }).map(({ path }) => JSON.stringify(path));
    return paths.includes(JSON.stringify(entry.path))
      ? []
      : [`path ${JSON.stringify(entry.path)} is none of its own`];
  });
}

function obligationDifferences(entries: readonly ObligationEntry[], obliged: readonly Obliged[]): string[] {
  const seen = entries.flatMap(({ at }) =>
    expand({ errors: [{ extensions: { at } }] }).map(({ path }) => JSON.stringify(path)),
  );
  const named = new Set(
    entries.flatMap(({ references }) =>
      references.map(({ country, reference }) => `${country} ${reference}`),
    ),
  );
  const may = new Set(
    obliged.flatMap(({ country, reference }) => (reference === null ? [] : [`${country} ${reference}`])),
  );
  return [
    ...setDifferences('obligation', seen, [...new Set(obliged.map(({ path }) => JSON.stringify(path)))]),
    ...[...named].filter((one) => !may.has(one)).map((one) => `obligation names ${one}`),
  ];
}

const EVALUATIONS = ['sourceEvaluation', 'informationEvaluation'];

function familyOf(code: string): string {
  return Object.entries(FAMILIES).find(([, codes]) => codes.includes(code))?.[0] ?? '?';
}

function nationalDifferences(rights: Rights, sent: ExpectedSent, observed: Observed): string[] {
  return [...rights.world.countries.keys()].flatMap((owner) => {
    const asked = (observed.sent.get(owner) ?? []).flatMap((message) => message.asked);
    const expected = sent.national.get(owner);
    if (expected === undefined)
      return asked.length === 0 ? [] : [`${owner} was asked ${JSON.stringify(asked).slice(0, 300)}`];
    const messages = observed.sent.get(owner)?.length ?? 0;
    if (messages === 0) return [`${owner} was not asked`];
    if (rights.world.failing.includes(owner)) return [];
    const family = familyOf(owner);
    if (family === 'CSV' || family === 'XML files') return wholeDifferences(owner, family, asked, expected);
    return fieldDifferences(rights, owner, family, asked, expected);
  });
}

/** A file is given whole: nobody fetches one of which nothing is open, and one of which something is, is fetched. */
function wholeDifferences(
  owner: string,
  family: string,
  asked: readonly Asked[],
  expected: ExpectedOfCountry,
): string[] {
  const lists = new Set(asked.map(({ list }) => String(list)));
  const wanted = new Set([...expected.first].map((one) => one.split('.')[0] as string));
  if (family === 'XML files') {
    const needsParts = [...wanted].some((list) => list !== 'overview');
    const hasParts = [...lists].some((list) => list !== 'overview');
    return [
      ...(needsParts === hasParts ? [] : [`${owner} files of the parts: ${hasParts}`]),
      ...(wanted.has('overview') === lists.has('overview')
        ? []
        : [`${owner} file of the overview: ${lists.has('overview')}`]),
    ];
  }
  return setDifferences(`${owner} file`, [...lists], [...wanted]);
}

function fieldDifferences(
  rights: Rights,
  owner: string,
  family: string,
  asked: readonly Asked[],
  expected: ExpectedOfCountry,
): string[] {
  const first = new Set<string>();
  const rows = new Map<string, Set<string>>();
  const lookups = new Set<string>();
  const filtered: { readonly list: string; readonly field: string }[] = [];
  for (const { list, fields, count, only, filter } of asked) {
    // The number of what passes a filter is not the list's own, which may stand in the same message.
    const isCounted = expected.counted.has(list) && !expected.first.has(`${list}.count`);
    const isOfFiltered = filter !== undefined && isCounted;
    if (count && !isOfFiltered) first.add(`${list}.count`);
    const isLookUp =
      only?.fields.includes('caseRef') === true && only.values.every((one) => expected.lookups.has(one));
    const isCondition = only?.values.every((one) => expected.conditions.has(one));
    if (filter !== undefined && !isLookUp && (only === undefined || isCondition)) {
      // The system leaves out what does not go: what is asked is asked of the rows that do.
      for (const field of fields) {
        if (FACTS.includes(field)) first.add(`${list}.${field}`);
        else filtered.push({ list, field });
      }
      continue;
    }
    const byReference = only?.fields.includes('caseRef') === true;
    if (only === undefined || byReference) for (const field of fields) first.add(`${list}.${field}`);
    if (byReference) for (const value of only.values) lookups.add(value);
    if (only !== undefined && !byReference) {
      for (const value of only.values) {
        const key = `${list} ${value}`;
        rows.set(key, new Set([...(rows.get(key) ?? []), ...fields.filter((field) => field !== 'handle')]));
      }
    }
  }
  const own = rights.caller.country === owner;
  const records = recordsByHandle(rights, owner);
  for (const { list, field } of filtered) {
    for (const [key, record] of records) {
      const [ofList] = key.split(' ');
      if (ofList !== list || !goes(rights, owner, list as ListName, record)) continue;
      rows.set(key, new Set([...(rows.get(key) ?? []), field]));
    }
  }
  // The owner itself is asked once: every field of every row in the first message.
  const wantedFirst = new Set(expected.first);
  const wantedRows = new Map([...expected.rows].map(([key, fields]) => [key, new Set(fields)]));
  if (own) {
    for (const [key, fields] of wantedRows) {
      const [list] = key.split(' ');
      for (const field of fields) {
        if (!first.has(`${list}.${field}`)) continue;
        wantedFirst.add(`${list}.${field}`);
        if (!rows.get(key)?.has(field)) fields.delete(field);
      }
    }
    // Of an empty list nothing says which fields were asked.
    for (const one of first) if (!wantedFirst.has(one)) wantedFirst.add(one);
  }
  const mayRide = (list: string, field: string, record: Marked | null): boolean => {
    if (family === 'JSON:API' && field === 'handle') return true;
    if (family !== 'SOAP') return false;
    if (EVALUATIONS.includes(field) || FACTS.includes(field) || field === 'handle') return true;
    const type = TYPES[list as ListName];
    // What is counted by code is no more than the codes' totals.
    if (['status', 'ageBand'].includes(field) && rights.closed('Arrests.byStatus', owner) === null)
      return true;
    return (
      type !== undefined &&
      field in SCHEMA_FIELDS(type) &&
      rights.closed(`${type}.${field}`, owner, record) === null
    );
  };
  const beyondFirst = [...first].filter((one) => {
    const [list = '', field = ''] = one.split('.');
    return !wantedFirst.has(one) && !mayRide(list, field, null);
  });
  const beyondRows = [...rows].flatMap(([key, fields]) => {
    const [list = ''] = key.split(' ');
    const record = records.get(key);
    const wanted = wantedRows.get(key);
    if (record === undefined) return [`${owner} rows + ${key}, which is no row`];
    return [...fields]
      .filter(
        (field) =>
          !wanted?.has(field) &&
          !expected.mayRows.get(key)?.has(field) &&
          !((wanted !== undefined || expected.mayRows.has(key)) && mayRide(list, field, record)),
      )
      .map((field) => `${owner} rows + ${key}.${field}`);
  });
  const isEnded = (one: string): boolean => {
    const [list = '', field = ''] = one.split('.');
    return expected.ended.has(list) && FACTS.includes(field);
  };
  const missingRows = [...wantedRows].flatMap(([key, fields]) =>
    [...fields]
      .filter((field) => !rows.get(key)?.has(field))
      .map((field) => `${owner} rows - ${key}.${field}`),
  );
  return [
    ...beyondFirst.map((one) => `${owner} + ${one}`),
    ...[...wantedFirst].filter((one) => !first.has(one) && !isEnded(one)).map((one) => `${owner} - ${one}`),
    ...beyondRows,
    ...missingRows,
    ...setDifferences(`${owner} look-up`, [...lookups], [...expected.lookups]),
  ];
}

const FACTS = ['handle', 'handling', 'addressees', 'itemConsents', 'protected'];

function SCHEMA_FIELDS(type: string): Readonly<Record<string, unknown>> {
  const known = SCHEMA.getType(type);
  return known !== undefined && 'getFields' in known ? (known.getFields() as Record<string, unknown>) : {};
}

function goes(rights: Rights, owner: string, list: ListName, record: Marked): boolean {
  const type = `${list.charAt(0).toUpperCase()}${list.slice(1)}`;
  return rights.closed(`${type}.records`, owner, record) === null;
}

function recordsByHandle(rights: Rights, owner: string): ReadonlyMap<string, Marked> {
  const world = rights.world.countries.get(owner);
  const lists = Object.keys(TYPES) as ListName[];
  return new Map(
    lists.flatMap((list) =>
      ((world?.[list] ?? []) as readonly (Marked & { handle: string })[]).map(
        (one) => [`${list} ${one.handle}`, one] as const,
      ),
    ),
  );
}

function interpolDifferences(sent: ExpectedSent, observed: Observed): string[] {
  const messages = observed.sent.get('XO') ?? [];
  const references = messages
    .flatMap((message) => message.references ?? [])
    .map(({ country, caseRef }) => `${country} ${caseRef}`);
  const notices = messages.some(({ coordinates }) => coordinates?.includes('Query.notices'));
  return [
    ...references.filter((one) => !sent.mayTravel.has(one)).map((one) => `Interpol + ${one}`),
    ...[...sent.mustTravel].filter((one) => !references.includes(one)).map((one) => `Interpol - ${one}`),
    ...(new Set(references).size === references.length ? [] : ['Interpol was asked a reference twice']),
    ...(messages.length > 1 ? [`Interpol was asked ${messages.length} times`] : []),
    ...(notices === sent.notices ? [] : [`notices asked: ${notices}`]),
  ];
}

function europolDifferences({ europol }: ExpectedSent, observed: Observed): string[] {
  const asked = new Set((observed.sent.get('XE') ?? []).flatMap(({ coordinates }) => coordinates ?? []));
  return [
    ...[...asked]
      .filter((one) => !europol.may.has(one) && !one.endsWith('.__typename'))
      .map((one) => `Europol + ${one}`),
    ...[...europol.must].filter((one) => !asked.has(one)).map((one) => `Europol - ${one}`),
  ];
}

/** Of each provider, the fields of its packages: only what can be open to the caller. */
function packageDifferences(rights: Rights, observed: Observed): string[] {
  const differences: string[] = [];
  for (const { body } of observed.sent.get('XE') ?? []) {
    const { query } = JSON.parse(body) as { readonly query: string };
    visit(parse(query), {
      Field: ({ name, arguments: given, selectionSet }) => {
        if (name.value !== 'intelligencePackages') return;
        const owners = given?.find((one) => one.name.value === 'owners')?.value;
        const named = owners === undefined ? [] : (valueFromASTUntyped(owners) as readonly string[]);
        const fields = (selectionSet?.selections ?? []).flatMap((one) =>
          one.kind === Kind.FIELD ? [one.name.value] : [],
        );
        for (const owner of named) {
          for (const field of fields.filter(
            (one) => !['provider', 'entry', 'handling', 'recipient', '__typename'].includes(one),
          )) {
            if (!rights.canOpenPackage(`IntelligencePackage.${field}`, owner))
              differences.push(`Europol + packages of ${owner}: ${field}`);
          }
        }
      },
    });
  }
  return differences;
}

const NOT_THERE = { given: 0, overshared: 0, denials: [], status: '' };

/** Numbers of what was given; every closed null of an owner by class is a denial of it, and every denial is true. */
function ledgerDifferences(
  rights: Rights,
  sent: ExpectedSent,
  answer: OracleAnswer,
  { entry }: Observed,
): string[] {
  if (entry === undefined) return ['no evidence'];
  const entries = new Map(entry.owners.map((one) => [one.owner, one]));
  const owners = new Set([
    ...entries.keys(),
    ...answer.given.keys(),
    ...answer.denied.map(({ owner }) => owner),
  ]);
  return [...owners].flatMap((owner) => {
    const { given, overshared, denials, status } = entries.get(owner) ?? NOT_THERE;
    const expected = answer.given.get(owner)?.size ?? 0;
    const known = new Set(denials.map(({ coordinate, reason }) => `${coordinate} ${reason}`));
    const missing = answer.closed.filter(({ coordinate, cause }) => {
      const ofOwner = cause.countries.includes(owner) && cause.reason !== null;
      const byClass = ofOwner && rights.closed(coordinate, owner)?.reason === cause.reason;
      return (
        byClass &&
        !rights.canOpen(coordinate, owner) &&
        !coordinate.startsWith('CrossCheck.') &&
        !known.has(`${coordinate} ${cause.reason}`) &&
        coordinate !== 'Operation.intelligencePackages' &&
        !coordinate.startsWith('IntelligencePackage')
      );
    });
    const undenied = answer.denied.filter(
      (one) => one.owner === owner && !known.has(`${one.coordinate} ${one.reason}`),
    );
    const untrue = denials.filter(({ coordinate, reason }) => {
      const cause = rights.closed(coordinate, owner);
      const other =
        coordinate === 'Suspect.interpol'
          ? [rights.closed('Suspect.caseRef', owner), rights.travel(owner, null)]
          : [];
      return ![cause, ...other].some((one) => one?.reason === reason);
    });
    return [
      ...(given === expected || owner === 'XE' || owner === 'XO'
        ? []
        : [`ledger ${owner}: given ${given}, not ${expected}`]),
      ...(overshared === 0 ? [] : [`ledger ${owner}: overshared ${overshared}`]),
      ...missing.map(({ coordinate, cause }) => `ledger ${owner}: no denial ${coordinate} ${cause.reason}`),
      ...undenied.map(
        ({ coordinate, reason }) => `ledger ${owner}: no denial ${coordinate} ${reason}, though it says no`,
      ),
      ...(status === 'NOT_PERMITTED' && denials.length === 0 && !sent.wanted.has(owner)
        ? [`ledger ${owner}: not permitted, and nothing was asked or denied`]
        : []),
      ...untrue.map(
        ({ coordinate, reason }) => `ledger ${owner}: denial ${coordinate} ${reason} is not true`,
      ),
    ];
  });
}
