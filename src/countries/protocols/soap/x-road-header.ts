import { randomUUID } from 'node:crypto';
import type { SoapHeader } from './soap-writer.ts';

/** Ids of X-Road, their parts joined by `/`. */
export interface XRoadIds {
  /** Ours: instance, member class, member code, subsystem code. */
  readonly client: string;
  /** Theirs: instance, member class, member code, subsystem code. The service code is the operation. */
  readonly service: string;
  readonly serviceVersion: string;
  /** Who asks within our organisation: the gateway, never a person. */
  readonly userId: string;
}

/**
 * The header of each message over X-Road (message protocol for SOAP 4.0, section 2), with an id of its own by which
 * both security servers and the evidence log know it again. Its answer carries the same id (section 2.3).
 * The description of the service declares the prefixes `xrd` and `id`.
 */
export function xRoadHeader(ids: XRoadIds): (operation: string) => SoapHeader {
  return (operation) => {
    const id = randomUUID();
    return {
      elements: {
        'xrd:client': { attributes: { 'id:objectType': 'SUBSYSTEM' }, ...partsOf(ids.client) },
        'xrd:service': {
          attributes: { 'id:objectType': 'SERVICE' },
          ...partsOf(ids.service),
          'id:serviceCode': operation,
          'id:serviceVersion': ids.serviceVersion,
        },
        'xrd:id': id,
        'xrd:userId': ids.userId,
        'xrd:protocolVersion': '4.0',
      },
      answeredBy: (header) => header.id === id,
    };
  };
}

function partsOf(id: string): Record<string, string> {
  const [xRoadInstance = '', memberClass = '', memberCode = '', subsystemCode = ''] = id.split('/');
  return {
    'id:xRoadInstance': xRoadInstance,
    'id:memberClass': memberClass,
    'id:memberCode': memberCode,
    'id:subsystemCode': subsystemCode,
  };
}
