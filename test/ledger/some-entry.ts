import { keptText } from '../../src/ledger/entry/kept-text.ts';
import type { LedgerEntry, OwnerEntry } from '../../src/ledger/ledger.ts';
import type { ErasureRecord } from '../../src/ledger/store/seal-erasure.ts';

/** An entry of a request that was answered; what matters to a test is handed in. */
export function someEntry(own: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    time: '2026-11-26T06:00:00.000Z',
    requester: { country: 'DK', subject: 'officer', tokenId: 'token' },
    purpose: 'INVESTIGATION',
    justification: 'case in hand',
    accessDate: '2026-11-26',
    outcome: 'answered',
    code: null,
    requests: 1,
    policy: keptText('{"agreements":[]}'),
    operations: ['dunhammer'],
    query: keptText('{ operations { name } }'),
    action: null,
    owners: [ownerEntry('AT')],
    ...own,
  };
}

/** The entry about an erasure, as a store takes it. */
export function someErasure(owner: string, before: string, own: Partial<LedgerEntry> = {}): ErasureRecord {
  const action = { kind: 'erase', owner, from: null, before, by: 'operator', erased: null } as const;
  return { ...someEntry({ requester: null, policy: null, query: null, owners: [], ...own }), action };
}

/** What was given of one owner's data. */
export function ownerEntry(owner: string, own: Partial<OwnerEntry> = {}): OwnerEntry {
  return {
    owner,
    document: `{ cases(of: $1) { ref } }`,
    arguments: ['one'],
    status: 'OK',
    coordinates: ['Suspect.caseRef'],
    given: 1,
    references: [`${owner}-1`],
    withheld: 0,
    overshared: 0,
    joins: [],
    denials: [],
    obligations: [],
    ...own,
  };
}
