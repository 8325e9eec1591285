/** Which rows a national system lets go to a country, by their marking: what a system that leaves out rows does itself. */
import type { NativeProfile, NativeRow } from './native-rows.ts';

/** What a row needs beside its handling. */
export type Need = 'nothing' | 'item consent' | 'never';

export interface Release {
  readonly country: string;
  /** `yyyy-MM-dd`. */
  readonly day: string;
  readonly unprotected: Need;
  readonly protected: Need;
}

export function isReleased(profile: NativeProfile, release: Release, row: NativeRow): boolean {
  const marking = markingOf(profile, release, row);
  if (!marking.known) return false;
  if (marking.onlyToSome && !marking.addressed && !marking.consented) return false;
  const need = marking.protected ? release.protected : release.unprotected;
  return need === 'nothing' || (need === 'item consent' && marking.consented);
}

/** Would a consent let it go, and nothing else is in its way? Of the kinds of rows that were asked for. */
export function lacksConsentOnly(
  profile: NativeProfile,
  release: Release,
  kinds: { readonly unprotected: boolean; readonly protected: boolean },
  row: NativeRow,
): boolean {
  const marking = markingOf(profile, release, row);
  const kind = marking.protected ? 'protected' : 'unprotected';
  return (
    kinds[kind] &&
    release[kind] !== 'never' &&
    marking.known &&
    marking.onlyToSome &&
    !marking.addressed &&
    !marking.consented
  );
}

function markingOf(
  { marking: names, words }: NativeProfile,
  { country, day }: Release,
  row: NativeRow,
): Readonly<Record<'known' | 'onlyToSome' | 'addressed' | 'consented' | 'protected', boolean>> {
  const codes = String(row[names.handling] ?? '').split('+');
  return {
    known: codes.every((code) => ['H0', 'H1', 'H2'].includes(code)),
    onlyToSome: codes.includes('H2'),
    addressed: (row[names.addressees] as readonly string[]).includes(country),
    consented: (row[names.itemConsents] as readonly string[]).some((consent) =>
      isConsent(consent, country, day),
    ),
    protected: row[names.protected] !== words.protected.no,
  };
}

const CONSENT = /^([A-Z]{2}):(\d{4}-\d{2}-\d{2}):(\d{4}-\d{2}-\d{2})?$/;

/** `DK:2011-09-01:2012-08-31`; without its last day it has no end. What is written otherwise is none. */
function isConsent(consent: string, country: string, day: string): boolean {
  const [, to, from = '', until = day] = CONSENT.exec(consent) ?? [];
  return to === country && from <= day && day <= until;
}
