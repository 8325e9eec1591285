/** The bytes of an entry and its parts: the same for the same entry and salts, short enough, without values, and read back. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/canonical-json.ts';
import { digestOf } from '../../src/ledger/entry/digest-of.ts';
import { hashEntry, hashSalted, hashSaltedText, SALT_BYTES } from '../../src/ledger/entry/entry-leaf.ts';
import { keptText } from '../../src/ledger/entry/kept-text.ts';
import { listInPlace } from '../../src/ledger/entry/list-in-place.ts';
import { packParts, unpackParts } from '../../src/ledger/entry/part-frames.ts';
import { readEntry, readPart } from '../../src/ledger/entry/read-entry.ts';
import { ENTRY_BYTES, type SealedEntry, sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import { DENIALS } from '../../src/ledger/entry/stored-entry.ts';
import type { LedgerEntry, OwnerEntry } from '../../src/ledger/ledger.ts';
import { describe, expect, test } from '../jest.ts';

const DENIED = [
  { coordinate: 'Suspect.caseRef', reason: 'NO_AGREEMENT' },
  { coordinate: 'Arrest.date', reason: 'HANDLING' },
];
const OWNER: OwnerEntry = {
  owner: 'DE',
  document: '{ arrests { records(where: $1) } }',
  arguments: [{ caseRef: { eq: 'MOCK-K-000007/2011' } }],
  status: 'ANSWERED',
  coordinates: ['Arrest.caseRef'],
  given: 3,
  references: ['icarus arrests H000001', 'icarus arrests H000002'],
  withheld: 1,
  overshared: 0,
  joins: [{ owner: 'XO', references: 2 }],
  denials: DENIED,
  obligations: [{ obligation: 'NO_JUDICIAL_USE', records: 1 }],
};
const ENTRY: LedgerEntry = {
  time: '2026-03-02T09:00:00.000Z',
  requester: { country: 'DK', subject: 'analyst-1', tokenId: 'token-1' },
  purpose: 'OPERATIONAL_ANALYSIS',
  justification: 'Größe: „Ikarus“ 🛰',
  accessDate: '2011-12-16',
  outcome: 'answered',
  code: null,
  requests: 1,
  policy: keptText('the tables'),
  operations: ['icarus'],
  query: keptText('{ operation(id: $1) { codeName } }'),
  action: null,
  owners: [OWNER],
};
/** Of somebody who was not identified: all that may be null is. */
const BARE: LedgerEntry = {
  ...ENTRY,
  requester: null,
  purpose: null,
  justification: null,
  outcome: 'invalid',
  code: 'UNAUTHENTICATED',
  policy: null,
  operations: [],
  query: null,
  owners: [],
};
const MANY = Array.from({ length: 60 }, (_, at) => ({ coordinate: `Arrest.field${at}`, reason: 'HANDLING' }));
const invalid = expect.objectContaining({ code: 'EVIDENCE_INVALID' });
const unavailable = expect.objectContaining({ code: 'EVIDENCE_LOG_UNAVAILABLE' });

/** Salts of these tests: bytes that count up. */
const counted = (bytes: number) => Uint8Array.from({ length: bytes }, (_, at) => at % 251);
const seal = (entry: LedgerEntry) => sealEntry(entry, counted);
const textOf = ({ bytes }: { readonly bytes: Uint8Array }) => Buffer.from(bytes).toString();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const partOf = (sealed: SealedEntry) => {
  const [part] = sealed.parts;
  if (part === undefined) throw new Error('no part');
  return part;
};

describe('the bytes', () => {
  test('of an entry are these and no others', () => {
    const sealed = seal(ENTRY);
    const part = partOf(sealed);
    expect(textOf(sealed)).toBe(
      '{"accessDate":"2011-12-16","action":null,"code":null,"justification":"Größe: „Ikarus“ 🛰",' +
        `"operations":["icarus"],"outcome":"answered","parts":["${hex(hashSalted(part))}"],` +
        `"policy":"${hashOf('the tables')}","purpose":"OPERATIONAL_ANALYSIS",` +
        `"query":"${hashOf('{ operation(id: $1) { codeName } }')}",` +
        '"requester":{"country":"DK","subject":"analyst-1","tokenId":"token-1"},"requests":1,' +
        '"time":"2026-03-02T09:00:00.000Z","version":1}',
    );
    expect(sealed.time).toBe(Date.UTC(2026, 2, 2, 9));
    expect(sealed.leaf).toEqual(hashEntry(sealed));
  });

  test('of a part are these and no others', () => {
    const sealed = seal(ENTRY);
    const part = partOf(sealed);
    const digest = (what: string, values: unknown) =>
      createHash('sha256')
        .update(part.salt)
        .update(`${what}\n${JSON.stringify(values)}`)
        .digest('hex');
    expect(textOf(part)).toBe(
      `{"arguments":"${digest('arguments', OWNER.arguments)}","coordinates":["Arrest.caseRef"],` +
        '"denials":[{"coordinate":"Suspect.caseRef","reason":"NO_AGREEMENT"},{"coordinate":"Arrest.date","reason":"HANDLING"}],' +
        `"document":"${hashOf(OWNER.document ?? '')}","given":3,"joins":[{"owner":"XO","references":2}],` +
        '"obligations":[{"obligation":"NO_JUDICIAL_USE","records":1}],"overshared":0,"owner":"DE",' +
        `"references":"${digest('references', OWNER.references)}","status":"ANSWERED","version":1,"withheld":1}`,
    );
    expect(sealed.texts.map(({ text }) => text).sort()).toEqual([
      'the tables',
      '{ arrests { records(where: $1) } }',
      '{ operation(id: $1) { codeName } }',
    ]);
  });

  test('hold no argument and no reference, nor does any text beside them', () => {
    const { bytes, parts, texts } = seal(ENTRY);
    const all = [bytes, ...parts.map((part) => part.bytes), ...texts.map(({ text }) => Buffer.from(text))]
      .map((one) => Buffer.from(one).toString())
      .join();
    expect(all).not.toMatch(/MOCK|H00000/);
  });

  test('are the same for the same entry, in whatever order its keys were put together', () => {
    const other = reversed(ENTRY) as LedgerEntry;
    expect(Object.keys(other)).not.toEqual(Object.keys(ENTRY));
    expect(seal(other)).toEqual(seal(ENTRY));
  });

  test('of lists depend on their order', () => {
    const other = { ...ENTRY, owners: [{ ...OWNER, denials: DENIED.toReversed() }] };
    expect(textOf(partOf(seal(other)))).not.toBe(textOf(partOf(seal(ENTRY))));
  });

  // Trap: the text of a list is kept for the next entry, and the list is another by then.
  test('of a list that somebody changes are those of what it is when it is sealed', () => {
    const denials = [...MANY];
    const sealed = () => textOf(partOf(seal({ ...ENTRY, owners: [{ ...OWNER, denials }] })));
    const before = sealed();
    expect(sealed()).toBe(before);
    denials[0] = { coordinate: 'Arrest.other', reason: 'HANDLING' };
    expect(sealed()).not.toBe(before);
    Object.freeze(denials);
    expect(sealed()).toBe(sealed());
    expect(sealed()).toContain(hashOf(JSON.stringify(denials)));
  });

  test('hold nothing that is no part of an entry', () => {
    const more = { ...ENTRY, answer: 'a value', owners: [{ ...OWNER, records: ['a name'] }] };
    expect(seal(more)).toEqual(seal(ENTRY));
  });

  test('are canonical JSON', () => {
    const sealed = seal({ ...ENTRY, action: ERASURE });
    for (const one of [sealed, ...sealed.parts])
      expect(canonicalJson(JSON.parse(textOf(one)))).toBe(textOf(one));
  });
});

const ACTION = {
  kind: 'read',
  owner: 'DE',
  from: null,
  before: '2026-03-03T00:00:00.000Z',
  by: 'root@host',
  erased: null,
} as const;

const ERASURE = {
  ...ACTION,
  kind: 'erase',
  erased: [
    { index: 7, part: 'ab'.repeat(32) },
    { index: 9, time: 1_700_000_000_000 },
  ],
} as const;

describe('salts', () => {
  test('are new for each entry and each part of it, and secret: none can be made of another', () => {
    const entry = { ...ENTRY, owners: [OWNER, { ...OWNER, owner: 'FR' }] };
    const sealed = [sealEntry(entry), sealEntry(entry)];
    const salts = sealed.flatMap(({ salt, parts }) => [salt, ...parts.map((part) => part.salt)]).map(hex);
    expect(new Set(salts).size).toBe(6);
    expect(salts.every((salt) => salt.length === 2 * SALT_BYTES)).toBe(true);
  });

  test('keep a guessed reference from being confirmed by whoever has the hashes alone', () => {
    const [left, right] = [sealEntry(ENTRY), sealEntry(ENTRY)];
    expect(left.leaf).not.toEqual(right.leaf);
    expect(readPart(partOf(left).bytes).references).not.toBe(readPart(partOf(right).bytes).references);
  });

  test('let an owner confirm what it knows', () => {
    const part = partOf(sealEntry(ENTRY));
    const stored = readPart(part.bytes);
    expect(digestOf(part.salt, 'references', OWNER.references)).toBe(stored.references);
    expect(digestOf(part.salt, 'arguments', OWNER.arguments)).toBe(stored.arguments);
    expect(digestOf(part.salt, 'references', ['icarus arrests H000001'])).not.toBe(stored.references);
  });
});

test('a text has its own hash, whether it came before or not, and none with half a character', () => {
  for (const text of ['', 'a', 'ß', 'a'.repeat(30_000)])
    for (const _ of [1, 2]) expect(keptText(text)).toEqual({ text, sha256: hashOf(text) });
  for (const _ of [1, 2]) expect(() => keptText('\ud83d')).toThrow('INVARIANT');
});

test('a text under a salt has the hash of its bytes, however long it is and whatever is in it', () => {
  const salt = counted(SALT_BYTES);
  for (const unit of ['a', 'ß', '„', '🛰'])
    for (const length of [0, 1, 100, 16_000, 21_834, 21_835, 32_000, 65_504, 65_505, 200_000]) {
      const text = unit.repeat(length);
      expect(hashSaltedText(salt, text)).toBe(hex(hashSalted({ salt, bytes: Buffer.from(text) })));
    }
  expect(() => hashSaltedText(salt.subarray(1), 'a')).toThrow('INVARIANT');
});

describe('an owner', () => {
  const owners = ['DE', 'FR', 'SE'].map((owner) => ({ ...OWNER, owner }));

  test('is not named by its entry, nor by the place of its hash', () => {
    const { bytes, parts } = sealEntry({ ...ENTRY, owners });
    const stored = readEntry(bytes);
    expect(textOf({ bytes })).not.toMatch(/"DE"|"FR"|"SE"/);
    expect(stored.parts).toEqual(parts.map((part) => hex(hashSalted(part))).sort());
  });

  test('has a part that stands for itself: what another has changes nothing of its bytes', () => {
    const [alone] = seal({ ...ENTRY, owners: owners.slice(0, 1) }).parts;
    const [among] = seal({
      ...ENTRY,
      owners: [owners[0], { ...OWNER, owner: 'FR', given: 9 }] as never,
    }).parts;
    expect(among).toEqual(alone);
  });
});

test('frames of parts come apart as they were put together, and one that is cut is none', () => {
  const { parts } = seal({ ...ENTRY, owners: [OWNER, { ...OWNER, owner: 'XO', given: 9 }] });
  const packed = packParts(parts);
  const apart = unpackParts(packed).map((part) => ({
    ...part,
    salt: hex(part.salt),
    bytes: hex(part.bytes),
  }));
  expect(apart).toEqual(parts.map((part) => ({ ...part, salt: hex(part.salt), bytes: hex(part.bytes) })));
  expect(unpackParts(Buffer.of())).toEqual([]);
  const ends = new Set([0, packed.length / 2, packed.length]);
  for (let length = 0; length <= packed.length; length++) {
    if (ends.has(length)) expect(() => unpackParts(packed.subarray(0, length))).not.toThrow();
    else expect(() => unpackParts(packed.subarray(0, length))).toThrow(invalid);
  }
});

for (const [what, entry] of Object.entries({
  'an answer': ENTRY,
  'a refusal': BARE,
  'a reading': { ...BARE, action: ACTION },
  'an erasure': { ...BARE, action: ERASURE },
  'half a character': { ...ENTRY, justification: 'half \ud83d' },
  'control characters': {
    ...ENTRY,
    requester: { country: 'DK', subject: 'a\u0000\n\u2028"\\', tokenId: '' },
  },
  'the largest count': { ...ENTRY, owners: [{ ...OWNER, given: Number.MAX_SAFE_INTEGER }] },
} satisfies Record<string, LedgerEntry>)) {
  test(`${what} is read as it was written`, () => {
    const { bytes, parts } = seal(entry);
    const { policy, query, owners: _, ...same } = entry;
    expect(readEntry(bytes)).toEqual({
      ...same,
      version: 1,
      policy: policy?.sha256 ?? null,
      query: query?.sha256 ?? null,
      parts: parts.map((part) => hex(hashSalted(part))),
    });
    expect(parts.map((part) => readPart(part.bytes))).toMatchObject(
      entry.owners.map(({ owner, given, status, joins }) => ({ owner, given, status, joins })),
    );
  });
}

describe('length', () => {
  test('a list of more than 256 bytes goes by hash, and once for all owners that have it', () => {
    const owners = ['DE', 'FR', 'SE'].map((owner) => ({ ...OWNER, owner, denials: MANY }));
    const { parts, texts } = seal({ ...BARE, owners });
    const stored = parts.map((part) => readPart(part.bytes).denials);
    const text = JSON.stringify(MANY);
    expect(stored).toEqual(owners.map(() => ({ count: 60, sha256: hashOf(text) })));
    expect(texts.map((one) => one.text).sort()).toEqual([text, OWNER.document].sort());
  });

  test('a list of 256 bytes stays, a byte more does not', () => {
    const listOf = (bytes: number) => seal({ ...BARE, operations: ['x'.repeat(bytes - 4)] }).texts.length;
    expect([listOf(256), listOf(257)]).toEqual([0, 1]);
  });

  test('an entry has 65,535 bytes at most, and what would have more is not written', () => {
    const withSubject = (length: number) =>
      seal({ ...BARE, requester: { country: 'DK', subject: 'x'.repeat(length), tokenId: '' } });
    const room = ENTRY_BYTES - withSubject(0).bytes.length;
    expect(withSubject(room).bytes).toHaveLength(ENTRY_BYTES);
    expect(() => withSubject(room + 1)).toThrow(unavailable);
  });
});

describe('what is not written', () => {
  for (const given of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    test(`a count of ${given}`, () => {
      for (const owner of [
        { ...OWNER, given },
        { ...OWNER, joins: [{ owner: 'XO', references: given }] },
        { ...OWNER, obligations: [{ obligation: 'NO_JUDICIAL_USE', records: given }] },
      ])
        expect(() => seal({ ...ENTRY, owners: [owner] })).toThrow(unavailable);
    });
  }

  test('half a character in a document, whose bytes would be those of another', () => {
    expect(() => seal({ ...ENTRY, owners: [{ ...OWNER, document: '\ud83d' }] })).toThrow(unavailable);
  });

  test('a value that JSON has no word for', () => {
    for (const value of [undefined, Number.NaN, 1n, () => 1, [Symbol('x')]])
      expect(() => canonicalJson(value)).toThrow('INVARIANT');
    expect(canonicalJson({ key: undefined })).toBe('{}');
  });
});

describe('what is not read', () => {
  const sealed = seal({ ...ENTRY, action: ACTION });
  const text = textOf(sealed);
  const partText = textOf(partOf(sealed));
  const BROKEN: Readonly<Record<string, (whole: string) => string>> = {
    nothing: () => '',
    'no JSON': (whole) => whole.slice(0, -1),
    'a list': (whole) => `[${whole}]`,
    'a blank': (whole) => whole.replace(':', ': '),
    'a newline behind': (whole) => `${whole}\n`,
    'a byte order mark': (whole) => `\ufeff${whole}`,
    'a key more': (whole) => whole.replace('{', '{"a":1,'),
    'a key less': (whole) =>
      whole.replace('"version":1', '"version":1').replace(/^\{"\w+":("[^"]*"|null),/, '{'),
    'a key twice': (whole) => whole.replace(/^\{("\w+":"[^"]*",)/, '{$1$1'),
    'the prototype as a key': (whole) => whole.replace('{', '{"__proto__":{},'),
    'a later version': (whole) => whole.replace('"version":1', '"version":2'),
    'an escape that is not needed': (whole) => whole.replace('"owner":"D', '"owner":"\\u0044'),
    'a hash in capitals': (whole) => whole.replace(/"[0-9a-f]{64}"/, (found) => found.toUpperCase()),
  };
  for (const [what, broken] of Object.entries(BROKEN)) {
    test(`an entry or a part with ${what}`, () => {
      expect([broken(text), broken(partText)]).not.toContain(text);
      expect(broken(partText)).not.toBe(partText);
      expect(() => readEntry(Buffer.from(broken(text)))).toThrow(invalid);
      expect(() => readPart(Buffer.from(broken(partText)))).toThrow(invalid);
    });
  }

  for (const [what, from, to] of [
    ['a number written otherwise', '"given":3', '"given":3.0'],
    ['a nought with a sign', '"overshared":0', '"overshared":-0'],
    ['a count below 0', '"given":3', '"given":-3'],
    ['a count of 2^53', '"given":3', '"given":9007199254740992'],
  ] as const) {
    test(`a part with ${what}`, () => {
      expect(partText).toContain(from);
      expect(() => readPart(Buffer.from(partText.replace(from, to)))).toThrow(invalid);
    });
  }

  test('an entry with another outcome, and one whose time is no time', () => {
    for (const [from, to] of [
      ['"answered"', '"given"'],
      ['.000Z","version"', '","version"'],
    ] as const) {
      expect(text).toContain(from);
      expect(() => readEntry(Buffer.from(text.replace(from, to)))).toThrow(invalid);
    }
  });

  test('a part as an entry, and an entry as a part', () => {
    expect(() => readPart(Buffer.from(text))).toThrow(invalid);
    expect(() => readEntry(Buffer.from(partText))).toThrow(invalid);
  });

  test('bytes that are no UTF-8, and more than an entry has', () => {
    const latin1 = Buffer.from(text.replace(/„|“|🛰/gu, ''), 'latin1');
    expect(() => readEntry(latin1)).toThrow(invalid);
    const long = text.replace('analyst-1', 'x'.repeat(ENTRY_BYTES));
    expect(() => readEntry(Buffer.from(long))).toThrow(invalid);
  });

  test('a list whose text is missing, another, or not what it is counted as', () => {
    const byHash = { count: MANY.length, sha256: hashOf(JSON.stringify(MANY)) };
    const textBy = (hash: string) => (hash === byHash.sha256 ? JSON.stringify(MANY) : null);
    expect(listInPlace(byHash, DENIALS, textBy)).toEqual(MANY);
    expect(listInPlace(DENIED, DENIALS, textBy)).toEqual(DENIED);
    expect(() => listInPlace(byHash, DENIALS, () => null)).toThrow(invalid);
    expect(() => listInPlace(byHash, DENIALS, () => '[]')).toThrow(invalid);
    expect(() => listInPlace({ ...byHash, count: 61 }, DENIALS, textBy)).toThrow(invalid);
    const other = JSON.stringify(['Arrest.caseRef']);
    const named = { count: 1, sha256: hashOf(other) };
    expect(() => listInPlace(named, DENIALS, () => other)).toThrow(invalid);
  });
});

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(members.reverse());
}
