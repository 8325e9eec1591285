/** Composes the subgraphs of a run. Plain JavaScript in this folder: its packages are there only once they are installed. */
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

export function supergraphOf(subgraphs) {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(`the subgraphs do not compose: ${errors}`);
  return supergraphSdl;
}
