import type { OwnerKind } from './access-map.ts';
import type { Gate, GatedCoordinate } from './gated-coordinates.ts';

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
  if (place === undefined) return null;
  const { category, ways, says } = place;
  if (category === null) return says === 'reads nothing' ? null : `${says.replace('reads', 'Reads')}.`;
  const words = ways.map(wordsOf).join('; or ');
  return category === 'INHERIT' ? `As the field that leads here: ${words}.` : `${words}.`;
}

function wordsOf(gates: readonly Gate[]): string {
  const [first] = gates;
  const opening = first?.from === 'HIT_NO_HIT' ? ', from hit or no hit on' : '';
  return `${gates.map(({ category }) => category).join(' and ')}, ${OWNERS[first?.owner ?? 'GATEWAY']}${opening}`;
}
