import { loadPolicy } from '../../src/cli/load-policy.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { composeGateway, type SchemaTexts } from '../../src/gateway/compose-gateway.ts';
import { openGateway } from '../../src/gateway/open-gateway.ts';
import { expect, test } from '../jest.ts';
import { openRecorder, REVISION } from './recorder.ts';

const TEXTS = loadSchemaTexts();
const open = async (texts: SchemaTexts): Promise<void> => {
  const [policy, ledger] = [loadPolicy(), openRecorder()];
  await openGateway({
    composed: composeGateway(texts),
    policy,
    revision: REVISION,
    systems: new Map(),
    ledger,
    accessDate: null,
    report: () => {},
  }).close();
};

test('what ships composes, with no system configured', async () => {
  await expect(open(TEXTS)).resolves.toBeUndefined();
});

test('a reference that gives no right to be joined by stops start-up: Interpol’s index is asked by it', async () => {
  const operation = TEXTS.operation.replace('[FILTER, SORT, JOIN]', '[FILTER, SORT]');
  await expect(open({ ...TEXTS, operation })).rejects.toMatchObject({
    code: 'SCHEMA_INVALID',
    message:
      '`Query.interpolReferences(keys:)` uses `Suspect.caseRef` by JOIN, which it does not give: add it to `rights` of its @access',
  });
});

test('an argument that reads what gives no right stops start-up', async () => {
  const operation = TEXTS.operation.replace(
    'DATE @reads(field: "Arrest.date"',
    'DATE @reads(field: "Arrest.offence"',
  );
  await expect(open({ ...TEXTS, operation })).rejects.toMatchObject({ code: 'SCHEMA_INVALID' });
});

for (const [name, contract, type] of [
  ['a suspect of Interpol', 'interpol', 'Suspect'],
  ['an arrest of Europol', 'hub', 'Arrest'],
] as const) {
  test(`${name} is no national one: a type that two contracts share, and no key merges, stops start-up`, async () => {
    const access = '@access(category: PERSONAL, owner: COUNTRY)';
    const texts = { ...TEXTS, [contract]: `${TEXTS[contract]}\ntype ${type} { caseRef: String ${access} }` };
    await expect(open(texts)).rejects.toMatchObject({
      code: 'SCHEMA_INVALID',
      message: `type \`${type}\` would be merged: rename it in one contract`,
    });
  });
}
