/** What all runs of gateways share: mock systems, keys of callers, and a folder for each ledger. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { worldOf } from '../gateway/cut-world.ts';

export interface CrashStage {
  readonly mocks: Mocks;
  /** A token of a caller; `tokenId` is in the evidence. */
  readonly tokenOf: (tokenId: string) => Promise<string>;
  /** Settings of a gateway with a ledger of its own in `folder`. */
  readonly settingsIn: (folder: string) => LedgerFiles;
  readonly close: () => Promise<void>;
}

export interface LedgerFiles {
  readonly settings: string;
  readonly file: string;
  readonly keyFile: string;
  readonly headFile: string;
}

const CODES = ['DE', 'NO'];

export async function openCrashStage(): Promise<CrashStage> {
  const mocks = await startMocks({ world: worldOf(CODES), only: CODES });
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const jwks = JSON.stringify({ keys: [{ ...jwk, kid, alg: 'EdDSA', use: 'sig' }] });
  return {
    mocks,
    tokenOf: (tokenId) =>
      new SignJWT({ country: 'DE', role: 'analyst', purposes: ['OPERATIONAL_ANALYSIS'] })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
        .setAudience('concordat')
        .setSubject('analyst')
        .setJti(tokenId)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    settingsIn: (folder) => {
      mkdirSync(folder, { recursive: true });
      const files = {
        settings: join(folder, 'settings.json'),
        file: join(folder, 'log', 'ledger.db'),
        keyFile: join(folder, 'ledger-key.pem'),
        headFile: join(folder, 'ledger-head.txt'),
      };
      mkdirSync(join(folder, 'log'), { recursive: true });
      writeFileSync(join(folder, 'keys.json'), jwks);
      const systems = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];
      const settings = {
        port: 0,
        logLevel: 'warn',
        accessDate: '2011-12-16',
        tokens: { algorithms: ['EdDSA'], jwksFile: join(folder, 'keys.json') },
        ledger: { file: files.file, keyFile: files.keyFile, headFile: files.headFile },
        systems: Object.fromEntries(systems.map(([code, { url }]) => [code, { url, synthetic: true }])),
      };
      writeFileSync(files.settings, JSON.stringify(settings));
      return files;
    },
    close: () => mocks.close(),
  };
}
