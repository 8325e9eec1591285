/** The composition root: it joins the rooms to one running gateway. Demo and production are this one program. */
import pino from 'pino';
import { loadPolicy } from './cli/load-policy.ts';
import { loadSchemaTexts } from './cli/load-schema-texts.ts';
import type { Config } from './config.ts';
import { COUNTRIES } from './countries/registry.ts';
import { ERROR_CODES, GatewayError } from './errors.ts';
import { composeGateway } from './gateway/compose-gateway.ts';
import { openGateway } from './gateway/open-gateway.ts';
import { openTokenKeys } from './http/open-token-keys.ts';
import { type HttpDoor, serveHttp } from './http/serve-http.ts';
import type { Ledger } from './ledger/ledger.ts';
import { openRecorder } from './ledger/recorder.ts';
import { type CountryCode, EUROPOL, INTERPOL } from './terms.ts';

export interface RunningGateway extends HttpDoor {
  readonly ledger: Ledger;
}

/**
 * Starts a gateway by `config`, which has been read, with its evidence in `ledger`. It sends nothing: no national system
 * needs to be up.
 * Throws CONFIGURATION_INVALID, POLICY_INVALID, SCHEMA_INVALID; then nothing listens.
 */
export async function startGateway(config: Config, ledger: Ledger = openRecorder()): Promise<RunningGateway> {
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const gateway = openGateway({
    composed: composeGateway(loadSchemaTexts()),
    policy: loadPolicy(),
    systems: config.systems,
    ledger,
    accessDate: config.accessDate,
    deadlineMs: config.deadlineMs,
    cursorKey: config.cursorKey?.(),
    // Codes and words of ours only: neither a query, nor variables, nor a system's text.
    report: (id, error) => log.error({ id, code: codeOf(error), what: whatOf(error) }, 'a failure'),
  });
  try {
    const door = await serveHttp(gateway, await openTokenKeys(config.tokens), config);
    const silent = withoutSystem(config);
    if (silent.length > 0)
      log.warn({ countries: silent }, 'no system is configured: what is asked of these fails');
    log.info({ url: door.url, systems: config.systems.size, accessDate: config.accessDate }, 'listening');
    return { ledger, url: door.url, close: () => door.close().then(() => gateway.close()) };
  } catch (cause) {
    await gateway.close();
    throw cause;
  }
}

/** Whom queries can name and no message can reach: most likely forgotten in the configuration. */
function withoutSystem({ systems }: Config): readonly CountryCode[] {
  return [...COUNTRIES.keys(), EUROPOL, INTERPOL].filter((code) => !systems.has(code)).sort();
}

function codeOf(error: unknown): string {
  return error instanceof GatewayError ? error.code : 'INTERNAL';
}

function whatOf(error: unknown): string {
  return error instanceof GatewayError ? error.message : ERROR_CODES.INTERNAL.sentence;
}
