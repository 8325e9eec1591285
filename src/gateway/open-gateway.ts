import { randomBytes } from 'node:crypto';
import { parse } from 'graphql';
import { readAccessMap } from '../access/access-map.ts';
import { dateInBrussels } from '../access/date-in-brussels.ts';
import type { Policy } from '../access/policy.ts';
import type { SystemSettings } from '../countries/connection/open-connection.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { CountryCode, IsoDate } from '../terms.ts';
import { answeringSchema } from './answer/answering-schema.ts';
import type { Caller } from './caller.ts';
import { valueChecksOf } from './check-value.ts';
import { composeStitched } from './compose.ts';
import { CURSOR_KEY_BYTES, openCursors } from './cursors.ts';
import { type GatewayParts, type QueryOutcome, type QueryRequest, runQuery } from './run-query.ts';
import { openSystems } from './systems.ts';
import { toLedgerEntry } from './to-ledger-entry.ts';

/** The texts of schema/*.graphql, by name without ending. */
export interface SchemaTexts {
  readonly access: string;
  readonly operation: string;
  readonly national: string;
  readonly hub: string;
  readonly interpol: string;
}

export interface GatewaySettings {
  readonly texts: SchemaTexts;
  readonly policy: Policy;
  readonly systems: ReadonlyMap<CountryCode, SystemSettings>;
  readonly ledger: Ledger;
  /** How long a query may take, in milliseconds, unless its caller shortens it; absent: 5 s. */
  readonly deadlineMs?: number;
  /** 32 bytes that seal cursors; absent: made at start-up, so that no cursor outlives the process. */
  readonly cursorKey?: Uint8Array | undefined;
  /** Null: the day on which a query arrives, in Europe/Brussels. */
  readonly accessDate: IsoDate | null;
  readonly report: (id: string, error: unknown) => void;
}

export interface Gateway {
  readonly schema: GatewayParts['schema'];
  readonly ledger: Ledger;
  readonly accessDate: IsoDate | null;
  readonly deadlineMs: number;
  readonly run: (request: QueryRequest) => Promise<QueryOutcome>;
  /** Writes down a request that was refused before it could be run: no syntax, no validation, no token's worth. */
  readonly recordInvalid: (caller: Caller | null, arrived: Date, code: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const DEADLINE_MS = 5_000;

/**
 * Composes the gateway; sends nothing, and needs no system to be up. Throws SCHEMA_INVALID for a field without a
 * category, a field without a resolver, a merge that would lead from one country to another.
 */
export function openGateway(settings: GatewaySettings): Gateway {
  const { texts, policy, ledger, deadlineMs = DEADLINE_MS, accessDate, report } = settings;
  const map = readAccessMap(
    parse(texts.operation),
    [texts.national, texts.hub, texts.interpol].map((sdl) => parse(sdl)),
  );
  const schema = answeringSchema(`${texts.access}\n${texts.operation}`);
  const checks = valueChecksOf(schema);
  const systems = openSystems(settings.systems);
  const executeStitched = composeStitched(texts, systems, checks);
  const cursors = openCursors(settings.cursorKey ?? randomBytes(CURSOR_KEY_BYTES));
  const parts: GatewayParts = {
    schema,
    map,
    checks,
    policy,
    systems,
    executeStitched,
    cursors,
    ledger,
    deadlineMs,
    accessDate,
    report,
  };
  return {
    schema,
    ledger,
    accessDate,
    deadlineMs,
    run: (request) => runQuery(parts, request),
    recordInvalid: async (caller, arrived, code) => {
      const date = accessDate ?? dateInBrussels(arrived);
      const entry = toLedgerEntry({
        caller,
        arrived,
        accessDate: date,
        outcome: 'invalid',
        code,
        operations: [],
        owners: [],
      });
      await ledger.append(entry).catch((error: unknown) => report('ledger', error));
    },
    close: systems.close,
  };
}
