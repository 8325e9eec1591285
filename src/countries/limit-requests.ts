import { GatewayError } from '../errors.ts';
import { nextTurn } from '../next-turn.ts';
import type { Connection } from './connection/open-connection.ts';
import type { Send } from './protocols/protocol.ts';

/** What is left of the messages that one query may send to one system. */
export interface RequestBudget {
  left: number;
}

/**
 * `connection` with a limit on its messages, for all that one query asks there. The message beyond it is not sent, nor is
 * any later one, and all of the country's part fails: SOURCE_INVALID, as an answer that is too large does.
 */
export function limitRequests(connection: Connection, budget: RequestBudget): Connection {
  return {
    ...connection,
    within: (deadline, talk) =>
      connection.within(deadline, async (send) => {
        const counted: Send = async (request) => {
          spend(budget);
          const response = await send(request);
          // What is read out of it is a long step.
          await nextTurn();
          return response;
        };
        const answer = await talk(counted);
        // A protocol may have taken the refusal for one list that cannot be read.
        if (budget.left < 0) throw beyond();
        return answer;
      }),
  };
}

function spend(budget: RequestBudget): void {
  budget.left -= 1;
  if (budget.left < 0) throw beyond();
}

function beyond(): GatewayError {
  return new GatewayError('SOURCE_INVALID', 'it takes more messages than one query may send');
}
