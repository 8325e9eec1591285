/** Plain stitching: @graphql-tools/stitch over 27 schemas, each participation delegated to its country, on Apollo and Fastify. */
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { delegateToSchema, type SubschemaConfig } from '@graphql-tools/delegate';
import { stitchSchemas } from '@graphql-tools/stitch';
import type { ExecutionRequest, ExecutionResult } from '@graphql-tools/utils';
import fastify from 'fastify';
import { buildSchema, type GraphQLResolveInfo, print } from 'graphql';
import { Pool } from 'undici';
import { HUB_SDL, NATIONAL_SDL } from '../national/contract.ts';
import { type Subject, viewersAlike } from './subject.ts';

type Parent = { readonly country: { readonly code: string } };

export const stitching: Subject = {
  open: async (order) => {
    const urls = order.urls.filter(([code]) => code !== 'XO');
    const subschemas = new Map(
      urls.map(([code, url]): [string, SubschemaConfig] => [
        code,
        {
          schema: buildSchema(code === 'XE' ? HUB_SDL : NATIONAL_SDL),
          executor: executorOf(new Pool(url, { connections: 64 })),
        },
      ]),
    );
    const app = fastify({ logger: false });
    const apollo = new ApolloServer({
      schema: stitched(subschemas),
    });
    await apollo.start();
    app.route({ method: 'POST', url: '/graphql', handler: fastifyApolloHandler(apollo) });
    return {
      url: `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`,
      headers: viewersAlike(order),
    };
  },
};

function stitched(subschemas: ReadonlyMap<string, SubschemaConfig>) {
  const national = (code: string, context: unknown, info: GraphQLResolveInfo): unknown =>
    delegateToSchema({
      schema: subschemas.get(code) as SubschemaConfig,
      fieldName: 'national',
      context: context as Record<string, unknown>,
      info,
    });
  return stitchSchemas({
    subschemas: [...subschemas.values()],
    typeDefs: `
      extend type Participation { national: National }
      extend type Operation { participation(country: String!): One }
      type One { country: OneCountry! national: National }
      type OneCountry { code: String! }
    `,
    resolvers: {
      Participation: {
        national: {
          selectionSet: '{ country { code } }',
          resolve: (parent: Parent, _: unknown, context: unknown, info: GraphQLResolveInfo) =>
            national(parent.country.code, context, info),
        },
      },
      Operation: {
        participation: {
          selectionSet: '{ id }',
          resolve: (_: unknown, { country }: { country: string }) => ({ country: { code: country } }),
        },
      },
      One: {
        national: (parent: Parent, _: unknown, context: unknown, info: GraphQLResolveInfo) =>
          national(parent.country.code, context, info),
      },
    },
  });
}

function executorOf(pool: Pool) {
  return async ({ document, variables }: ExecutionRequest): Promise<ExecutionResult> => {
    const { body } = await pool.request({
      method: 'POST',
      path: '/graph',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: print(document), variables }),
    });
    return (await body.json()) as ExecutionResult;
  };
}
