import { serveContract } from '../graphql.ts';
import type { MockSystem, Reference } from '../mock-system.ts';
import type { World } from '../world.ts';
import { makeIndex, type NoticeColour, pairOf } from './make-index.ts';
import { referencesOf } from './references-of.ts';

const SDL = /* GraphQL */ `
  type Query {
    index(references: [ReferenceKey!]!): [IndexEntry]!
    notices(operation: ID!): [Notice!]
  }
  input ReferenceKey { country: CountryCode!, caseRef: String! }
  type IndexEntry { hit: Boolean, noticeColour: String }
  type Notice { colour: String, issuedOn: String }
  scalar CountryCode
`;

export const NOTICES: readonly { readonly colour: NoticeColour; readonly issuedOn: string }[] = [
  { colour: 'BLUE', issuedOn: '2011-09-21' },
  { colour: 'BLUE', issuedOn: '2011-10-18' },
  { colour: 'GREEN', issuedOn: '2011-11-16' },
  { colour: 'RED', issuedOn: '2011-12-05' },
];
const CHANGED = new Date(Date.UTC(2011, 11, 16, 9, 0, 0));

/** Interpol: its index by pair of country and reference, and the notices of an operation. */
export function serveInterpol(world: World): Promise<MockSystem> {
  const index = makeIndex(world);
  const entryOf = (reference: Reference) => {
    const noticeColour = index.get(pairOf(reference)) ?? null;
    return { hit: noticeColour !== null, noticeColour };
  };
  return serveContract('XO', CHANGED, {
    sdl: SDL,
    root: {
      index: ({ references }: { references: readonly Reference[] }) => references.map(entryOf),
      notices: ({ operation }: { operation: string }) => (operation === 'icarus' ? NOTICES : []),
    },
    journal: (document, variables) => ({ references: referencesOf(document, variables) }),
  });
}
