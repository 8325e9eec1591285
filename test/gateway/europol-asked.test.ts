/** What Europol is asked beside the facts of the rules: packages by the right over each provider, days by its own. */

import { type ArgumentNode, Kind, parse, valueFromASTUntyped, visit } from 'graphql';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { openTestGateway } from './open-test-gateway.ts';
import { effectOf, PARTICIPANTS, type PlainCaller } from './plain-rights.ts';
import { wholeQuery } from './whole-query.ts';

const CALLERS = [
  ['DK', '2011-12-16'],
  ['GR', '2011-12-16'],
  ['NO', '2011-12-16'],
  ['DK', '2017-05-01'],
  ['JP', '2025-12-01'],
  ['RS', '2011-12-16'],
  ['ZZ', '2011-12-16'],
] as const;
const PERSONAL = ['handlingText', 'id', 'marking'];
/** Border facts of a package, and what a reader of its frame may see. */
const OPERATIONAL = ['disseminatedOn', 'entry', 'handling', 'provider', 'recipient'];

let mocks: Mocks;
beforeAll(async () => {
  mocks = await startMocks({ only: [] });
});
afterAll(() => mocks.close());

for (const [country, date] of CALLERS) {
  test(`Europol is asked by ${country} on ${date} for the days and packages that are open, and for no others`, async () => {
    const gateway = openTestGateway(mocks, date, 30_000);
    for (const purpose of ['CROSS_CHECK', 'OPERATIONAL_ANALYSIS', 'STRATEGIC_ANALYSIS', null]) {
      mocks.europol.forget();
      expect((await gateway.ask(country, wholeQuery(), { purpose })).kind).toBe('answered');
      const caller = { country, date, purpose };
      expect({ purpose, packages: askedPackages() }).toEqual({ purpose, packages: openPackages(caller) });
      const days = mocks.europol.messages.some((one) => one.coordinates?.includes('Operation.actionDays'));
      expect({ purpose, days }).toEqual({ purpose, days: effectOf(caller, 'XE', 'OPERATIONAL') === 'ALLOW' });
    }
    await gateway.close();
  });
}

/** Of each provider, the fields of its packages that Europol was asked for. */
function askedPackages(): Readonly<Record<string, readonly string[]>> {
  const asked: Record<string, string[]> = {};
  for (const { body } of mocks.europol.messages) {
    const { query } = JSON.parse(body) as { query: string };
    visit(parse(query), {
      Field: ({ name, arguments: given, selectionSet }) => {
        if (name.value !== 'intelligencePackages') return;
        const fields = selectionSet?.selections.flatMap((one) =>
          one.kind === Kind.FIELD ? [one.name.value] : ['a fragment'],
        );
        for (const owner of ownersOf(given ?? [])) asked[owner] = (fields ?? []).sort();
      },
    });
  }
  return asked;
}

function ownersOf(given: readonly ArgumentNode[]): readonly string[] {
  return given.flatMap(({ value }) => valueFromASTUntyped(value) as string[]);
}

function openPackages(caller: PlainCaller): Readonly<Record<string, readonly string[]>> {
  const owners = PARTICIPANTS.filter((owner) => effectOf(caller, owner, 'OPERATIONAL') === 'ALLOW');
  return Object.fromEntries(
    owners.map((owner) => {
      const personal = effectOf(caller, owner, 'PERSONAL') === 'ALLOW' ? PERSONAL : [];
      return [owner, [...OPERATIONAL, ...personal].sort()];
    }),
  );
}
