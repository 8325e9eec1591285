/** Faults below the store: what the system refuses, and what ends the process in the middle of a call. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { readEntry } from '../../src/ledger/entry/read-entry.ts';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import { openSqliteLedger } from '../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { signerOf } from '../ledger/signers.ts';
import { someEntry } from '../ledger/some-entry.ts';
import type { SectionReport, SectionRun } from './section.ts';
import { withFolder } from './temporary.ts';

/** The signer of crash-writer.ts. */
const SIGNER = signerOf('ledger.example/below', 7);
const WRITER = fileURLToPath(new URL('crash-writer.ts', import.meta.url));
const ENTRIES = 30;
const WRITER_MS = 60_000;

/** What a writer said before its end. */
export interface Written {
  readonly acknowledged: readonly { readonly index: number; readonly justification: string }[];
  readonly refused: number;
  readonly lines: readonly string[];
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
}

/** The calls of the system that SQLite writes with, and what becomes of one of them. */
const INJECTED = [
  { name: 'EIO at fsync', call: 'fsync,fdatasync', inject: 'error=EIO' },
  { name: 'ENOSPC at pwrite64', call: 'pwrite64', inject: 'error=ENOSPC' },
  { name: 'EIO at pwrite64', call: 'pwrite64', inject: 'error=EIO' },
  { name: 'KILL at fsync', call: 'fsync,fdatasync', inject: 'signal=KILL' },
  { name: 'KILL at pwrite64', call: 'pwrite64', inject: 'signal=KILL' },
] as const;
/** Calls that the fault falls on, from the first one that a new ledger makes. */
const PLACES = { full: 20, test: 1 } as const;
const LAST_PLACE = { 'fsync,fdatasync': 40, pwrite64: 150 } as const;

export async function faultsBelow(run: SectionRun): Promise<SectionReport> {
  const random = seededRandom(run.seed);
  const said: string[] = [];
  const faults: string[] = [];
  const skipped: string[] = [];
  let [injected, struck] = [0, 0];
  if (hasStrace()) {
    const most = run.isFull ? PLACES.full : PLACES.test;
    for (const { name, call, inject } of INJECTED)
      for (let time = 0; time < most && !run.signal.aborted; time += 1) {
        const when = 5 + random.below(LAST_PLACE[call]);
        const { written, found } = await strike(`${call}:${inject}:when=${when}`);
        injected += 1;
        if (written.refused > 0 || written.signal !== null || written.code !== 0) struck += 1;
        faults.push(...found.map((fault) => `${name}, call ${when}: ${fault}`));
        run.progress(
          `${injected} of ${most * INJECTED.length} faults of system calls, ${faults.length} lost`,
        );
      }
    said.push(
      `faults of system calls: ${injected}, of which ${struck} made an append reject or ended the process, ${faults.length} faults`,
    );
    if (injected > 0 && struck === 0) faults.push('no injected fault has reached the ledger');
  } else {
    skipped.push('faults of system calls: this machine has no strace, or does not let it trace');
  }
  for (const [name, prove] of [
    ['a full disk', fullDisk],
    ['a read-only directory', readOnly],
  ] as const) {
    const outcome = await prove();
    if (typeof outcome === 'string') skipped.push(`${name}: ${outcome}`);
    else faults.push(...outcome.map((fault) => `${name}: ${fault}`));
    if (typeof outcome !== 'string') said.push(`${name}: ${outcome.length} faults`);
  }
  return {
    said,
    counts: { callsInjected: injected, callsStruck: struck },
    faults: faults.map((fault) => `faults below, seed ${run.seed}: ${fault}`),
    skipped,
  };
}

export function hasStrace(): boolean {
  try {
    execFileSync('strace', ['-f', '-o', '/dev/null', '-e', 'trace=fsync', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Whether this user may have a disk of its own, to fill it and to lock it. */
export function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'crash-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', folder], { stdio: 'ignore' });
    execFileSync('umount', ['-l', folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

/** Writes under a fault, and judges what is there afterwards. */
export async function strike(
  inject: string,
): Promise<{ readonly written: Written; readonly found: readonly string[] }> {
  return withFolder(async (folder) => {
    const file = join(folder, 'ledger.db');
    const [call = ''] = inject.split(':');
    const trace = ['-f', '-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${inject}`];
    const written = await write(file, ['strace', ...trace, process.execPath]);
    return { written, found: await judge(file, written) };
  });
}

/** A disk of its own, of a megabyte; where this user may not mount one, it is skipped. */
export async function fullDisk(): Promise<readonly string[] | string> {
  return onSmallDisk('size=256k', async (folder) => {
    const file = join(folder, 'ledger.db');
    const written = await write(file, [process.execPath], 400);
    const found: string[] = [];
    if (written.refused === 0 && written.code === 0) found.push('the disk never was full');
    if (written.acknowledged.length === 0) found.push('nothing was acknowledged before');
    // Room again: what was acknowledged is there, and the log goes on.
    execFileSync('mount', ['-o', 'remount,size=16m', folder]);
    return [...found, ...(await judge(file, written))];
  });
}

export async function readOnly(): Promise<readonly string[] | string> {
  return onSmallDisk('size=16m', async (folder) => {
    const file = join(folder, 'ledger.db');
    const before = await write(file, [process.execPath]);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const refused = await write(file, [process.execPath]);
    execFileSync('mount', ['-o', 'remount,rw', folder]);
    const found: string[] = [];
    if (refused.acknowledged.length > 0) found.push('an entry was acknowledged where nothing can be written');
    if (!refused.lines.some((line) => line.startsWith('not opened') && line.includes('write')))
      found.push(`the program does not say what to do: ${refused.lines[0]}`);
    return [...found, ...(await judge(file, before))];
  });
}

async function onSmallDisk(
  options: string,
  work: (folder: string) => Promise<readonly string[]>,
): Promise<readonly string[] | string> {
  return withFolder(async (folder) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', disk], { stdio: 'ignore' });
    } catch {
      return 'this user may not mount a disk';
    }
    try {
      return await work(disk);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
}

async function write(
  file: string,
  [program = '', ...args]: readonly string[],
  entries = ENTRIES,
): Promise<Written> {
  const child = spawn(program, [...args, WRITER, file, String(entries)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  // A ledger that does not come back would be waited for without end.
  const late = setTimeout(() => child.kill('SIGKILL'), WRITER_MS);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('close', (...end) => resolve(end)),
  );
  clearTimeout(late);
  const lines = text.split('\n');
  return {
    acknowledged: lines.flatMap((line) => {
      const [, index, justification] = /^acknowledged (\d+) (.+)$/.exec(line) ?? [];
      return index === undefined ? [] : [{ index: Number(index), justification: String(justification) }];
    }),
    refused: lines.filter((line) => line.startsWith('refused ')).length,
    lines,
    signal,
    code,
  };
}

/** After the fault: every acknowledged entry is at its place, the log verifies, and it takes the next. */
async function judge(file: string, { acknowledged, lines }: Written): Promise<readonly string[]> {
  const odd = lines.filter(
    (line) => line.startsWith('refused ') && line !== 'refused EVIDENCE_LOG_UNAVAILABLE',
  );
  if (!existsSync(file)) return acknowledged.length === 0 ? odd : ['the file is gone'];
  const store = await openSqliteLedger(file, { signer: SIGNER, now: Date.now, isGateway: false });
  try {
    const size = await store.size();
    const entries = await store.entries(0, size + 1);
    const at = (index: number): string | null => {
      const entry = entries[index]?.entry;
      return entry ? readEntry(entry.bytes).justification : null;
    };
    const lost = acknowledged.filter(({ index, justification }) => at(index) !== justification);
    const next = await store.append([sealEntry(someEntry())]);
    const { faults, first } = await verifyLog(store, { key: SIGNER.key, given: [], report: () => {} });
    return [
      ...odd,
      ...lost.map(({ index }) => `entry ${index} was acknowledged and is not there`),
      ...(next.size === size + 1 ? [] : ['the next entry is not at the end']),
      ...(faults === 0 ? [] : [`the log does not verify: entry ${first?.index}: ${first?.problem}`]),
    ];
  } finally {
    await store.close();
  }
}
