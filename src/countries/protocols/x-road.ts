import { randomUUID } from 'node:crypto';
import { toPathSegment } from './path-segment.ts';
import type { Protocol } from './protocol.ts';

/** Ids of X-Road (message protocol for REST, sections 4.1 and 4.3), their parts joined by `/`. */
export interface XRoadSettings {
  /** Ours: instance, member class, member code, subsystem code. */
  readonly client: string;
  /** Theirs: instance, member class, member code, subsystem code, service code. */
  readonly service: string;
}

/**
 * `protocol` over X-Road: each of its messages goes to the service, names the client and has an id of its own
 * (`X-Road-Id`), by which both security servers and the evidence log know it again.
 */
export function overXRoad(protocol: Protocol, settings: XRoadSettings): Protocol {
  const client = toEncodedId(settings.client);
  const prefix = `/r1/${toEncodedId(settings.service)}`;
  return {
    ...protocol,
    name: `${protocol.name} over X-Road`,
    ask: (request, send) =>
      protocol.ask(request, (message) =>
        send({
          ...message,
          path: `${prefix}${message.path}`,
          headers: { ...message.headers, 'x-road-client': client, 'x-road-id': randomUUID() },
        }),
      ),
  };
}

function toEncodedId(id: string): string {
  return id.split('/').map(toPathSegment).join('/');
}
