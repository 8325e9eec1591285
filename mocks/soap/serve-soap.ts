/** A national SOAP server: it answers a list in the groups asked, several totals in one message, and gives its WSDL. */
import { type Asked, type MockSystem, type Reply, type Request, startMock, toAsked } from '../mock-system.ts';
import { canonicalNames, listOf, type NativeProfile, type NativeRow } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import { readRequest, type SoapQuestion } from './read-request.ts';
import type { SoapFault, SoapOperation, SoapService } from './soap-service.ts';
import { element, envelope, fault, leaf, statusOf, typeOf } from './write-envelope.ts';
import { writeWsdl } from './write-wsdl.ts';
import { echo, xRoadGate } from './x-road.ts';

export interface SoapMock {
  readonly profile: NativeProfile;
  readonly service: SoapService;
  readonly overview: NativeRow;
  /** By native list name. */
  readonly lists: Readonly<Record<string, readonly NativeRow[]>>;
}

export function serveSoap(world: NationalWorld, mock: SoapMock): Promise<MockSystem> {
  const { service } = mock;
  const gate = service.xRoad === undefined ? () => undefined : xRoadGate(service.xRoad);
  return startMock(world.code, world.changed, (request: Request): Reply => {
    if (request.url.pathname !== service.path) {
      return { status: 404, type: 'text/plain', body: 'not found', asked: [] };
    }
    if (request.url.searchParams.has('wsdl'))
      return { type: 'text/xml', body: writeWsdl(service), asked: [] };
    if (request.method !== 'POST') return { status: 405, type: 'text/plain', body: 'POST only', asked: [] };
    const question = readRequest(service, request);
    if ('code' in question) return refuse(service, question, []);
    const refused = gate(question.header, question.operation);
    return refused === undefined ? answer(world, mock, question) : refuse(service, refused, []);
  });
}

function refuse(service: SoapService, given: SoapFault, asked: readonly Asked[]): Reply {
  const body = envelope(service, '', fault(service, given));
  return { status: statusOf(service, given), type: typeOf(service), body, asked };
}

function answer(world: NationalWorld, mock: SoapMock, question: SoapQuestion): Reply {
  const { service } = mock;
  const known = question.key === world.operation;
  const all = known && question.list !== undefined ? (mock.lists[question.list] ?? []) : [];
  const rows = all.filter(isNamed(question.only));
  const asked = askedBy(mock, question);
  const empty = question.list === undefined ? !known : rows.length === 0;
  if (empty && service.emptyFault !== undefined) return refuse(service, service.emptyFault, asked);
  const content =
    question.list === undefined
      ? summaryOf(mock, question, known)
      : listAnswer(service, question, question.list, all.length, rows);
  const header = service.xRoad === undefined || question.header === undefined ? '' : echo(question.header);
  const body = envelope(service, header, element(`${question.operation}Response`, content));
  return { type: typeOf(service), body, asked };
}

/** Whether a row is asked: exactly the keys that are named, letter for letter. */
function isNamed(only: SoapQuestion['only']): (row: NativeRow) => boolean {
  return (row) => only === undefined || only.values.includes(String(row[only.field]));
}

function listAnswer(
  service: SoapService,
  question: SoapQuestion,
  list: string,
  count: number,
  rows: readonly NativeRow[],
): string {
  const operation = service.lists[list];
  if (operation === undefined) return '';
  const total = question.total ? leaf(service.total, count) : '';
  if (question.groups.length === 0) return total;
  const items = rows.map((row) =>
    element(operation.row, leaf('synthetic', true) + groupsOf(operation, question.groups, row)),
  );
  return total + element(list, items.join('\n'));
}

function summaryOf(mock: SoapMock, question: SoapQuestion, known: boolean): string {
  const { summary } = mock.service;
  const groups = known ? groupsOf(summary, question.groups, mock.overview) : '';
  if (question.totals.length === 0) return groups;
  const totals = question.totals.map((list) => leaf(list, known ? (mock.lists[list]?.length ?? null) : 0));
  return groups + element(summary.totals, totals.join(''));
}

function groupsOf(operation: SoapOperation, groups: readonly string[], row: NativeRow): string {
  return groups
    .map((group) => {
      const fields = operation.groups[group] ?? [];
      return element(group, fields.map((field) => (field in row ? leaf(field, row[field]) : '')).join(''));
    })
    .join('');
}

/** The journal: the fields of every group asked, for that is what is given. */
function askedBy({ profile, service }: SoapMock, question: SoapQuestion): Asked[] {
  const fields = (operation: SoapOperation | undefined): string[] =>
    question.groups.flatMap((group) => operation?.groups[group] ?? []);
  if (question.list !== undefined) {
    const list = listOf(profile, question.list);
    if (list === undefined) return [];
    const names = canonicalNames(profile, list);
    const { only } = question;
    const rows =
      only === undefined ? {} : { only: { fields: [names[only.field] ?? only.field], values: only.values } };
    return [toAsked(list, fields(service.lists[question.list]), names, question.total, rows)];
  }
  const overview = fields(service.summary);
  const totals = question.totals.flatMap((native): Asked[] => {
    const list = listOf(profile, native);
    return list === undefined ? [] : [{ list, fields: [], count: true }];
  });
  if (overview.length === 0) return totals;
  return [toAsked('overview', overview, canonicalNames(profile, 'overview'), false), ...totals];
}
