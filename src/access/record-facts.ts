import { type CountryCode, HANDLING_CODES, type HandlingCode, type IsoDate } from '../terms.ts';
import { toHandling } from './to-handling.ts';

/** What an owner says of one record, as it was read: the facts on which its release hangs. Anything may be in it. */
export interface BorderMarking {
  readonly handling: readonly string[];
  readonly addressees: readonly string[];
  /** `DK:2011-09-01:2012-08-31`: to whom, from when, to when (empty: open-ended). */
  readonly itemConsents: readonly string[];
  readonly protected: boolean;
}

/** The same, reduced to what the rules look at for one requester on one day (decision-rules.md, "Class facts and record facts"). */
export interface RecordFacts {
  readonly handling: HandlingCode;
  readonly addressee: boolean;
  readonly itemConsent: boolean;
  readonly protected: boolean;
  /** H1 is among the codes, whichever is the strictest: what is given carries NO_JUDICIAL_USE. */
  readonly obliges: boolean;
}

/**
 * Facts of a record for `requester` on `date`. Read strictly: no code or an unknown one is H3, a consent that cannot be
 * read, has not begun or has ended is none (both ends of its interval are included).
 */
export function toRecordFacts(marking: BorderMarking, requester: CountryCode, date: IsoDate): RecordFacts {
  const { handling, addressees, itemConsents } = marking;
  return recordFactsOf(handling, addressees, itemConsents, marking.protected, requester, date);
}

/** As `toRecordFacts`, of a marking in pieces: of thousands of records none is put together only to be taken apart. */
export function recordFactsOf(
  handling: BorderMarking['handling'],
  addressees: BorderMarking['addressees'],
  itemConsents: BorderMarking['itemConsents'],
  isProtected: boolean,
  requester: CountryCode,
  date: IsoDate,
): RecordFacts {
  return oneOf(
    handlingOf(handling),
    addressees.length > 0 && addressees.includes(requester),
    itemConsents.length > 0 && hasConsent(itemConsents, requester, date),
    isProtected,
    handling.includes('H1'),
  );
}

function hasConsent(itemConsents: readonly string[], requester: CountryCode, date: IsoDate): boolean {
  return itemConsents.some((text) => isConsent(text, requester, date));
}

/** Nearly every record has one code, and a known one. */
function handlingOf(codes: readonly string[]): HandlingCode {
  const place =
    codes.length === 1 ? (HANDLING_CODES as readonly (string | undefined)[]).indexOf(codes[0]) : -1;
  return HANDLING_CODES[place] ?? toHandling(codes.join('+'));
}

/** One object for all records that are alike to the rules: what is decided by facts is decided once for each of these. */
const KNOWN: RecordFacts[] = [];

function oneOf(
  handling: HandlingCode,
  addressee: boolean,
  itemConsent: boolean,
  isProtected: boolean,
  obliges: boolean,
): RecordFacts {
  const place = placeIn(handling, addressee, itemConsent, isProtected, obliges);
  const known =
    KNOWN[place] ?? Object.freeze({ handling, addressee, itemConsent, protected: isProtected, obliges });
  KNOWN[place] = known;
  return known;
}

/** Of the 64 that there can be. */
export const RECORD_FACTS = 64;

/** Place of these facts among all that there can be. */
export function placeOf({
  handling,
  addressee,
  itemConsent,
  protected: isProtected,
  obliges,
}: RecordFacts): number {
  return placeIn(handling, addressee, itemConsent, isProtected, obliges);
}

function placeIn(
  handling: HandlingCode,
  addressee: boolean,
  itemConsent: boolean,
  isProtected: boolean,
  obliges: boolean,
): number {
  const combination = combinationIn(handling, addressee, itemConsent);
  return combination * 4 + Number(isProtected) * 2 + Number(obliges);
}

const CONSENT = /^([A-Z]{2}):(\d{4}-\d{2}-\d{2}):(\d{4}-\d{2}-\d{2})?$/;

function isConsent(text: string, requester: CountryCode, date: IsoDate): boolean {
  const [, to, from = '', until] = CONSENT.exec(text) ?? [];
  return to === requester && from <= date && (until === undefined || date <= until);
}

/** Place of these facts in the 16 combinations of a right: handling, then addressee, then item consent. */
export function combinationOf({
  handling,
  addressee,
  itemConsent,
}: Pick<RecordFacts, 'handling' | 'addressee' | 'itemConsent'>): number {
  return combinationIn(handling, addressee, itemConsent);
}

function combinationIn(handling: HandlingCode, addressee: boolean, itemConsent: boolean): number {
  return HANDLING_CODES.indexOf(handling) * 4 + Number(addressee) * 2 + Number(itemConsent);
}

/** Facts of a record about which its owner says nothing that restricts it. */
export const PLAIN: RecordFacts = Object.freeze({
  handling: 'H0',
  addressee: false,
  itemConsent: false,
  protected: false,
  obliges: false,
});
