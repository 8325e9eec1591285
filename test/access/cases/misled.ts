/**
 * One national system answers with hostile content. What every such case asserts: what was sent to each country is what is
 * sent on any day, the others' answers are unchanged, nothing of the content is in an answer, in the evidence or in a
 * report, and the next query is normal.
 */

import type { Behaviour } from '../../../mocks/mock-system.ts';
import { startMocks } from '../../../mocks/start-mocks.ts';
import { makeWorld, type World } from '../../../mocks/world.ts';
import type { OwnerEntry } from '../../../src/ledger/ledger.ts';
import { openTestGateway } from '../../gateway/open-test-gateway.ts';
import { expect } from '../../jest.ts';
import { type Case, type CaseResult, openCaseOf, sentTo } from './open-case.ts';

export type Node = Readonly<Record<string, unknown>>;
interface Records {
  readonly totalCount: number;
  readonly nodes: readonly Node[];
}
interface List {
  readonly count: { readonly exact: number | null };
  readonly byStatus?: readonly Node[] | null;
  readonly records: Records | null;
}
export interface Participation {
  readonly id: string;
  readonly source: { readonly status: string };
  readonly arrests: List;
  readonly searches: List;
  readonly seizures: List;
}

const COUNTED = 'count { exact }';
/** Of every country of the operation; to its own analyst `code` says all of it. */
const queryOf = (code: string): string => `{ operation(id: "icarus") {
  participations { id source { status } searches { ${COUNTED} records(first: 50) { totalCount nodes { caseRef date warrantBasis } } } }
  participation(country: "${code}") {
    arrests { ${COUNTED} byStatus { status count } records(first: 50) { totalCount nodes { caseRef date status } } }
    seizures { ${COUNTED} records(first: 50) { totalCount nodes { exhibitRef itemCount dataVolumeTb } } } } } }`;

export interface Told extends CaseResult {
  readonly own: Participation;
  readonly others: readonly Participation[];
  /** `SOURCE_INVALID Search.date`: codes and coordinates that name the misled country, sorted. */
  readonly errors: readonly string[];
  readonly owner: OwnerEntry;
  /** What was sent, sorted; ids of messages, which each has of its own, are left out. */
  readonly sent: readonly string[];
}

export interface Misled {
  readonly it: Case;
  /** The analyst of `code` asks, its own system behaving as told. */
  readonly tell: (code: string, behaviour?: Behaviour) => Promise<Told>;
  /** The same, nobody misled: asked once, for every test ends with a query that must be like it. */
  readonly healthy: (code: string) => Promise<Told>;
}

/** What is read of a few records is read of many. */
const FEW = 12;

function fewOf(world: World): World {
  const countries = [...world.countries].map(([code, one]) => {
    const lists = Object.entries(one).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.slice(0, FEW) : value,
    ]);
    return [code, Object.fromEntries(lists)] as const;
  });
  return { ...world, countries: new Map(countries) };
}

export async function openMisled(only: readonly string[], world = makeWorld()): Promise<Misled> {
  const mocks = await startMocks({ only, world: fewOf(world) });
  // A busy machine: the limits have tests of their own.
  const it = openCaseOf(mocks, openTestGateway(mocks, '2011-12-16', 30_000));
  const known = new Map<string, Promise<Told>>();
  const misled: Misled = {
    it,
    healthy: (code) => {
      const told = known.get(code) ?? misled.tell(code);
      known.set(code, told);
      return told;
    },
    tell: async (code, behaviour = {}) => {
      let isStepped = behaviour.alter === undefined;
      const alter = (body: string): string | Uint8Array => {
        const altered = behaviour.alter?.(body) ?? body;
        isStepped ||= altered !== body;
        return altered;
      };
      it.mocks.national.get(code)?.behave({ ...behaviour, alter });
      const result = await it.ask(code, queryOf(code));
      it.mocks.national.get(code)?.behave({});
      // A trap that nobody steps into proves nothing.
      if (!isStepped) throw new Error(`nothing of what \`${code}\` answers was altered`);
      return toTold(it, code, result);
    },
  };
  return misled;
}

function toTold(it: Case, code: string, result: CaseResult): Told {
  const { outcome, entry } = result;
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome) + it.gateway.failures.map(String));
  const { participations, participation } = outcome.data.operation as {
    participations: readonly Participation[];
    participation: Partial<Participation>;
  };
  const known = participations.find(({ id }) => id === `icarus.${code}`);
  const own = known && { ...known, ...participation };
  const owner = entry.owners.find((one) => one.owner === code);
  if (own === undefined || owner === undefined) throw new Error(`\`${code}\` is not in the answer`);
  const entries = [...outcome.errors, ...outcome.withheld].filter(({ extensions }) =>
    extensions.countries.includes(code),
  );
  return {
    ...result,
    own,
    others: participations.filter((one) => one !== known && it.mocks.national.has(one.id.slice(-2))),
    errors: entries.map(({ extensions }) => `${extensions.code} ${extensions.coordinate}`).sort(),
    owner,
    sent: sentTo(it.mocks)
      .map((message) => message.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ''))
      .sort(),
  };
}

/** A text that hostile content carries wherever it can. */
export const EVIL = 'MOCK-EVIL';

/** The system is missing as a whole, and nobody else has noticed. */
export async function expectInvalid(misled: Misled, code: string, behaviour: Behaviour): Promise<void> {
  const healthy = await misled.healthy(code);
  const told = await misled.tell(code, behaviour);
  expect(told.own).toMatchObject({
    source: { status: 'INVALID' },
    searches: { count: { exact: null }, records: null },
  });
  expect(told.errors).toContain('SOURCE_INVALID Searches.records');
  expect(told.owner).toMatchObject({ status: 'INVALID', given: 0 });
  await expectHarmless(misled, code, healthy, told);
}

/** What holds whatever the content does to its own country. */
export async function expectHarmless(
  { it, tell }: Misled,
  code: string,
  healthy: Told,
  told: Told,
): Promise<void> {
  expect(told.others).toEqual(healthy.others);
  // A message that follows from the first may be missing: none is there that is not sent on any day.
  expect(told.sent.filter((message) => !healthy.sent.includes(message))).toEqual([]);
  expect(
    told.answer + JSON.stringify(it.gateway.ledger.entries) + it.gateway.failures.map(String),
  ).not.toContain(EVIL);
  expect(it.gateway.failures).toEqual([]);
  const next = await tell(code);
  expect([next.own, next.others]).toEqual([healthy.own, healthy.others]);
}
