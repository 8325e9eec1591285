import type { AccessChange, EffectStep } from '../access/access-change.ts';
import type { Holder } from '../access/holders-of.ts';
import type { AgreementKind, Effect } from '../terms.ts';
import { type ListNames, listNames } from './list-names.ts';
import { toFieldWords } from './to-field-words.ts';
import { toDays, toKindWords, toTableWords } from './to-place-words.ts';
import { toRecordWords } from './to-record-words.ts';
import { toRequestWords } from './to-request-words.ts';

/** What an effect is to a caller. */
const WORDS: Readonly<Record<Effect, string>> = {
  DENY: 'closed',
  CONSENT_REQUIRED: 'consent required',
  HIT_NO_HIT: 'hit only',
  ALLOW_SUPPRESSED: 'open as a protected figure',
  ALLOW: 'open',
};

/**
 * What two versions of schema/ give differently, for a lawyer to read: a paragraph for each change, with its fields and
 * purposes, who asks whom on which days, and how the effect moves. Long lists, and who holds what, stand at the end in full.
 */
export function toDiffText(
  changes: readonly AccessChange[],
  holders: ReadonlyMap<AgreementKind, readonly Holder[]>,
): string {
  const names = listNames();
  const paragraphs = changes.map((change) => toParagraph(change, names));
  const legend = [names.inFull().join('\n'), heldText(changes, holders)].filter((text) => text !== '');
  const opens = changes.filter(({ direction }) => direction === 'opens').length;
  const closing = `${countOf(opens, 'opening')}, ${countOf(changes.length - opens, 'closing')}`;
  return `${[...paragraphs, ...legend, closing].join('\n\n')}\n`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function toParagraph(change: AccessChange, names: ListNames): string {
  const { direction, fields, requests, steps, byTable, byKind } = change;
  const head = `${direction.padEnd(6)}  ${toFieldWords(fields, names)}`;
  const lines = [
    ...byTable.map((block) => toTableWords(block, names)),
    ...byKind.map(toKindWords),
    toRequestWords(requests),
    ...steps.map(toStepWords),
  ];
  return [head, ...lines.map((line) => `        ${line}`)].join('\n');
}

/** `closed -> open: H0, H1` */
function toStepWords({ was, is, records }: EffectStep): string {
  return `${WORDS[was]} -> ${WORDS[is]}: ${toRecordWords(records)}`;
}

/** Who holds the kinds that are spoken of; nothing where none is. */
function heldText(
  changes: readonly AccessChange[],
  holders: ReadonlyMap<AgreementKind, readonly Holder[]>,
): string {
  const blocks = changes.flatMap(({ byKind }) => byKind);
  const kinds = new Set(blocks.flatMap((block) => [...block.requesterKinds, ...block.ownerKinds]));
  if (kinds.size === 0) return '';
  const held = [...holders].filter(([kind]) => kinds.has(kind));
  const lines = held.map(
    ([kind, of]) => `${kind}: ${of.map(({ country, period }) => `${country} ${toDays(period)}`).join(', ')}`,
  );
  return [
    '"whoever holds" is said of every day on which both versions say so, in the crime areas of the agreement:',
    ...lines,
  ].join('\n');
}
