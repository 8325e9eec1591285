import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Environment, LedgerSettings } from '../../config.ts';
import { filedHead } from '../../ledger/heads/filed-head.ts';
import { type VerifiedHead, verifyHeadGiven } from '../../ledger/heads/require-heads.ts';
import type { NoteKey } from '../../ledger/note/note-key.ts';
import { readReceiptProof } from '../../ledger/note/receipt-proof.ts';
import { readSignedNote } from '../../ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../ledger/note/verify-checkpoint.ts';
import { openSigner } from '../../ledger/open-signer.ts';
import { openReader } from '../../ledger/store/open-store.ts';
import { type LogReport, verifyLog } from '../../ledger/verify-log.ts';
import { optionError } from '../read-option.ts';
import { ledgerSubcommandOn } from './ledger-subcommand.ts';
import { FAULT, orFail } from './or-fail.ts';
import { plainJson } from './plain-text.ts';
import { progressOf } from './progress-of.ts';
import { readKeyOption } from './read-key-option.ts';
import { readLedgerSettings } from './read-ledger-settings.ts';

const ORDER = {
  name: 'verify',
  what: 'check every entry, the tree over them, and every signed head; the ledger is only read',
  more: `
Says the first entry that is not as it was signed, what is wrong with it, and how many more there are. That entries at the
end were cut off shows only against a head that was kept elsewhere: that of the head file of the settings is always taken,
where there is one, and whoever else holds one gives it by --head.`,
  examples: ['verify', 'verify --head receipt-head.txt'],
};

interface Options {
  readonly config: string;
  readonly head?: string;
  readonly key?: string;
  readonly json?: true;
}

/** `concordat ledger verify`: the whole log. */
export function verifyCommand(environment: Environment): Command {
  return ledgerSubcommandOn(ORDER)
    .option(
      '--head <file>',
      'a head the log must be of as well: from a receipt, a proof, or a copy of the head file',
    )
    .option('--key <key>', 'public key, or a file that holds it; by default that of the private key')
    .option('--json', 'print JSON')
    .action((options: Options) => orFail(() => verify(options, environment)));
}

async function verify(options: Options, environment: Environment): Promise<void> {
  const settings = await readLedgerSettings(options.config, environment);
  const key = keyOf(options, settings);
  const filed = (await filedHead(settings.headFile)).map((one) => verifyHeadGiven(one, key));
  const given = options.head === undefined ? filed : [...filed, readHead(options.head, key)];
  const reader = await openReader(settings.place);
  try {
    const report = await verifyLog(reader, { key, given, report: progressOf('entries verified') });
    const headFile = { file: settings.headFile, size: filed[0]?.size ?? null };
    const text = options.json
      ? plainJson({ log: key.name, ...report, headFile })
      : toText(key.name, report, headFile);
    process.stdout.write(`${text}\n`);
    if (report.faults > 0) process.exitCode = FAULT;
  } finally {
    await reader.close();
  }
}

function keyOf({ key }: Options, { keyFile, name }: LedgerSettings): NoteKey {
  return key === undefined ? openSigner(keyFile, name, false).key : readKeyOption(key);
}

/** A head as it is in a receipt, or the one of a proof. */
function readHead(file: string, key: NoteKey): VerifiedHead {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw optionError('--head', `${file} cannot be read`, 'give the file of a head or a proof', cause);
  }
  const isProof = bytes.toString('latin1', 0, 24).startsWith('c2sp.org/tlog-proof');
  const head = verifyCheckpoint(isProof ? readReceiptProof(bytes).head : readSignedNote(bytes), key);
  return { ...head, place: `\`${file}\`` };
}

interface HeadFile {
  readonly file: string;
  /** Of how many entries its head is; null: there is no such file. */
  readonly size: number | null;
}

function toText(name: string, report: LogReport, headFile: HeadFile): string {
  const { size, heads, proved, erased, root, setBack, first, faults } = report;
  const lines = [
    `log ${name}: ${size} entries, of which ${erased} are erased; ${heads} heads`,
    `root ${root ?? 'none: an entry is missing'}`,
    `${proved} entries are under a signed head${proved < size ? `, ${size - proved} entries are not under a kept head yet` : ''}`,
    headFile.size === null
      ? `there is no head file \`${headFile.file}\`: what was cut off at the end shows against a head that somebody else holds`
      : `the head file \`${headFile.file}\` has the head of ${headFile.size} entries`,
  ];
  if (setBack.entries > 0)
    lines.push(
      `a clock was put back by more than two minutes before ${setBack.entries} entries, first before entry ${setBack.first}`,
    );
  if (first === null) return [...lines, 'the log holds'].join('\n');
  const place = first.index === null ? 'the log' : `entry ${first.index}`;
  const more = faults === 1 ? 'nothing else was found' : `${faults - 1} more faults were found`;
  return [...lines, `the log does not hold: ${place}: ${first.problem}`, more].join('\n');
}
