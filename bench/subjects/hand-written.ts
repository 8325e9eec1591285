/**
 * The limit: what somebody writes by hand for one query of one screen. undici, JSON.parse, JSON.stringify; no GraphQL, no
 * schema, no ledger, no rule but the marking of each record and a list of who has what. It cannot answer anything else.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { kindOf, standingConsentOf } from '../../src/access/policy.ts';
import { DAY } from '../given-records.ts';
import { CODES, fieldOf, type ListSpec, type QuerySpec } from '../query-spec.ts';
import { policyNamed } from '../worlds.ts';
import type { Subject, SubjectOrder } from './subject.ts';

const BORDER = 'handling addressees itemConsents protected';

export const handWritten: Subject = {
  open: async (order) => {
    const pools = new Map(order.urls.map(([code, url]) => [code, new Pool(url, { connections: 64 })]));
    const answer = answererOf(order, pools);
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        answer(String(request.headers['x-viewer'])).then(
          (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      headers: order.viewers.map((country) => ({ 'x-viewer': country })),
    };
  },
};

interface Row {
  readonly caseRef: string;
  readonly date: string;
  readonly offence: string;
  readonly status: string;
  readonly ageBand: string;
  readonly dataSubjectCategory: string;
  readonly placeNuts2: string;
  readonly handling: string;
  readonly addressees: readonly string[];
  readonly itemConsents: readonly string[];
  readonly protected: boolean;
}
type NativeList = { readonly total: number; readonly rows?: readonly Row[] };
type Native = Readonly<Record<string, NativeList>> & { readonly modusOperandi?: string };
interface Suspect {
  readonly caseRef: string;
  readonly dataSubjectCategory: string;
  readonly placeNuts2: string;
  readonly ageBand: string;
  interpol?: { readonly hit: string } | null;
}
interface Country {
  readonly code: string;
  readonly native: Native;
  readonly asOf: string | null;
}
/** A suspect whose reference may go to Interpol, and where its entry goes. */
type Pending = { readonly country: string; readonly suspect: Suspect };

function answererOf({ spec, policy: name }: SubjectOrder, pools: ReadonlyMap<string, Pool>) {
  const policy = policyNamed(name);
  const isOpen = (owner: string, viewer: string): boolean =>
    kindOf(policy, owner, DAY) === 'EU_MEMBER' || standingConsentOf(policy, owner, viewer, DAY) !== 'none';
  const open = new Map(
    CODES.map((viewer) => [viewer, new Set(CODES.filter((code) => isOpen(code, viewer)))]),
  );
  const toInterpol = new Set(CODES.filter((code) => standingConsentOf(policy, code, 'XO', DAY) !== 'none'));
  const agreements = new Map(CODES.map((code) => [code, { kind: kindOf(policy, code, DAY) }]));
  const hubBody = JSON.stringify({ query: hubDocument(spec) });
  const body = JSON.stringify({ query: nativeDocument(spec), variables: { key: 'icarus' } });
  const asksInterpol = spec.lists.some(({ fields }) => fields.includes('interpol { hit }'));

  return async (viewer: string): Promise<string> => {
    const openToViewer = open.get(viewer) ?? new Set();
    const hub = await post(pools.get('XE') as Pool, hubBody);
    const { participations, ...operation } = hub.json.data.operation;
    const codes = spec.countries ?? (participations as Participation[]).map(({ country }) => country);
    const countries = await Promise.all(
      codes.map(async (code): Promise<Country> => {
        const { json, headers } = await post(pools.get(code) as Pool, body);
        const changed = headers['last-modified'];
        const asOf = typeof changed === 'string' ? new Date(changed).toISOString() : null;
        return { code, native: json.data.operation, asOf };
      }),
    );
    const pending: Pending[] = [];
    const parts = countries.map((country) =>
      partOf(
        spec,
        country,
        viewer,
        openToViewer,
        asksInterpol && toInterpol.has(country.code) ? pending : null,
      ),
    );
    if (pending.length > 0) await joinInterpol(pools.get('XO') as Pool, pending);
    for (const [list] of spec.totals)
      operation[list] = {
        count: {
          exact: countries.reduce((sum, { native }) => sum + (native[list]?.total ?? 0), 0),
          published: null,
        },
        completeness: { answered: countries.length, of: codes.length, missing: [] },
      };
    if (spec.lists.length > 0) place(spec, operation, participations, parts, agreements);
    return JSON.stringify({ data: { operation } });
  };
}

type Part = Record<string, unknown> & { readonly country: { readonly code: string } };
interface Participation {
  readonly id: string;
  readonly country: string;
  readonly role: string;
}

function place(
  spec: QuerySpec,
  operation: Record<string, unknown>,
  participations: readonly Participation[],
  parts: readonly Part[],
  agreements: ReadonlyMap<string, object>,
): void {
  if (spec.countries !== null) {
    for (const part of parts) operation[fieldOf(part.country.code)] = part;
    return;
  }
  operation.participations = parts.map((part, index) => {
    const { id, role } = participations[index] as Participation;
    return { id, role, agreement: agreements.get(part.country.code), ...part };
  });
}

function partOf(
  spec: QuerySpec,
  { code, native, asOf }: Country,
  viewer: string,
  open: ReadonlySet<string>,
  pending: Pending[] | null,
): Part {
  const part: Part = { country: { code } };
  if (spec.overview.length > 0) {
    part.modusOperandi = native.modusOperandi;
    part.source = { status: 'ANSWERED', asOf };
  }
  for (const list of spec.lists) {
    const { total, rows = [] } = native[list.list] as NativeList;
    const given = rows.filter((row) => goesTo(viewer, code, open.has(code), row)).slice(0, list.first);
    part[list.list] = {
      count: { exact: total, published: null },
      hit: given.length > 0 ? 'HIT' : 'NO_HIT',
      records: {
        nodes:
          list.list === 'arrests' ? given.map(toArrest) : given.map((row) => toSuspect(code, row, pending)),
      },
    };
  }
  return part;
}

function goesTo(viewer: string, owner: string, isOpen: boolean, row: Row): boolean {
  if (owner === viewer) return true;
  const { handling, addressees, itemConsents } = row;
  const consented = itemConsents.length > 0 && itemConsents.some((consent) => isConsent(consent, viewer));
  if (handling !== 'H0' && handling !== 'H1') {
    if (handling !== 'H2' || (!addressees.includes(viewer) && !consented)) return false;
  }
  return consented || (isOpen && !row.protected);
}

function isConsent(consent: string, viewer: string): boolean {
  const [to, from = '', until = ''] = consent.split(':');
  return to === viewer && from <= DAY && (until === '' || DAY <= until);
}

function toArrest({ caseRef, date, status, ageBand }: Row) {
  return { caseRef, date, offence: { iccs: '030221' }, status, ageBand };
}

function toSuspect(country: string, row: Row, pending: Pending[] | null): Suspect {
  const { caseRef, dataSubjectCategory, placeNuts2, ageBand } = row;
  const suspect: Suspect = { caseRef, dataSubjectCategory, placeNuts2, ageBand, interpol: null };
  const isFree = (row.handling === 'H0' || row.handling === 'H1') && !row.protected;
  if (pending !== null && isFree) pending.push({ country, suspect });
  return suspect;
}

async function joinInterpol(pool: Pool, pending: readonly Pending[]): Promise<void> {
  const references = pending.map(({ country, suspect }) => ({ country, caseRef: suspect.caseRef }));
  const query = 'query ($references: [ReferenceKey!]!) { index(references: $references) { hit } }';
  const { json } = await post(pool, JSON.stringify({ query, variables: { references } }));
  const entries = json.data.index as readonly { readonly hit: boolean }[];
  for (const [index, { suspect }] of pending.entries())
    suspect.interpol = { hit: entries[index]?.hit ? 'HIT' : 'NO_HIT' };
}

async function post(pool: Pool, body: string) {
  const {
    statusCode,
    headers,
    body: answer,
  } = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await answer.text();
  if (statusCode !== 200) throw new Error(`${statusCode} ${text.slice(0, 200)}`);
  return { json: JSON.parse(text), headers };
}

function hubDocument({ operation }: QuerySpec): string {
  return `{ operation(id: "icarus") { ${operation.join(' ')} participations { id country role } } }`;
}

function nativeDocument({ overview, lists, totals }: QuerySpec): string {
  const listed = (list: ListSpec): string => {
    const fields = list.fields.flatMap((field) =>
      field === 'interpol { hit }' ? [] : [field.split(' ')[0]],
    );
    return `${list.list} { total ${list.first > 0 ? `rows { ${fields.join(' ')} ${BORDER} }` : ''} }`;
  };
  const named = new Set(lists.map(({ list }) => list));
  const counted = totals.flatMap(([list]) => (named.has(list) ? [] : [`${list} { total }`]));
  const all = [...(overview.length > 0 ? ['modusOperandi'] : []), ...lists.map(listed), ...counted];
  return `query ($key: String!) { operation(key: $key) { ${all.join(' ')} } }`;
}
