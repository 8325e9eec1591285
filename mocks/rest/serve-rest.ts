/** A national REST server: one resource for each operation, its fields and totals listed in the query string. */
import { type MockSystem, type Reply, type Request, startMock } from '../mock-system.ts';
import type { NativeProfile } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import { BadRequest } from './bad-request.ts';
import { isLongLine } from './is-long-line.ts';
import { askedBy, type Question, type QuestionParameters, readQuestion } from './question.ts';

export interface RestMock {
  readonly profile: NativeProfile;
  /** Path before the operation. */
  readonly path: string;
  readonly parameters: QuestionParameters;
  /** Looks at a message before all else; what it gives is the answer. */
  readonly refuse?: (request: Request) => Reply | null;
  /** Writes the answer to a question that has been checked: what was asked and nothing more. */
  readonly write: (question: Question) => Pick<Reply, 'type' | 'body'>;
}

export function serveRest(world: NationalWorld, mock: RestMock): Promise<MockSystem> {
  return startMock(world.code, world.changed, (request) => {
    const refused = mock.refuse?.(request) ?? null;
    if (refused !== null) return refused;
    if (isLongLine(request.path)) return refusal(414, 'line too long');
    if (request.url.pathname !== `${mock.path}/${world.operation}`) return refusal(404, 'not found');
    if (request.method !== 'GET') return refusal(405, 'only GET');
    return orRefusal(() => {
      const question = readQuestion(mock.profile, mock.parameters, request.url.searchParams);
      return { ...mock.write(question), asked: askedBy(mock.profile, question) };
    });
  });
}

/** What `answer` gives; a BadRequest it throws becomes status 400. */
export function orRefusal(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof BadRequest) return refusal(400, error.message);
    throw error;
  }
}

export function refusal(status: number, text: string): Reply {
  return { status, type: 'text/plain; charset=utf-8', body: text, asked: [] };
}
