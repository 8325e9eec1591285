/** The bytes of an entry: the same for the same entry, short enough, and read back whole. */

import { canonicalJson as canonicalJsonOfQueries } from '../../src/access/response-key-of.ts';
import { canonicalJson } from '../../src/canonical-json.ts';
import { ENTRY_BYTES, type EntryBytes, toEntryBytes } from '../../src/ledger/entry/entry-bytes.ts';
import { readEntryBytes, restoreEntry } from '../../src/ledger/entry/read-entry-bytes.ts';
import type { LedgerEntry, OwnerEntry } from '../../src/ledger/ledger.ts';
import { describe, expect, test } from '../jest.ts';

const DENIALS = [
  { coordinate: 'Suspect.caseRef', reason: 'NO_AGREEMENT' },
  { coordinate: 'Arrest.date', reason: 'HANDLING' },
];
const OWNER: OwnerEntry = {
  owner: 'DE',
  document: '{ arrests { count } }',
  status: 'ANSWERED',
  given: 3,
  withheld: 1,
  references: 0,
  overshared: 0,
  denials: DENIALS,
};
const ENTRY: LedgerEntry = {
  time: '2026-03-02T09:00:00.000Z',
  requester: { country: 'DK', subject: 'analyst-1', tokenId: 'token-1' },
  purpose: 'OPERATIONAL_ANALYSIS',
  justification: 'Größe: „Ikarus“ 🛰',
  accessDate: '2011-12-16',
  outcome: 'answered',
  code: null,
  operations: ['icarus'],
  owners: [OWNER],
};
/** Of somebody who was not identified: all that may be null is. */
const BARE: LedgerEntry = {
  ...ENTRY,
  requester: null,
  purpose: null,
  justification: null,
  outcome: 'refused',
  code: 'UNAUTHENTICATED',
  operations: [],
  owners: [],
};
const MANY = Array.from({ length: 60 }, (_, at) => ({ coordinate: `Arrest.field${at}`, reason: 'HANDLING' }));
const invalid = expect.objectContaining({ code: 'EVIDENCE_INVALID' });
const unavailable = expect.objectContaining({ code: 'EVIDENCE_LOG_UNAVAILABLE' });

const textOf = ({ bytes }: EntryBytes) => Buffer.from(bytes).toString();
const restore = ({ bytes, texts }: EntryBytes) =>
  restoreEntry(readEntryBytes(bytes), (hash) => texts.get(hash) ?? null);

test('an entry has these bytes and no others', () => {
  const { bytes, texts } = toEntryBytes(ENTRY);
  expect(Buffer.from(bytes).toString()).toBe(
    '{"accessDate":"2011-12-16","code":null,"justification":"Größe: „Ikarus“ 🛰","operations":["icarus"],' +
      '"outcome":"answered","owners":[{"denials":[{"coordinate":"Suspect.caseRef","reason":"NO_AGREEMENT"},' +
      '{"coordinate":"Arrest.date","reason":"HANDLING"}],' +
      '"document":"5c434883e3d259588791b0a50838d418a55fc57bd54304972cce19551e989b64","given":3,"overshared":0,"owner":"DE","references":0,' +
      '"status":"ANSWERED","withheld":1}],"purpose":"OPERATIONAL_ANALYSIS",' +
      '"requester":{"country":"DK","subject":"analyst-1","tokenId":"token-1"},' +
      '"time":"2026-03-02T09:00:00.000Z","version":1}',
  );
  expect([...texts.values()]).toEqual(['{ arrests { count } }']);
});

test('the same entry has the same bytes, in whatever order its keys were put together', () => {
  const other = reversed(ENTRY) as LedgerEntry;
  expect(Object.keys(other)).not.toEqual(Object.keys(ENTRY));
  expect(toEntryBytes(other)).toEqual(toEntryBytes(ENTRY));
  expect(toEntryBytes(structuredClone(ENTRY))).toEqual(toEntryBytes(ENTRY));
});

test('the order of lists is part of the entry', () => {
  const other = { ...ENTRY, owners: [{ ...OWNER, denials: DENIALS.toReversed() }] };
  expect(textOf(toEntryBytes(other))).not.toBe(textOf(toEntryBytes(ENTRY)));
});

test('what is no part of an entry does not get in', () => {
  const more = { ...ENTRY, answer: 'a value', owners: [{ ...OWNER, records: ['a name'] }] };
  expect(toEntryBytes(more)).toEqual(toEntryBytes(ENTRY));
});

test('it is the canonical JSON of queries, too', () => {
  const text = textOf(toEntryBytes(ENTRY));
  expect(canonicalJsonOfQueries(JSON.parse(text))).toBe(text);
});

for (const [what, entry] of Object.entries({
  'an answer': ENTRY,
  'a refusal': BARE,
  'half a character': { ...ENTRY, justification: 'half \ud83d' },
  'control characters': {
    ...ENTRY,
    requester: { country: 'DK', subject: 'a\u0000\n\u2028"\\', tokenId: '' },
  },
  'the largest count': { ...ENTRY, owners: [{ ...OWNER, given: Number.MAX_SAFE_INTEGER }] },
  'long lists': {
    ...ENTRY,
    operations: MANY.map(({ coordinate }) => coordinate.repeat(3)),
    owners: [{ ...OWNER, denials: MANY }],
  },
  'more owners than fit': {
    ...ENTRY,
    owners: Array.from({ length: 400 }, (_, at) => ({ ...OWNER, owner: String(at) })),
  },
} satisfies Record<string, LedgerEntry>)) {
  test(`${what} comes back as it was`, () => {
    const written = toEntryBytes(entry);
    expect(restore(written)).toEqual(entry);
    expect(written.bytes.length).toBeLessThanOrEqual(ENTRY_BYTES);
  });
}

describe('length', () => {
  test('a list of more than 1,024 bytes goes by hash, and once for all owners that have it', () => {
    const owners = ['DE', 'FR', 'SE'].map((owner) => ({ ...OWNER, owner, denials: MANY }));
    const { bytes, texts } = toEntryBytes({ ...ENTRY, owners });
    expect(bytes.length).toBeLessThan(1_500);
    expect([...texts.values()]).toEqual([canonicalJson(MANY), OWNER.document]);
    const stored = readEntryBytes(bytes).owners as readonly OwnerEntry[];
    expect(stored.map(({ denials }) => denials)).toEqual(
      owners.map(() => ({ count: 60, sha256: [...texts.keys()][0] })),
    );
  });

  test('a list of 1,024 bytes stays, a byte more does not', () => {
    const listOf = (bytes: number) =>
      toEntryBytes({ ...ENTRY, operations: ['x'.repeat(bytes - 4)] }).texts.size;
    expect([listOf(1_024), listOf(1_025)]).toEqual([1, 2]);
  });

  test('the owners stay while the entry has 65,535 bytes, and go by hash where it would have more', () => {
    const withJustification = (length: number) => {
      const owners = Array.from({ length: 150 }, (_, at) => ({ ...OWNER, owner: String(at) }));
      return toEntryBytes({ ...ENTRY, justification: 'x'.repeat(length), owners });
    };
    const room = ENTRY_BYTES - withJustification(0).bytes.length;
    expect(withJustification(room).bytes).toHaveLength(ENTRY_BYTES);
    expect(readEntryBytes(withJustification(room).bytes).owners).toHaveLength(150);
    expect(readEntryBytes(withJustification(room + 1).bytes).owners).toMatchObject({ count: 150 });
  });

  test('what would not fit even so is not written', () => {
    const requester = { country: 'DK', subject: 'x'.repeat(ENTRY_BYTES), tokenId: '' };
    expect(() => toEntryBytes({ ...ENTRY, requester })).toThrow(unavailable);
  });
});

describe('what is not written', () => {
  for (const given of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    test(`a count of ${given}`, () => {
      expect(() => toEntryBytes({ ...ENTRY, owners: [{ ...OWNER, given }] })).toThrow(unavailable);
    });
  }

  test('half a character in a document, whose bytes would be those of another', () => {
    expect(() => toEntryBytes({ ...ENTRY, owners: [{ ...OWNER, document: '\ud83d' }] })).toThrow(unavailable);
  });

  test('a value that JSON has no word for', () => {
    for (const value of [undefined, Number.NaN, 1n, () => 1, { key: undefined }, [Symbol('x')]])
      expect(() => canonicalJson(value)).toThrow('INVARIANT');
  });
});

describe('what is not read', () => {
  const text = textOf(toEntryBytes(ENTRY));
  const BROKEN: Readonly<Record<string, string>> = {
    nothing: '',
    'no JSON': text.slice(0, -1),
    'a list': `[${text}]`,
    'a blank': text.replace(':', ': '),
    'a newline behind': `${text}\n`,
    'a byte order mark': `\ufeff${text}`,
    'a key twice': text.replace('{', '{"accessDate":"2011-12-16",'),
    'another order': text.replace(
      '"accessDate":"2011-12-16","code":null',
      '"code":null,"accessDate":"2011-12-16"',
    ),
    'a number written otherwise': text.replace('"given":3', '"given":3.0'),
    'a nought with a sign': text.replace('"references":0', '"references":-0'),
    'a count below 0': text.replace('"given":3', '"given":-3'),
    'a count of 2^53': text.replace('"given":3', '"given":9007199254740992'),
    'an escape that is not needed': text.replace('icarus', '\\u0069carus'),
    'a key more': text.replace('{"accessDate"', '{"a":1,"accessDate"'),
    'a key less': text.replace('"code":null,', ''),
    'the prototype as a key': text.replace('{"accessDate"', '{"__proto__":{},"accessDate"'),
    'a hash in capitals': text.replace(/"document":"[^"]+"/, (found) => found.toUpperCase()),
    'a later version': text.replace('"version":1', '"version":2'),
    'another outcome': text.replace('"answered"', '"given"'),
  };
  for (const [what, broken] of Object.entries(BROKEN)) {
    test(`an entry with ${what}`, () => {
      expect(broken).not.toBe(text);
      expect(() => readEntryBytes(Buffer.from(broken))).toThrow(invalid);
    });
  }

  test('bytes that are no UTF-8, and more than an entry has', () => {
    expect(() => readEntryBytes(Buffer.from(text.replace('Größe', 'Gr\u00f6\u00dfe'), 'latin1'))).toThrow(
      invalid,
    );
    const long = text.replace('analyst-1', 'x'.repeat(ENTRY_BYTES));
    expect(() => readEntryBytes(Buffer.from(long))).toThrow(invalid);
  });

  test('an entry whose texts are missing, exchanged or not what they are counted as', () => {
    const long = { ...ENTRY, owners: [{ ...OWNER, denials: MANY }] };
    const { bytes, texts } = toEntryBytes(long);
    const stored = readEntryBytes(bytes);
    expect(restoreEntry(stored, (hash) => texts.get(hash) ?? null)).toEqual(long);
    expect(() => restoreEntry(stored, () => null)).toThrow(invalid);
    expect(() => restoreEntry(stored, () => '[]')).toThrow(invalid);
    const short = readEntryBytes(toEntryBytes(ENTRY).bytes);
    expect(() => restoreEntry(short, () => '{ suspects { count } }')).toThrow(invalid);
    const other = Buffer.from(textOf({ bytes, texts }).replace('"count":60', '"count":61'));
    expect(() => restoreEntry(readEntryBytes(other), (hash) => texts.get(hash) ?? null)).toThrow(invalid);
  });
});

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(members.reverse());
}
