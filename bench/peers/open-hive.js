/** Hive Gateway on Node's HTTP server, as its documentation deploys it on Node: one process, no GraphiQL, no landing page. */
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { supergraphOf } from './supergraph.js';

export async function openHive({ viewers }, subgraphs, options = {}) {
  const runtime = createGatewayRuntime({
    supergraph: supergraphOf(subgraphs),
    logging: 'error',
    graphiql: false,
    landingPage: false,
    ...options,
  });
  const server = createServer(runtime);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    headers: viewers.map(() => ({})),
  };
}
