/**
 * A gateway with a known fault, or one that counts: as src/main.ts puts it together, but with a store of a test around the
 * real one. `node twin-gateway.ts SETTINGS WHICH`.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadPolicy } from '../../src/cli/load-policy.ts';
import { loadRevision } from '../../src/cli/load-revision.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { openGateway } from '../../src/gateway/open-gateway.ts';
import { openTokenKeys } from '../../src/http/open-token-keys.ts';
import { serveHttp } from '../../src/http/serve-http.ts';
import { signCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import type { NoteSigner } from '../../src/ledger/note/sign-note.ts';
import { printSignedNote } from '../../src/ledger/note/signed-note.ts';
import { openLedger } from '../../src/ledger/open-ledger.ts';
import { openSigner } from '../../src/ledger/open-signer.ts';
import type { KeptHead, LedgerStore } from '../../src/ledger/store/ledger-store.ts';
import { openStore } from '../../src/ledger/store/open-store.ts';
import { appendLeaf, EMPTY_TREE, rootOf, type Tree } from '../../src/ledger/tree.ts';
import { readConfig } from '../../src/read-config.ts';

/** How long after its answer the twin commits. */
const LATE_MS = 40;
const HASH_BYTES = 32;

const [settings = '', which = ''] = process.argv.slice(2);
const config = readConfig(readFileSync(settings, 'utf8'), settings, process.env, COUNTRIES.keys());
const { place, keyFile, headFile, name } = config.ledger;
const signer = openSigner(keyFile, name, true);
let transactions = 0;
const ledger = await openLedger(
  async () => around(await openStore(place, { signer, now: Date.now, isGateway: true })),
  {
    key: signer.key,
    headFile,
    report: () => {},
  },
);
const gateway = openGateway({
  composed: composeGateway(loadSchemaTexts()),
  policy: loadPolicy(),
  revision: loadRevision(),
  systems: config.systems,
  ledger,
  tables: [],
  accessDate: '2011-12-16',
  deadlineMs: config.deadlineMs,
  cursorKey: undefined,
  report: () => {},
});
const door = await serveHttp(gateway, await openTokenKeys(config.tokens), config);
process.once('SIGTERM', async () => {
  await door.close();
  await gateway.close();
  await ledger.close();
  process.stdout.write(`transactions ${transactions}\n`);
});

// Once a signal can be taken.
process.stdout.write(`listening on ${door.url}/graphql\n`);

async function around(store: LedgerStore): Promise<LedgerStore> {
  switch (which) {
    case 'early answer':
      return { ...store, append: await appendLater(store) };
    case 'early head':
      return { ...store, append: headWithoutLast(store, signer) };
    default:
      return {
        ...store,
        append: (group) => {
          transactions += 1;
          return store.append(group);
        },
      };
  }
}

/** Answers at once, with the very head that the log will have, and commits a little later. */
async function appendLater(store: LedgerStore): Promise<LedgerStore['append']> {
  let tree = await treeOf(store);
  let before: Promise<unknown> = Promise.resolve();
  return async (group) => {
    for (const { leaf } of group) tree = appendLeaf(tree, leaf);
    before = before.then(() => sleep(LATE_MS)).then(() => store.append(group));
    before.catch(() => {});
    return headOf(tree, signer);
  };
}

/** Commits, and answers with the head that the log had one entry before. */
function headWithoutLast(store: LedgerStore, by: NoteSigner): LedgerStore['append'] {
  return async (group) => {
    const { size } = await store.append(group);
    const leaves = await store.leaves(0, size - 1);
    return { size, note: headOf(treeOver(leaves), by).note };
  };
}

async function treeOf(store: LedgerStore): Promise<Tree> {
  return treeOver(await store.leaves(0, await store.size()));
}

function treeOver(leaves: Uint8Array): Tree {
  let tree = EMPTY_TREE;
  for (let at = 0; at < leaves.length; at += HASH_BYTES)
    tree = appendLeaf(tree, leaves.slice(at, at + HASH_BYTES));
  return tree;
}

function headOf(tree: Tree, by: NoteSigner): KeptHead {
  const head = signCheckpoint({ size: tree.size, root: rootOf(tree) }, by);
  return { size: tree.size, note: printSignedNote(head) };
}
