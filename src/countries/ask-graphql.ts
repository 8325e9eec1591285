/** Europol and Interpol speak GraphQL in the contract's words: one document, literals only. */

import { GatewayError } from '../errors.ts';
import type { Deadline } from './connection/deadline.ts';
import type { Connection } from './connection/open-connection.ts';
import { asRow, type NativeRow, readJson } from './protocols/protocol.ts';

/**
 * Posts `document` and gives its `data`. The document has been compiled for an access class; what comes back is not yet
 * checked. Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, SOURCE_INVALID. Errors beside data are dropped: their texts may
 * carry values.
 */
export function askGraphql(connection: Connection, deadline: Deadline, document: string): Promise<NativeRow> {
  return connection.within(deadline, async (send) => {
    const response = await send({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: document }),
    });
    const { data } = asRow(await readJson(response), 'the body');
    if (data === null || data === undefined)
      throw new GatewayError('SOURCE_INVALID', 'the answer has no data');
    return asRow(data, '`data`');
  });
}
