/**
 * What the oracle judges by: `decide` of the product and nothing else of it. Categories are read from the text of the
 * schema, agreements and consents from the tables, once more and by a naive scan.
 */
import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import { type DirectiveNode, Kind, parse, type TypeNode } from 'graphql';
import { type Decision, decide } from '../../src/access/decide.ts';
import { loadPolicy } from '../../src/cli/load-policy.ts';
import type { ProvedWorld } from './worlds.ts';

export interface ProvedCaller {
  readonly country: string;
  readonly date: string;
  readonly purpose: string | null;
  /** The rules do not look at these. Absent: an analyst, at ten (UTC). */
  readonly role?: 'analyst' | 'dpo';
  readonly hour?: number;
}

/** What a judgement looks at of a record. */
export interface Marked {
  readonly handling: string;
  readonly addressees: readonly string[];
  readonly itemConsents: readonly { readonly to: string; readonly from: string; readonly until?: string }[];
  readonly protected: boolean;
}

/** Why something is null. */
export interface Cause {
  readonly code: string;
  readonly countries: readonly string[];
  readonly reason: string | null;
  readonly legalBasis: string | null;
}

export interface FieldRule {
  readonly category: string;
  readonly owner: string | null;
  readonly from: string;
  /** Coordinates of what it is made from. */
  readonly derived: readonly string[];
}

type Row = Readonly<Record<string, string>>;
const TABLES = new URL('../../schema/agreements/', import.meta.url);
const POLICY = loadPolicy();
export const CONSENTS = rowsOf('consents.csv');
export const SCOPES = rowsOf('crime-scopes.csv');
export const AGREEMENTS = rowsOf('agreements.csv');

const CATEGORIES = ['PUBLIC', 'STATISTICAL', 'STRATEGIC', 'OPERATIONAL', 'PERSONAL', 'PROTECTED'];
const EFFECTS = ['DENY', 'CONSENT_REQUIRED', 'HIT_NO_HIT', 'ALLOW_SUPPRESSED', 'ALLOW'];
/** Beside a record's own fields. */
const BESIDE = ['marking', 'provenance', 'interpol'];

export const SCHEMA_TEXT = ['access', 'operation']
  .map((name) => readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8'))
  .join('\n');

/** Category, owner and opening of every field of the public schema, by coordinate. */
export const RULES_OF_FIELDS: ReadonlyMap<string, FieldRule> = readFieldRules();
/** By coordinate of a connection field: the narrowest category of its records' own fields. */
const SECOND_GATES = readSecondGates();

function rowsOf(name: string): readonly Row[] {
  return parseCsv(readFileSync(new URL(name, TABLES)), {
    bom: true,
    columns: true,
    relax_column_count: true,
  });
}

function readFieldRules(): Map<string, FieldRule> {
  const rules = new Map<string, FieldRule>();
  for (const type of parse(SCHEMA_TEXT).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const ofType = valuesOf(type.directives?.find(({ name }) => name.value === 'access'));
    for (const field of type.fields ?? []) {
      const own = valuesOf(field.directives?.find(({ name }) => name.value === 'access'));
      const category = own.category ?? ofType.category ?? 'PROTECTED';
      const owner = own.owner ?? (category === 'INHERIT' ? null : (ofType.owner ?? null));
      const inputs = field.directives?.find(({ name }) => name.value === 'derived')?.arguments?.[0]?.value;
      const derived =
        inputs?.kind === Kind.LIST
          ? inputs.values.flatMap((value) => (value.kind === Kind.STRING ? [value.value] : []))
          : [];
      rules.set(`${type.name.value}.${field.name.value}`, {
        category,
        owner,
        from: own.from ?? 'ALLOW',
        derived,
      });
    }
  }
  return rules;
}

function valuesOf(directive: DirectiveNode | undefined): Record<string, string | undefined> {
  const values = (directive?.arguments ?? []).map(({ name, value }) => [
    name.value,
    value.kind === Kind.ENUM ? value.value : undefined,
  ]);
  return Object.fromEntries(values);
}

function readSecondGates(): Map<string, string> {
  const gates = new Map<string, string>();
  for (const type of parse(SCHEMA_TEXT).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const target = namedOf(field.type);
      if (!target.endsWith('Connection')) continue;
      const record = target.slice(0, -'Connection'.length);
      const own = [...RULES_OF_FIELDS].filter(
        ([coordinate, { category }]) =>
          coordinate.startsWith(`${record}.`) &&
          !BESIDE.includes(coordinate.slice(record.length + 1)) &&
          category !== 'INHERIT',
      );
      const ranks = own.map(([, { category }]) => CATEGORIES.indexOf(category));
      gates.set(`${type.name.value}.${field.name.value}`, CATEGORIES[Math.min(...ranks)] as string);
    }
  }
  return gates;
}

function namedOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedOf(type.type);
}

/** The agreement of `country` on `date`, by a scan of the table. */
export function agreementOn(country: string, date: string): Row | null {
  const held = (row: Row): boolean =>
    row.iso2 === country &&
    row.valid_from !== '' &&
    String(row.valid_from) <= date &&
    (row.valid_to === '' || date <= String(row.valid_to));
  return AGREEMENTS.find(held) ?? null;
}

export function standingConsent(owner: string, requester: string, date: string): string {
  const held = (row: Row): boolean =>
    row.owner === owner &&
    row.requester === requester &&
    row.valid_from !== '' &&
    String(row.valid_from) <= date &&
    (row.valid_to === '' || date <= String(row.valid_to));
  return CONSENTS.some(held) ? 'general' : 'none';
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function itemConsent({ itemConsents }: Marked, requester: string, date: string): boolean {
  return itemConsents.some(
    ({ to, from, until }) =>
      to === requester &&
      DAY.test(from) &&
      from <= date &&
      (until === undefined || until === '' || (DAY.test(until) && date <= until)),
  );
}

/** How often each rule has decided, in this process. */
export const RULE_HITS: Record<number, number> = {};

/** Judgements of one caller over one world. */
export class Rights {
  readonly world: ProvedWorld;
  readonly caller: ProvedCaller;

  private readonly known = new Map<string, Cause | null>();
  private readonly openable = new Map<string, boolean>();

  constructor(world: ProvedWorld, caller: ProvedCaller) {
    this.world = world;
    this.caller = caller;
  }

  /** Null for an owner that takes no part: nothing of it is there. */
  decide(
    owner: string,
    category: string,
    record: Marked | null,
    as: ProvedCaller = this.caller,
  ): Decision | null {
    if (!this.isPart(owner)) return null;
    const standing = standingConsent(owner, as.country, as.date);
    const item = record !== null && itemConsent(record, as.country, as.date);
    const decision = decide(
      {
        date: as.date,
        owner,
        requester: as.country,
        category: record?.protected === true ? 'PROTECTED' : category,
        purpose: as.purpose,
        crimeArea: this.world.crimeArea ?? null,
        participant: this.isPart(as.country),
        addressee: record?.addressees.includes(as.country) ?? false,
        handling: record === null ? 'H0' : record.handling,
        consent: item ? 'item' : standing,
        logUp: true,
      },
      POLICY,
    );
    RULE_HITS[decision.rule] = (RULE_HITS[decision.rule] ?? 0) + 1;
    return decision;
  }

  isPart(country: string): boolean {
    return country === 'XE' || country === 'XO' || this.world.countries.has(country);
  }

  /** Why the field is closed, for data of `country`; null when it is open. A connection has two gates; the strictest counts. */
  closed(coordinate: string, country: string, record: Marked | null = null): Cause | null {
    if (record !== null) return this.judge(coordinate, country, record);
    const key = `${coordinate} ${country}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const cause = this.judge(coordinate, country, null);
    this.known.set(key, cause);
    return cause;
  }

  /** Every gate must be open; the strictest that is closed says why, the first of several as strict. */
  private judge(coordinate: string, country: string, record: Marked | null): Cause | null {
    let strictest: { readonly decision: Decision; readonly code: string } | null = null;
    for (const { category, owner, from } of gatesOf(coordinate)) {
      const code = owner === 'EUROPOL' ? 'XE' : owner === 'INTERPOL' ? 'XO' : country;
      const decision = this.decide(code, category, owner === 'COUNTRY' ? record : null);
      if (decision === null) return outsider(code);
      if (reaches(decision.effect, from)) continue;
      if (strictest === null || rank(decision.effect) < rank(strictest.decision.effect))
        strictest = { decision, code };
    }
    return strictest === null ? null : causeOf(strictest.decision, strictest.code);
  }

  /** The effect of the strictest gate on a record: what `hit` and look-ups go by. */
  effect(owner: string, category: string, record: Marked | null): string {
    return this.decide(owner, category, record)?.effect ?? 'DENY';
  }

  /** Can some marking open the field, whatever class facts say? */
  canOpen(coordinate: string, country: string): boolean {
    const key = `${coordinate} ${country}`;
    const known = this.openable.get(key);
    if (known !== undefined) return known;
    const canOpen = MARKINGS.some((marked) => this.closed(coordinate, country, marked(this.caller)) === null);
    this.openable.set(key, canOpen);
    return canOpen;
  }

  /** The same of a package: nobody consents to one by itself, and none is of a protected person. */
  canOpenPackage(coordinate: string, owner: string): boolean {
    return MARKINGS.some((marked) => {
      const record = marked(this.caller);
      if (record.protected || record.itemConsents.length > 0) return false;
      return this.closed(coordinate, owner, record) === null;
    });
  }

  /** Why the reference of a record may not travel to Interpol. */
  travel(owner: string, record: Marked | null): Cause | null {
    const decision = this.decide(owner, 'PERSONAL', record, {
      country: 'XO',
      date: this.caller.date,
      purpose: 'CROSS_CHECK',
    });
    if (decision === null) return outsider(owner);
    return decision.effect === 'ALLOW' ? null : causeOf(decision, owner);
  }

  canTravel(owner: string): boolean {
    const interpol = { country: 'XO', date: this.caller.date, purpose: null };
    return MARKINGS.some((marked) => this.travel(owner, marked(interpol)) === null);
  }
}

const JUDGED = new WeakMap<ProvedWorld, WeakMap<ProvedCaller, Rights>>();

/** The judgements of this caller over this world, which all questions share: neither changes. */
export function rightsOf(world: ProvedWorld, caller: ProvedCaller): Rights {
  const ofWorld = JUDGED.get(world) ?? new WeakMap<ProvedCaller, Rights>();
  JUDGED.set(world, ofWorld);
  const rights = ofWorld.get(caller) ?? new Rights(world, caller);
  ofWorld.set(caller, rights);
  return rights;
}

/** Of somebody who may have everything: what a query would show if nothing were closed. */
export class OpenRights extends Rights {
  override closed(): null {
    return null;
  }

  override effect(): string {
    return 'ALLOW';
  }

  override travel(): null {
    return null;
  }
}

/** Of a field its own category, of a connection the second gate too, and those of what it is derived from. */
function gatesOf(coordinate: string): readonly FieldRule[] {
  const own = ruleOf(coordinate);
  const second = SECOND_GATES.get(coordinate);
  const gates = [
    own,
    ...(second === undefined ? [] : [{ ...own, category: second }]),
    ...own.derived.map(ruleOf),
  ];
  return gates.filter(({ category }) => category !== 'INHERIT' && category !== 'PUBLIC');
}

export function ruleOf(coordinate: string): FieldRule {
  const rule = RULES_OF_FIELDS.get(coordinate);
  if (rule === undefined) throw new Error(`the schema has no field ${coordinate}`);
  return rule;
}

function rank(effect: string): number {
  return EFFECTS.indexOf(effect);
}

/** ALLOW_SUPPRESSED opens words and lists like ALLOW. */
export function reaches(effect: string, least: string): boolean {
  return effect === 'ALLOW_SUPPRESSED' || rank(effect) >= rank(least);
}

const CODES: Readonly<Record<string, string>> = {
  DENY: 'ACCESS_DENIED',
  CONSENT_REQUIRED: 'CONSENT_REQUIRED',
  HIT_NO_HIT: 'HIT_ONLY',
  ALLOW_SUPPRESSED: 'ACCESS_DENIED',
};

function causeOf({ effect, reason, legalBasis }: Decision, owner: string): Cause {
  return { code: CODES[effect] ?? 'ACCESS_DENIED', countries: [owner], reason, legalBasis };
}

export function sourceCause(code: string, country: string): Cause {
  return { code, countries: [country], reason: null, legalBasis: null };
}

function outsider(country: string): Cause {
  return {
    code: 'ACCESS_DENIED',
    countries: [country],
    reason: 'NOT_A_PARTICIPANT',
    legalBasis: 'no part in the operation',
  };
}

/** Every combination of facts, as a record that has them for a caller. */
const MARKINGS = [false, true].flatMap((isProtected) =>
  ['H0', 'H1', 'H2', 'H3'].flatMap((handling) =>
    [false, true].flatMap((addressed) =>
      [false, true].map(
        (consented) =>
          ({ country, date }: ProvedCaller): Marked => ({
            handling,
            addressees: addressed ? [country] : [],
            itemConsents: consented ? [{ to: country, from: date }] : [],
            protected: isProtected,
          }),
      ),
    ),
  ),
);
