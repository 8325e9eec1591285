/** The answers as clients see them: every closed value is explained, nothing else is. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { toe } from 'graphql-toe';
import { map } from 'rxjs';
import { expand } from '../../clients/expand.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { BOARD } from '../gateway/open-test-gateway.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from '../http/open-test-door.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';

interface Answer {
  readonly data: Record<string, unknown>;
  readonly errors?: readonly {
    readonly message: string;
    readonly path: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions?: { readonly denials?: unknown };
}

let mocks: Mocks;
let door: TestDoor;
beforeAll(async () => {
  mocks = await startMocks();
  door = await openTestDoor(mocks);
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});

const CALLERS = ['DK', 'NO', 'GR', 'RS', 'ZZ'];
const tokenOf = (country: string): Promise<string> => sign(claimsOf(country));

/** Nulls that are the owner's own: a band that a record may lack, a colour where there is no notice. */
const OWN = new Set(['ageBand', 'noticeColour', 'asOf', 'contact']);

function nullsOf(value: unknown, path: (string | number)[] = []): string[] {
  if (value === null) return [JSON.stringify(path)];
  if (typeof value !== 'object' || value === undefined) return [];
  return Object.entries(value as object).flatMap(([key, item]) =>
    nullsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function assertExplained(data: unknown, answer: Parameters<typeof expand>[0]): void {
  const explained = expand(answer).map(({ path }) => JSON.stringify(path));
  const nulls = nullsOf(data).filter((path) => !OWN.has((JSON.parse(path) as unknown[]).at(-1) as string));
  expect(new Set(explained).size).toBe(explained.length);
  expect(explained.filter((path) => !path.endsWith('"ageBand"]')).sort()).toEqual(nulls.sort());
}

describe('every closed value is explained, once, and nothing else', () => {
  for (const country of CALLERS) {
    test(`to ${country}, as JSON, with denials among the errors or beside them`, async () => {
      const token = await tokenOf(country);
      const plain = (await (await door.post(BOARD, {}, token)).json()) as Answer;
      assertExplained(plain.data, plain);
      const beside = (await (await door.post(BOARD, { 'x-denials': 'extensions' }, token)).json()) as Answer;
      expect(beside.data).toEqual(plain.data);
      assertExplained(beside.data, beside);
    });

    test(`to ${country}, path ends exactly at the first null of each entry, and no two entries share one`, async () => {
      const { data, errors = [] } = (await (
        await door.post(BOARD, {}, await tokenOf(country))
      ).json()) as Answer;
      for (const { path } of errors) {
        const at = path.map((_, end) =>
          path
            .slice(0, end + 1)
            .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data),
        );
        expect([at.indexOf(null), at.length]).toEqual([path.length - 1, path.length]);
      }
      expect(new Set(errors.map(({ path }) => JSON.stringify(path))).size).toBe(errors.length);
    });

    test(`to ${country}, through Apollo Client, which keeps data beside errors`, async () => {
      const token = await tokenOf(country);
      let last: Answer | undefined;
      const client = new ApolloClient({
        link: ApolloLink.from([
          new ApolloLink((operation, forward) =>
            forward(operation).pipe(
              map((result) => {
                last = result as Answer;
                return result;
              }),
            ),
          ),
          new HttpLink({ uri: `${door.url}/graphql`, headers: { authorization: `Bearer ${token}` } }),
        ]),
        cache: new InMemoryCache(),
      });
      const { data } = await client.query({ query: gql(BOARD), errorPolicy: 'all', fetchPolicy: 'no-cache' });
      assertExplained(withoutTypes(data), last ?? {});
      client.stop();
    });

    test(`to ${country}, through urql`, async () => {
      const token = await tokenOf(country);
      const client = new Client({
        url: `${door.url}/graphql`,
        preferGetMethod: false,
        exchanges: [fetchExchange],
        fetchOptions: { headers: { authorization: `Bearer ${token}` } },
      });
      const { data, error } = await client.query(BOARD, {}).toPromise();
      assertExplained(withoutTypes(data), { errors: error?.graphQLErrors });
    });

    test(`to ${country}, through graphql-toe, where the first closed value of an entry throws when it is read`, async () => {
      const answer = (await (await door.post(BOARD, {}, await tokenOf(country))).json()) as Answer;
      const errors = answer.errors ?? [];
      const data = toe(structuredClone(answer) as never) as unknown;
      for (const { path, message } of errors) {
        const read = (): unknown =>
          path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data);
        expect(read).toThrow(message);
      }
    });
  }
});

function withoutTypes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, item: unknown) => (key === '__typename' ? undefined : item)));
}
