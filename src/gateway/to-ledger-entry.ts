import type { LedgerEntry } from '../ledger/ledger.ts';
import type { IsoDate } from '../terms.ts';
import type { Caller } from './caller.ts';

/** What is known of a request when it has been answered, refused or has failed; `caller` is null when nobody was identified. */
export interface Evidence
  extends Pick<LedgerEntry, 'outcome' | 'code' | 'policy' | 'operations' | 'query' | 'owners'> {
  readonly caller: Caller | null;
  readonly arrived: Date;
  readonly accessDate: IsoDate;
  /** Absent: it is one. */
  readonly requests?: number;
}

/** What the evidence says of a request. */
export function toLedgerEntry({ caller, arrived, requests = 1, ...evidence }: Evidence): LedgerEntry {
  return {
    time: arrived.toISOString(),
    requester:
      caller === null ? null : { country: caller.country, subject: caller.subject, tokenId: caller.tokenId },
    purpose: caller?.purpose ?? null,
    justification: caller?.justification ?? null,
    action: null,
    requests,
    ...evidence,
  };
}
