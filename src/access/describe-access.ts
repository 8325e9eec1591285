import type { OwnerKind } from './gate.ts';
import type { GatedCoordinate, Way } from './gated-coordinates.ts';

const OWNERS: Readonly<Record<OwnerKind, string>> = {
  GATEWAY: 'of the gateway',
  EUROPOL: 'of Europol (XE)',
  INTERPOL: 'of Interpol (XO)',
  COUNTRY: 'of the country',
};

/**
 * The access of a place in a sentence for its description: `PERSONAL, of the country.` Null for what is open to whoever
 * gets there: an argument or an enum value that reads no field.
 */
export function describeAccess(place: GatedCoordinate | undefined): string | null {
  if (place === undefined || place.says === 'reads nothing') return null;
  const { category, owner, ways, says } = place;
  if (category === null) return `${says.replace('reads', 'Reads')}.`;
  const words = ways.map((way) => wordsOf(way, owner)).join('; or ');
  return category === 'INHERIT' ? `As the field that leads here: ${words}.` : `${words}.`;
}

/** `OPERATIONAL and PERSONAL, of the country`; of a value made from others also theirs; PUBLIC is open, whoever's it is. */
function wordsOf(way: Way, owner: OwnerKind | null): string {
  if (way.length === 0) return owner === null ? 'PUBLIC' : `PUBLIC, ${OWNERS[owner]}`;
  return [...Map.groupBy(way, (gate) => gate.owner)]
    .map(([decider, gates]) => {
      const categories = [...new Set(gates.map(({ category }) => category))].join(' and ');
      const opening = gates.some(({ from }) => from === 'HIT_NO_HIT') ? ', from hit or no hit on' : '';
      return `${categories}, ${OWNERS[decider]}${opening}`;
    })
    .join('; and ');
}
