import { once } from 'node:events';
import { type Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { NativeNames } from './alter-body.ts';
import type { Target } from './disturb-wire.ts';
import { spoilAnswer } from './spoil-answer.ts';

/** A message of the gateway's, and where its answer goes. */
export interface Exchange {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
}

/** Asks the system what the gateway asks, and gives its answer with `fault`; false where it had no place for it. */
export async function forwardSpoiled(
  target: Target,
  agent: Agent,
  { message, response }: Exchange,
  fault: string,
  names: NativeNames,
): Promise<boolean> {
  const { method, url, headers } = message;
  const forwarded = request({ ...target, agent, method, path: url, headers });
  message.pipe(forwarded);
  const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
  const spoiled = { status: answer.statusCode ?? 0, headers: toOwn(answer), body: await buffer(answer) };
  return spoilAnswer(fault, spoiled, response, names);
}

/** Of this hop alone: the proxy writes its own. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']);

function toOwn({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).filter(([name]) => !HOP.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
