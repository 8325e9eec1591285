import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/**
 * The fragments of `document` that can be written out, by name: none that leads back to itself, or to one that does. The
 * document need not be valid; of two fragments of one name the last is meant.
 */
export function endingFragments(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const all = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) all.set(one.name.value, one);
  }
  const known = new Map<string, boolean>();
  const ends = (name: string): boolean => {
    const fragment = all.get(name);
    if (fragment === undefined) return true;
    // While it is looked into it does not end: whoever meets it then leads back to it.
    if (!known.has(name)) known.set(name, false).set(name, spreadsIn(fragment.selectionSet).every(ends));
    return known.get(name) === true;
  };
  return new Map([...all].filter(([name]) => ends(name)));
}

function spreadsIn({ selections }: SelectionSetNode): readonly string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection.name.value];
    return selection.selectionSet === undefined ? [] : spreadsIn(selection.selectionSet);
  });
}
