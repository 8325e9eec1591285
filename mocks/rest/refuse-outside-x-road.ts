/** The part of an X-Road security server that a client notices: its headers, its path and its errors. */
import type { Reply, Request } from '../mock-system.ts';

/** INSTANCE/CLASS/MEMBER or INSTANCE/CLASS/MEMBER/SUBSYSTEM, each part percent-encoded. */
const CLIENT = /^[^/\s]+(\/[^/\s]+){2,3}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The refusal of a message that is no call of the service at `path` with both headers; otherwise null. */
export function refuseOutsideXRoad(path: string, request: Request): Reply | null {
  if (!CLIENT.test(request.headers['x-road-client'] ?? '')) {
    return toError(400, 'Client.MissingHeader', 'X-Road-Client is missing or no member id');
  }
  if (!UUID.test(request.headers['x-road-id'] ?? '')) {
    return toError(400, 'Client.MissingHeader', 'X-Road-Id is missing or no UUID');
  }
  if (!request.url.pathname.startsWith(`${path}/`)) {
    return toError(404, 'Server.ServerProxy.UnknownService', 'no such service');
  }
  return null;
}

function toError(status: number, type: string, message: string): Reply {
  return {
    status,
    type: 'application/json; charset=utf-8',
    headers: { 'x-road-error': type },
    body: JSON.stringify({ type, message, detail: 'mock security server' }),
    asked: [],
  };
}
