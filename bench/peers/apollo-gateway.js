/** Apollo Gateway behind Apollo Server on Fastify: a static supergraph, nothing reported to anybody. */
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { supergraphOf } from './supergraph.js';

export const apolloGateway = {
  open: async ({ viewers }, subgraphs) => {
    const app = fastify({ logger: false });
    const apollo = new ApolloServer({
      gateway: new ApolloGateway({ supergraphSdl: supergraphOf(subgraphs) }),
    });
    await apollo.start();
    app.route({ method: 'POST', url: '/graphql', handler: fastifyApolloHandler(apollo) });
    return {
      url: `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`,
      headers: viewers.map(() => ({})),
    };
  },
};
