/**
 * A national OData v4 server: service document, $metadata, entity sets with query options and server-driven paging,
 * single entities by key, `/$count`; whatever is refused comes as an OData error object.
 */
import { type MockSystem, type Reply, type Request, startMock } from '../mock-system.ts';
import type { NationalWorld } from '../world.ts';
import { answerCount, answerEntity, answerSet, toJson } from './answer-set.ts';
import type { EntitySet } from './entity-set.ts';
import { ODataError } from './odata-error.ts';
import { decode } from './read-options.ts';
import { toMetadata } from './to-metadata.ts';

export interface ODataMock {
  /** Root of the service, as `/odata/v4`. */
  readonly root: string;
  readonly sets: readonly EntitySet[];
}

export function serveOData(world: NationalWorld, mock: ODataMock): Promise<MockSystem> {
  return startMock(world.code, world.changed, (request) => {
    try {
      return route(world, mock, request);
    } catch (error) {
      if (error instanceof ODataError) return toErrorReply(error);
      throw error;
    }
  });
}

function route(world: NationalWorld, mock: ODataMock, request: Request): Reply {
  if (request.path.length > MAX_LINE) throw new ODataError(414, 'UriTooLong', 'the line is longer than 8 kB');
  if (request.method !== 'GET') throw new ODataError(405, 'MethodNotAllowed', 'this service is for reading');
  const { resource, query } = toResource(mock.root, request.path);
  if (resource[0] === '$metadata' && resource.length === 1) {
    return { type: 'application/xml', headers: VERSION, body: toMetadata(world.code, mock.sets), asked: [] };
  }
  const accept = request.headers.accept ?? '*/*';
  if (!/\*\/\*|application\/(json|\*)/.test(accept)) throw new ODataError(406, 'NotAcceptable', 'json only');
  if (resource.length === 0) return toServiceDocument(mock);
  const [first = '', second, ...rest] = resource;
  const [, name, key] = /^([^()]+)(?:\((.*)\))?$/u.exec(first) ?? [];
  const set = mock.sets.find((candidate) => candidate.name === name);
  if (set === undefined || rest.length > 0)
    throw new ODataError(404, 'NotFound', 'there is no such resource');
  const url = { root: mock.root, host: request.headers.host ?? 'localhost', query };
  if (key !== undefined && second === undefined) return answerEntity(set, key, url);
  if (key === undefined && second === '$count') return answerCount(set, query);
  if (key === undefined && second === undefined) return answerSet(set, url);
  throw new ODataError(501, 'NotImplemented', 'paths below an entity are not offered here');
}

/** Characters of a request line that common servers take. */
const MAX_LINE = 8_000;
const VERSION = { 'odata-version': '4.0' };

/** Segments below the root, decoded after they are parted (URL conventions, section 2), and the query still encoded. */
function toResource(root: string, path: string): { resource: readonly string[]; query: string } {
  const [before = '', ...after] = path.split('?');
  if (before !== root && !before.startsWith(`${root}/`))
    throw new ODataError(404, 'NotFound', 'there is nothing here');
  const segments = before
    .slice(root.length)
    .split('/')
    .filter((segment) => segment !== '');
  return { resource: segments.map(decode), query: after.join('?') };
}

function toServiceDocument({ root, sets }: ODataMock): Reply {
  const value = sets.map(({ name }) => ({ name, kind: 'EntitySet', url: encodeURIComponent(name) }));
  return toJson({ '@odata.context': `${root}/$metadata`, value }, []);
}

function toErrorReply({ status, code, message }: ODataError): Reply {
  return { ...toJson({ error: { code, message } }, []), status };
}
