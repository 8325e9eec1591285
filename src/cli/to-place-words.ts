import type { KindBlock, TableBlock } from '../access/access-change.ts';
import type { Period } from '../access/periods-of.ts';
import { AGREEMENT_KINDS, CRIME_AREAS } from '../terms.ts';
import type { ListNames } from './list-names.ts';

/** `RS <- AT, BE and 24 more owners [2]  from 2014-05-07` */
export function toTableWords(block: TableBlock, names: ListNames): string {
  const { requesters, owners, towards, period, areas } = block;
  const isAmong = towards === 'others' && owners.some((owner) => requesters.includes(owner));
  const of = towards === 'itself' ? 'itself' : names.shorten(owners, 'owners');
  const who = `${names.shorten(requesters, 'requesters')} <- ${of}${isAmong ? ', each but itself' : ''}`;
  return [who, toDays(period), toAreas(areas)].filter((words) => words !== '').join('  ');
}

/** `OPERATIONAL <- EU_MEMBER, STRATEGIC, without a standing consent`: whoever holds these kinds. */
export function toKindWords(block: KindBlock): string {
  const { requesterKinds, owner, ownerKinds, towards, standing, inScope } = block;
  const of =
    towards === 'itself' ? 'itself' : `${owner === null ? '' : `${owner} as `}${inOrder(ownerKinds)}`;
  const [consent] = standing;
  const conditions = [
    standing.length === 2 ? '' : `${consent === 'none' ? 'without' : 'with'} a standing consent`,
    inScope.length === 2 ? 'in every crime area' : inScope[0] === true ? '' : 'outside its crime areas',
  ].filter((words) => words !== '');
  return [`whoever holds ${inOrder(requesterKinds)} <- ${of}`, ...conditions].join(', ');
}

/** `from 2014-05-07`, `until 2014-05-06`, both, or `on every day` */
export function toDays({ from, to }: Period): string {
  const words = [from === null ? '' : `from ${from}`, to === null ? '' : `until ${to}`];
  return words.filter((word) => word !== '').join(' ') || 'on every day';
}

/** Nothing for the usual: every crime area that the rules know, and no other. */
function toAreas(areas: readonly (string | null)[]): string {
  if (areas.length > CRIME_AREAS.length) return 'in every crime area, known or not';
  const isUsual = areas.length === CRIME_AREAS.length && !areas.includes(null);
  return isUsual ? '' : `for ${areas.map((area) => area ?? 'an unknown crime area').join(', ')}`;
}

function inOrder(kinds: KindBlock['ownerKinds']): string {
  if (kinds.length === AGREEMENT_KINDS.length) return 'any kind';
  return AGREEMENT_KINDS.filter((kind) => kinds.includes(kind)).join(', ');
}
