/** Hostile cases 85 to 90: what is brought to be verified, what is written, and when. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Mocks, startMocks } from '../../../mocks/start-mocks.ts';
import { digestOf } from '../../../src/ledger/entry/digest-of.ts';
import { hashEntry } from '../../../src/ledger/entry/entry-leaf.ts';
import { readEntry, readPart } from '../../../src/ledger/entry/read-entry.ts';
import { sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import { signCheckpoint } from '../../../src/ledger/note/checkpoint.ts';
import { noteKeyOf } from '../../../src/ledger/note/note-key.ts';
import { printReceiptProof, readReceiptProof } from '../../../src/ledger/note/receipt-proof.ts';
import { signNote } from '../../../src/ledger/note/sign-note.ts';
import { printSignedNote, readSignedNote } from '../../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../../src/ledger/note/verify-checkpoint.ts';
import { verifyReceiptProof } from '../../../src/ledger/note/verify-receipt-proof.ts';
import { openLedger } from '../../../src/ledger/open-ledger.ts';
import { openProver } from '../../../src/ledger/proof/open-prover.ts';
import { proveEntry } from '../../../src/ledger/proof/prove-entry.ts';
import { openSqliteLedger } from '../../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { openSqliteStore } from '../../../src/ledger/store/sqlite/open-sqlite-store.ts';
import { hashNode } from '../../../src/ledger/tree-hash.ts';
import { verifyLog } from '../../../src/ledger/verify-log.ts';
import { worldOf } from '../../gateway/cut-world.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from '../../http/open-test-door.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { signerOf, withWitnesses } from '../signers.ts';
import { headOf, LOG, logOf, receiptOf } from '../small-log.ts';
import { ownerEntry, someEntry, someErasure } from '../some-entry.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const folder = temporaryFolder();
const newFile = (): string => join(folder, `${randomUUID()}.db`);
const INVALID = expect.objectContaining({ code: 'EVIDENCE_INVALID' });
const log = logOf(21);

describe('85 a forged proof is refused:', () => {
  const receipt = receiptOf(log, 5);
  const text = printReceiptProof(receipt);
  const verify = (file: string) => verifyReceiptProof(readReceiptProof(Buffer.from(file)), LOG.key);
  const [first = Buffer.of(), ...rest] = receipt.proof;
  const signed = (size: number, root = log.root) => signCheckpoint({ size, root }, LOG);

  const FORGED: readonly (readonly [what: string, trap: string, file: string])[] = [
    [
      'of a tree without leaves',
      'no hash is left to compare',
      printReceiptProof({ ...receipt, head: signed(0) }),
    ],
    [
      'of an index of 2^53',
      'it is rounded, and is another',
      text.replace('index 5', 'index 9007199254740993'),
    ],
    [
      'of a size of 2^53',
      'it is rounded, and is another',
      printReceiptProof({ ...receipt, head: signed(2 ** 53) }),
    ],
    [
      'of an index at the size',
      'the path of the last leaf holds',
      printReceiptProof({ ...receiptOf(log, 20), index: 21 }),
    ],
    [
      'with a hash more',
      'it is left over, and nobody looks',
      printReceiptProof({ ...receipt, proof: [...receipt.proof, first] }),
    ],
    ['with a hash less', 'the walk ends early, at a node', printReceiptProof({ ...receipt, proof: rest })],
    [
      'with hashes in another order',
      'as many, and the same',
      printReceiptProof({ ...receipt, proof: [...rest, first] }),
    ],
    [
      'of a chain that is right, over a tree that is not the signed one',
      'each hash fits the next, up to a root of its own',
      printReceiptProof({ ...receiptOf(logOf(20), 5), head: headOf(log) }),
    ],
  ];
  for (const [what, trap, file] of FORGED)
    test(`${what} (trap: ${trap})`, () => {
      expect(file).not.toBe(text);
      expect(() => verify(file)).toThrow(INVALID);
    });

  test('a node in place of a leaf (trap: without prefixes, two hashes in a row are an entry)', () => {
    const [left = Buffer.of(), right = Buffer.of()] = log.leafHashes;
    const node = hashNode(left, right);
    // Salt and bytes that are the two leaves: their hash would be the node, were leaves hashed as nodes are.
    expect(Buffer.from(hashEntry({ salt: left, bytes: right })).equals(node)).toBe(false);
    const entry = { salt: left, bytes: right };
    const file = printReceiptProof({
      ...receiptOf(log, 0),
      index: 0,
      entry,
      proof: receiptOf(log, 0).proof.slice(1),
    });
    expect(() => verify(file)).toThrow(INVALID);
  });
});

describe('86 a note that is not as it was written is refused:', () => {
  const note = headOf(log);
  const text = printSignedNote(note);
  const verify = (file: string) => verifyCheckpoint(readSignedNote(Buffer.from(file)), LOG.key);
  const line = text.split('\n').at(-2) ?? '';
  const witnesses = (count: number) => Array.from({ length: count }, (_, at) => `witness.example/${at}`);

  const BROKEN: readonly (readonly [what: string, trap: string, file: string])[] = [
    [
      '17 signatures',
      'work without end for whoever reads',
      printSignedNote(withWitnesses(note, witnesses(16))),
    ],
    [
      'an empty line in the text',
      'the signature is looked for behind the first',
      text.replace('\n21\n', '\n\n21\n'),
    ],
    ['lines in CRLF', 'an editor changed them, and they look the same', text.replaceAll('\n', '\r\n')],
    ['base64 without its padding', 'one signature, two texts', text.replace(line, line.replace(/=+$/, ''))],
    ['base64 with bits that mean nothing', 'one root, two texts', text.replace(/.(=\n)/, 'x$1')],
    [
      'a control character',
      'what is shown is not what was signed',
      text.replace('ledger', 'led\u001b[8mger'),
    ],
  ];
  for (const [what, trap, file] of BROKEN)
    test(`${what} (trap: ${trap})`, () => {
      expect(verify(text).size).toBe(21);
      expect(file).not.toBe(text);
      expect(() => verify(file)).toThrow(INVALID);
    });

  test('16 signatures are read, ours among them', () => {
    expect(verify(printSignedNote(withWitnesses(note, witnesses(15)))).size).toBe(21);
  });

  test('the same name with another id is another key (trap: the first line of the name is taken)', () => {
    const other = signerOf(LOG.key.name, 2);
    expect(other.key.id).not.toBe(LOG.key.id);
    const both = { ...note, signatures: [...signNote(note.text, other).signatures, ...note.signatures] };
    expect(verify(printSignedNote(both)).size).toBe(21);
    expect(() => verify(printSignedNote({ ...note, signatures: both.signatures.slice(0, 1) }))).toThrow(
      INVALID,
    );
  });

  test('a name that is an expression is a name (trap: it is put into one, and matches every other)', () => {
    const { publicKey } = LOG.key;
    for (const name of ['.*', 'ledger.example/...', '(', '$&', '[a-z]']) {
      expect(() => verifyCheckpoint(note, noteKeyOf(name, publicKey))).toThrow(INVALID);
      const odd = signerOf(name, 3);
      const own = printSignedNote(signCheckpoint({ size: 21, root: log.root }, odd));
      expect(verifyCheckpoint(readSignedNote(Buffer.from(own)), odd.key).origin).toBe(name);
    }
  });
});

describe('87 what is stated comes into the log unchanged, or not at all', () => {
  let mocks: Mocks;
  let door: TestDoor;
  beforeAll(async () => {
    mocks = await startMocks({ world: worldOf(['DE']), only: ['DE'] });
    door = await openTestDoor(mocks);
  });
  afterAll(async () => {
    await door.close();
    await mocks.close();
  });

  const STATED: readonly (readonly [what: string, trap: string, text: string])[] = [
    ['a newline', 'a second line of the log is forged', 'case 1\n2026-11-26 DE answered'],
    ['ANSI', 'a terminal hides what stands before it', 'case 1 \u001b[2K\u001b[1A'],
    ['bidi', 'it reads otherwise than it is', 'case \u202e1\u2066'],
    ['a separator of lines', 'JSON holds it, JavaScript breaks at it', 'case\u2028 1'],
    ['half a character', 'it comes back as another one from UTF-8', 'case \ud83d 1'],
    ['501 characters', 'the log grows by what callers choose', 'x'.repeat(501)],
  ];
  for (const [what, trap, justification] of STATED)
    test(`${what} is refused at the door (trap: ${trap})`, async () => {
      const before = door.test.ledger.entries.length;
      const token = await sign({ ...claimsOf('DE'), justification });
      const response = await door.post('{ viewer { purpose } }', {}, token);
      expect([response.status, await response.text()]).toEqual([
        400,
        expect.stringContaining('JUSTIFICATION_INVALID'),
      ]);
      const entries = door.test.ledger.entries.slice(before);
      expect(entries).toMatchObject([
        { outcome: 'invalid', code: 'JUSTIFICATION_INVALID', justification: null },
      ]);
      expect(JSON.stringify(entries)).not.toContain(JSON.stringify(justification).slice(1, -1));
    });

  test('a megabyte is refused before it is read (trap: it is held, hashed and logged)', async () => {
    const before = door.test.ledger.entries.length;
    const token = await sign({ ...claimsOf('DE'), justification: 'x'.repeat(1024 * 1024) });
    const response = await door.post('{ viewer { purpose } }', {}, token);
    expect(response.status).toBe(431);
    expect(JSON.stringify(door.test.ledger.entries.slice(before))).not.toContain('xxxx');
  });

  test('what a JSON round trip or a normalisation would change stays byte for byte', async () => {
    const store = await openSqliteLedger(newFile(), { signer: LOG, now: Date.now, isGateway: false });
    const texts = [
      'Cafe\u0301',
      'Caf\u00e9',
      '\ufeffcase',
      '😀 1',
      '1e400',
      '-0',
      '__proto__',
      ' two  blanks ',
      '"\\u0041"',
    ];
    try {
      for (const justification of texts) {
        const sealed = sealEntry(
          someEntry({ justification, owners: [ownerEntry('AT', { coordinates: texts })] }),
        );
        const { size } = await store.append([sealed]);
        const [kept] = await store.entries(size - 1, 1);
        expect(Buffer.from(kept?.entry?.bytes ?? []).equals(sealed.bytes)).toBe(true);
        expect(readEntry(kept?.entry?.bytes ?? Buffer.of()).justification).toBe(justification);
        expect(readPart(kept?.parts[0]?.bytes ?? Buffer.of()).coordinates).toEqual(texts);
      }
      const { faults } = await verifyLog(store, { key: LOG.key, given: [], report: () => {} });
      expect(faults).toBe(0);
    } finally {
      await store.close();
    }
  });

  test('bytes that two readers could read as two entries are none (trap: a key twice, a number written otherwise)', () => {
    const text = Buffer.from(sealEntry(someEntry()).bytes).toString();
    for (const odd of [
      text.replace('"version":1', '"version":1.0'),
      text.replace('{', '{"version":1,'),
      ` ${text}`,
    ])
      expect(() => readEntry(Buffer.from(odd))).toThrow(INVALID);
  });
});

test('88 when the clock jumps back the order stays, and the jump is visible', async () => {
  // Trap: entries are put in the order of their times, or a time is made up that fits.
  let clock = 0;
  const store = await openSqliteLedger(newFile(), { signer: LOG, now: () => clock, isGateway: false });
  const times = ['06:00:00', '06:00:09', '05:00:00', '06:00:10'].map((time) => `2026-11-26T${time}.000Z`);
  try {
    for (const time of times) {
      clock = Date.parse(time);
      await store.append([sealEntry(someEntry({ time }))]);
    }
    const kept = await store.entries(0, 9);
    expect(kept.map(({ entry }) => readEntry(entry?.bytes ?? Buffer.of()).time)).toEqual(times);
    const { faults, setBack } = await verifyLog(store, { key: LOG.key, given: [], report: () => {} });
    expect([faults, setBack]).toEqual([0, { entries: 1, first: 2 }]);
  } finally {
    await store.close();
  }
});

test('89 what retention erases takes no proof with it, and nobody can guess what it was', async () => {
  // Trap: a chain breaks where a link is taken out; a digest of a case reference is tried out until it fits.
  const store = await openSqliteLedger(newFile(), { signer: LOG, now: Date.now, isGateway: false });
  try {
    const old = '2026-01-01T00:00:00.000Z';
    const reference = 'AT-4711';
    const own = sealEntry(someEntry({ time: old, owners: [ownerEntry('AT', { references: [reference] })] }));
    const others = ['SE', 'FI', 'SE'].map((owner) =>
      sealEntry(someEntry({ time: old, owners: [ownerEntry(owner)] })),
    );
    await store.append([own, ...others]);
    await store.keepHead();
    const proofs = await proofsOf([1, 2, 3]);
    const before = '2026-02-01T00:00:00.000Z';
    await store.erase('AT', Date.parse(before), someErasure('AT', before));
    await store.keepHead();
    for (const file of [...proofs, ...(await proofsOf([1, 2, 3, 4]))])
      expect(() => verifyReceiptProof(readReceiptProof(Buffer.from(file)), LOG.key)).not.toThrow();
    await expect(proofsOf([0])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const { faults, erased } = await verifyLog(store, { key: LOG.key, given: [], report: () => {} });
    expect([faults, erased]).toEqual([0, 1]);
    // With its salt, the digest can be tried out in a moment; without, what is left fits no reference there is.
    const [part] = own.parts;
    const said = part && readPart(part.bytes).references;
    const guesses = Array.from({ length: 10_000 }, (_, at) => `AT-${at}`);
    const fitting = (salt: Uint8Array) =>
      guesses.filter((one) => digestOf(salt, 'references', [one]) === said);
    expect(fitting(part?.salt ?? Buffer.of())).toEqual([reference]);
    for (const salt of [Buffer.alloc(32), own.salt, own.leaf]) expect(fitting(salt)).toEqual([]);
    const left = (await store.entries(0, 9)).flatMap(({ entry, parts }) => [
      entry?.salt,
      ...parts.map((one) => one.salt),
    ]);
    expect(
      left.some((salt) => salt !== undefined && Buffer.compare(salt, part?.salt ?? Buffer.of()) === 0),
    ).toBe(false);
  } finally {
    await store.close();
  }

  async function proofsOf(indices: readonly number[]): Promise<readonly string[]> {
    const head = (await store.heads(0, 99)).at(-1) ?? { size: 0, note: '' };
    const prover = await openProver(store, head, LOG.key, () => {});
    const files: string[] = [];
    for (const index of indices) {
      const [kept] = await store.entries(index, 1);
      if (kept !== undefined) files.push(printReceiptProof(proveEntry(kept, prover)));
    }
    return files;
  }
});

test('90 what is asked while the ledger closes is written and acknowledged, or neither', async () => {
  // Trap: the process ends between the commit and the answer, or takes what nobody will commit.
  // The whole program, with SIGTERM under load: test/crash/kills.test.ts.
  const file = newFile();
  const options = { signer: LOG, now: Date.now, isGateway: true };
  const ledger = await openLedger(() => openSqliteStore(file, options), {
    key: LOG.key,
    headFile: null,
    report: () => {},
  });
  const asked = Array.from({ length: 40 }, async (_, at) => {
    // Some before the close, some in it, some after.
    await new Promise((resolve) => setTimeout(resolve, at));
    return ledger.append(someEntry({ justification: `asked ${at}` }));
  });
  const closed = new Promise((resolve) => setTimeout(resolve, 15)).then(() => ledger.close());
  const outcomes = await Promise.allSettled(asked);
  await closed;
  const acknowledged = outcomes.flatMap(({ status }, at) => (status === 'fulfilled' ? [`asked ${at}`] : []));
  const store = await openSqliteLedger(file, { ...options, isGateway: false });
  try {
    const kept = (await store.entries(0, 99)).map(
      ({ entry }) => readEntry(entry?.bytes ?? Buffer.of()).justification,
    );
    expect([...kept].sort()).toEqual([...acknowledged].sort());
    expect([kept.length > 0, kept.length < asked.length]).toEqual([true, true]);
  } finally {
    await store.close();
  }
});
