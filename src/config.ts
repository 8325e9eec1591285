import type { SystemSettings } from './countries/connection/open-connection.ts';
import type { ExecutionPath } from './gateway/execution-path.ts';
import type { TokenSettings } from './http/token-keys.ts';
import type { LedgerPlace } from './ledger/store/ledger-place.ts';
import type { TableRules } from './statistics/table-rules.ts';
import type { CountryCode, IsoDate } from './terms.ts';

/** Variables of the process. Handed in: only main.ts reads them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Levels of pino, quiet to talkative. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** A national system, Europol (XE) or Interpol (XO), as configured. */
export interface ConfiguredSystem extends SystemSettings {
  /** The operator says that no record of this system is of a real person. */
  readonly synthetic: boolean;
  /**
   * What the gateway sends this system with every message, names in lower case. A function, so that a configuration
   * printed or logged shows no secret.
   */
  readonly headers: () => Readonly<Record<string, string>>;
}

/** Where protected tables are kept, how they are protected, and of which reporting dates they are shown. */
export interface StatisticsSettings {
  readonly folder: string;
  readonly rules: TableRules;
  /** By operation. */
  readonly reportingDates: ReadonlyMap<string, readonly IsoDate[]>;
  /** A file of figures that everybody knows; absent: the one that comes with the product. */
  readonly knownFigures?: string | undefined;
}

/** Where the evidence is kept, by what it is signed, and for how long. */
export interface LedgerSettings {
  readonly place: LedgerPlace;
  /** The private key, PKCS #8 in PEM: made at the first start. */
  readonly keyFile: string;
  /** The newest head, kept apart from the ledger: a start with an older copy of the ledger is refused. */
  readonly headFile: string;
  /** The name in every head; null: made of the key. */
  readonly name: string | null;
  /** After how many days what is an owner's can be erased; of others nothing is. */
  readonly retentionDays: ReadonlyMap<CountryCode, number>;
}

/** The settings of a deployment, read by `readConfig`: whole, trusted and frozen. */
export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly systems: ReadonlyMap<CountryCode, ConfiguredSystem>;
  readonly tokens: TokenSettings;
  /** The day the rules are asked about; null: today. Only where every system is synthetic. Tokens never go by it. */
  readonly accessDate: IsoDate | null;
  /** How long a whole query may take, in milliseconds; longer than any system's own limit. A caller can shorten it. */
  readonly deadlineMs: number;
  /** What seals cursors, so that they outlive a process and are good at every replica; absent: made at start-up. A secret. */
  readonly cursorKey?: (() => Uint8Array) | undefined;
  readonly ledger: LedgerSettings;
  /** Absent: no figures are published. */
  readonly statistics?: StatisticsSettings | undefined;
  /** REFERENCE: what was compiled is fetched by stitching, the slower way that the other is compared with. */
  readonly execution: ExecutionPath;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}
