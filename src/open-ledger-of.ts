import { existsSync } from 'node:fs';
import type { LedgerSettings } from './config.ts';
import { GatewayError } from './errors.ts';
import type { Ledger } from './ledger/ledger.ts';
import { openLedger } from './ledger/open-ledger.ts';
import { openSigner } from './ledger/open-signer.ts';
import type { LedgerPlace } from './ledger/store/ledger-place.ts';
import { openReader, openStore } from './ledger/store/open-store.ts';

/**
 * Opens the ledger of `settings` to be written to; a new one is made, with a key if there is none. `isGateway`: for as long
 * as a gateway lives, and no second one; else beside it, for a command. `report` is told why it is down, and null when it is
 * up again.
 *
 * Rejects with CONFIGURATION_INVALID, EVIDENCE_INVALID or EVIDENCE_LOG_UNAVAILABLE: then nothing starts.
 */
export async function openLedgerOf(
  { place, keyFile, headFile, name }: LedgerSettings,
  isGateway: boolean,
  report: (failure: GatewayError | null) => void,
): Promise<Ledger> {
  const signer = openSigner(keyFile, name, await isNew(place));
  const options = { signer, now: Date.now, isGateway };
  const run = { key: signer.key, headFile, isHeadFileRead: !isGateway, report };
  return openLedger(() => openStore(place, options), run);
}

/** Whether no log is there yet: one whose tables are too old or too new is there. Rejects where nobody can say. */
async function isNew(place: LedgerPlace): Promise<boolean> {
  if (place.kind === 'sqlite') return !existsSync(place.file);
  try {
    await (await openReader(place)).close();
    return false;
  } catch (error) {
    const isMissing = error instanceof GatewayError ? error.facts.isMissing : undefined;
    if (typeof isMissing !== 'boolean') throw error;
    return isMissing;
  }
}
