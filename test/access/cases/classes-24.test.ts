/** Hostile case 24 at the line (persisted queries are in the door's cases): a compiled query belongs to its class. */
import { afterAll, beforeAll, expect, test } from '../../jest.ts';
import { type Case, expectNoReferenceOf, nationalOf, openCase } from './open-case.ts';

let it: Case;
beforeAll(async () => {
  it = await openCase(['DK', 'NO']);
});
afterAll(() => it.close());

const QUERY = `{ operation(id: "icarus") { participations { id arrests { records { nodes { caseRef } } }
  suspects { records { nodes { caseRef interpol { hit } } } } } } }`;

// Intent: let a wider class ask first, then send the same text. Trap: a compiled query is kept by its text alone.
for (const [name, order] of [
  ['the wider class first', ['DK', 'RS']],
  ['the narrower class first', ['RS', 'DK', 'RS']],
  ['the same country for another purpose', ['DK', 'DE CURIOSITY', 'DE STRATEGIC_ANALYSIS']],
] as const) {
  test(`24 the same text from another class is compiled anew: ${name}`, async () => {
    for (const caller of order) {
      const [country = '', purpose = 'OPERATIONAL_ANALYSIS'] = caller.split(' ');
      const result = await it.ask(country, QUERY, { purpose });
      if (caller === 'DK') {
        expect(result.answer).toContain('MOCK-');
        continue;
      }
      for (const owner of ['NO', 'DK']) expectNoReferenceOf(it.mocks, owner, result);
      // Rule 3: what is the caller's own stays open, whatever the purpose.
      const others = nationalOf(result.entry).filter(({ owner }) => owner !== country);
      const sent = others.filter(({ document, given }) => document !== null || given > 0);
      expect({ caller, sent }).toEqual({ caller, sent: [] });
    }
  });
}

test('24, 113 classes that ask at the same time get each its own', async () => {
  // Trap: a loader, a scope or a document that is shared by requests in flight.
  const callers = ['DK', 'RS', 'CH'];
  const together = await Promise.all(callers.map((country) => it.gateway.ask(country, QUERY)));
  const entries = it.gateway.ledger.entries.slice(-callers.length);
  for (const [place, country] of callers.entries()) {
    const alone = await it.ask(country, QUERY);
    expect({ ...together[place], receipt: 0 }).toEqual({ ...alone.outcome, receipt: 0 });
    const entry = entries.find(({ requester }) => requester?.country === country);
    expect(entry?.owners).toEqual(alone.entry.owners);
  }
});
