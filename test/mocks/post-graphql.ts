/** Asks a mock over its real socket, as any client would. */
import type { MockSystem } from '../../mocks/mock-system.ts';

export interface GraphqlAnswer {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { readonly message: string }[];
}

export async function postGraphql(
  system: MockSystem,
  query: string,
  variables?: Readonly<Record<string, unknown>>,
): Promise<GraphqlAnswer> {
  const response = await fetch(`${system.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Partial<GraphqlAnswer>;
  return { status: response.status, data: data ?? null, errors: errors ?? [] };
}
