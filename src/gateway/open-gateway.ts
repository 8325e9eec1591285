import { randomBytes } from 'node:crypto';
import { checkQueryText } from '../access/check-query-text.ts';
import type { Policy } from '../access/policy.ts';
import type { SystemSettings } from '../countries/connection/open-connection.ts';
import type { Country } from '../countries/country.ts';
import { COUNTRIES } from '../countries/registry.ts';
import type { KeptText } from '../ledger/entry/kept-text.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ProtectedTable } from '../statistics/protected-table.ts';
import type { CountryCode, IsoDate } from '../terms.ts';
import type { Caller } from './caller.ts';
import { openCompiledCache } from './compiled-cache.ts';
import type { ComposedGateway } from './compose-gateway.ts';
import { CURSOR_KEY_BYTES, openCursors } from './cursors.ts';
import type { ExecutionPath } from './execution-path.ts';
import { openFlights } from './flights.ts';
import { freezeAnswer } from './make-answer.ts';
import { openTally } from './open-tally.ts';
import { openQueryReader } from './query-reader.ts';
import { recordInvalid } from './record-invalid.ts';
import { type GatewayParts, type QueryOutcome, type QueryRequest, runQuery } from './run-query.ts';
import { openSystems } from './systems.ts';

export interface GatewaySettings {
  readonly composed: ComposedGateway;
  readonly policy: Policy;
  /** The data that `policy` and the categories were read from. */
  readonly revision: KeptText;
  /** What is known of each country's system; absent: THE list, `countries/registry.ts`. */
  readonly countries?: ReadonlyMap<CountryCode, Country>;
  readonly systems: ReadonlyMap<CountryCode, SystemSettings>;
  readonly ledger: Ledger;
  /** Absent: compiled. */
  readonly path?: ExecutionPath;
  /** Protected tables that have been released; absent: none, so that no figure is published. */
  readonly tables?: readonly ProtectedTable[];
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
  /** Throws QUERY_TOO_COSTLY for a text that no library should work on; any other passes, GraphQL or not. */
  readonly checkText: (text: string) => void;
  readonly run: (request: QueryRequest) => Promise<QueryOutcome>;
  /**
   * Writes down a request that was refused before it could be run: no syntax, no validation, no token's worth. False: it
   * could not be written, and the refusal must not be given. `caller` null: nobody was identified; of more than ten of these
   * in a second the number is written (`openTally`).
   */
  readonly recordInvalid: (caller: Caller | null, arrived: Date, code: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** How long a query may take where the settings do not say. */
export const DEADLINE_MS = 5_000;

/** Opens a gateway on what `composeGateway` has checked; sends nothing, and needs no system to be up. */
export function openGateway(settings: GatewaySettings): Gateway {
  const { composed, policy, revision, ledger, accessDate, report } = settings;
  const { countries = COUNTRIES, tables = [], deadlineMs = DEADLINE_MS } = settings;
  const systems = openSystems(countries, settings.systems);
  const cursors = openCursors(settings.cursorKey ?? randomBytes(CURSOR_KEY_BYTES));
  const parts: GatewayParts = {
    ...composed,
    policy,
    revision,
    countries,
    compiling: openCompiledCache(composed.map, policy),
    reading: openQueryReader(composed.schema, composed.costs),
    flights: openFlights(freezeAnswer),
    systems,
    path: settings.path ?? 'COMPILED',
    cursors,
    ledger,
    tables,
    deadlineMs,
    accessDate,
    report,
  };
  const tally = openTally(
    (arrived, code, requests) => recordInvalid(parts, null, arrived, code, requests),
    () => ledger.canAppend(),
  );
  return {
    schema: composed.schema,
    ledger,
    accessDate,
    deadlineMs,
    checkText: checkQueryText,
    run: (request) => runQuery(parts, request),
    recordInvalid: (caller, arrived, code) =>
      caller === null ? tally.note(arrived, code) : recordInvalid(parts, caller, arrived, code),
    close: () => tally.close().then(systems.close),
  };
}
