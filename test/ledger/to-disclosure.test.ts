/** What is read back of an entry and one owner's part says what was written, with every list in place, or nothing at all. */
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import type { LedgerEntry, OwnerEntry } from '../../src/ledger/ledger.ts';
import type { KeptEntry } from '../../src/ledger/store/ledger-store.ts';
import { textsOf, toDisclosure } from '../../src/ledger/to-disclosure.ts';
import { describe, expect, test } from '../jest.ts';

const long = (word: string): string[] => Array.from({ length: 40 }, (_, place) => `${word}${place}`);
const OWNER: OwnerEntry = {
  owner: 'DE',
  document: '{ suspects { count { exact } } }',
  arguments: [],
  status: 'ANSWERED',
  coordinates: long('Suspect.field'),
  given: 2,
  references: ['one', 'two'],
  withheld: 1,
  overshared: 0,
  joins: long('X').map((owner) => ({ owner, references: 1 })),
  denials: long('Arrest.field').map((coordinate) => ({ coordinate, reason: 'PURPOSE_TOO_NARROW' })),
  obligations: long('DUTY').map((obligation) => ({ obligation, records: 1 })),
};
const ENTRY: LedgerEntry = {
  time: '2011-12-16T10:00:00.000Z',
  requester: null,
  purpose: null,
  justification: null,
  accessDate: '2011-12-16',
  outcome: 'answered',
  code: null,
  requests: 1,
  policy: null,
  operations: long('operation-'),
  query: null,
  action: null,
  owners: [OWNER],
};

function keep(entry: LedgerEntry): { readonly kept: KeptEntry; readonly texts: ReadonlyMap<string, string> } {
  const { parts, texts, leaf, time, ...salted } = sealEntry(entry);
  return {
    kept: { index: 7, leaf, time, entry: salted, parts },
    texts: new Map(texts.map(({ sha256, text }) => [sha256, text])),
  };
}

const SHORT: OwnerEntry = {
  ...OWNER,
  document: null,
  coordinates: [],
  joins: [],
  denials: [],
  obligations: [],
};

describe('a disclosure', () => {
  test('has every long list and the document in place', () => {
    const { kept, texts } = keep(ENTRY);
    const { coordinates, denials, joins, obligations, document } = OWNER;
    expect(toDisclosure(kept, texts)).toMatchObject({
      index: 7,
      entry: { operations: ENTRY.operations },
      part: { coordinates, denials, joins, obligations },
      document,
    });
    expect(textsOf(kept).toSorted()).toEqual([...texts.keys()].sort());
  });

  test('with short lists needs no text', () => {
    const { kept } = keep({ ...ENTRY, operations: ['icarus'], owners: [SHORT] });
    expect(textsOf(kept)).toEqual([]);
    expect(toDisclosure(kept, new Map())).toMatchObject({
      entry: { operations: ['icarus'] },
      document: null,
    });
  });

  test('is none where the entry or the part is erased', () => {
    const { kept, texts } = keep(ENTRY);
    for (const erased of [
      { ...kept, entry: null },
      { ...kept, parts: [] },
    ]) {
      expect(toDisclosure(erased, texts)).toBeNull();
      expect(textsOf(erased)).toEqual([]);
    }
  });

  test('leaves nothing out in silence: a text that is missing, or another, is EVIDENCE_INVALID', () => {
    // Trap: a document that is not there would read as "nothing was sent".
    const { kept, texts } = keep(ENTRY);
    for (const sha256 of textsOf(kept)) {
      for (const text of [null, '[]']) {
        const others = [...texts].filter(([known]) => known !== sha256);
        const wrong = new Map(text === null ? others : [...others, [sha256, text]]);
        expect(() => toDisclosure(kept, wrong)).toThrow('the entry is not as the ledger gave it out');
      }
    }
  });
});
