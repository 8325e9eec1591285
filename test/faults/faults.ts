/** THE list of the 24 faults: what each is, and what it has to look like for the caller. Data; the proxy makes them. */
import type { ErrorCode } from '../../src/errors.ts';

export interface Fault {
  readonly name: string;
  /** Toxiproxy has it under this name. */
  readonly isToxic: boolean;
  readonly what: string;
  /** What the caller is told of the country; null: nothing, for the answer is whole. */
  readonly seen: Seen | null;
  /** Where the countries of one protocol have to answer for it otherwise. */
  readonly unless?: { readonly protocol: string; readonly seen: Seen | null };
  /** It has no end of its own: the country's limit ends it, 150 ms in these cells. */
  readonly isEndless: boolean;
  /** Why this is what should be seen. */
  readonly why: string;
}

export interface Seen {
  readonly code: ErrorCode;
  /** Of the participation. PARTIAL where a protocol lets a part of the message be read and the rest cost itself. */
  readonly statuses: readonly string[];
  /** In `completeness.missing`, where the country's count is missing. */
  readonly cause: string;
}

const TIMEOUT: Seen = { code: 'SOURCE_TIMEOUT', statuses: ['TIMEOUT'], cause: 'TIMEOUT' };
const UNAVAILABLE: Seen = { code: 'SOURCE_UNAVAILABLE', statuses: ['UNAVAILABLE'], cause: 'UNAVAILABLE' };
const INVALID: Seen = { code: 'SOURCE_INVALID', statuses: ['INVALID'], cause: 'INVALID' };
const INVALID_OR_PARTIAL: Seen = { ...INVALID, statuses: ['INVALID', 'PARTIAL'] };

export const FAULTS = [
  {
    name: 'latency',
    isToxic: true,
    what: 'every piece of an answer comes 400 ms late',
    seen: TIMEOUT,
    isEndless: true,
    why: 'the limit counts from the first message to the last byte',
  },
  {
    name: 'jitter',
    isToxic: true,
    what: 'pieces come up to 10 ms late, each by another time',
    seen: null,
    isEndless: false,
    why: 'slow within the limit is not a failure',
  },
  {
    name: 'bandwidth',
    isToxic: true,
    what: '100 bytes a second',
    seen: TIMEOUT,
    isEndless: true,
    why: 'bytes that keep coming do not extend the limit',
  },
  {
    name: 'slow_close',
    isToxic: true,
    what: 'the connection closes 200 ms after it was closed',
    seen: null,
    isEndless: false,
    why: 'the answer is whole before; how a connection ends says nothing of it',
  },
  {
    name: 'timeout',
    isToxic: true,
    what: 'takes the message and never answers',
    seen: TIMEOUT,
    isEndless: true,
    why: 'nothing came, and the limit ended it',
  },
  {
    name: 'reset_peer',
    isToxic: true,
    what: 'TCP RST as soon as the message comes',
    seen: UNAVAILABLE,
    isEndless: false,
    why: 'there is a system, and it cannot be reached',
  },
  {
    name: 'slicer',
    isToxic: true,
    what: 'answers in pieces of 1 to 64 bytes, cut anywhere, also within a character',
    seen: null,
    isEndless: false,
    why: 'where TCP cuts says nothing of the answer',
  },
  {
    name: 'limit_data',
    isToxic: true,
    what: 'closes after 40 bytes, within the headers',
    seen: UNAVAILABLE,
    isEndless: false,
    why: 'no answer came: a header that was cut is none',
  },
  {
    name: 'down',
    isToxic: true,
    what: 'takes the connection and closes it at once',
    seen: UNAVAILABLE,
    isEndless: false,
    why: 'something listens, and no system is behind it',
  },
  {
    name: 'refused',
    isToxic: false,
    what: 'nothing listens at the address',
    seen: UNAVAILABLE,
    isEndless: false,
    why: 'it could not be reached',
  },
  {
    name: 'name_not_found',
    isToxic: false,
    what: "the system's name is not in the DNS",
    seen: UNAVAILABLE,
    isEndless: false,
    why: 'it could not be reached',
  },
  {
    name: 'tls_failure',
    isToxic: false,
    what: 'https, with a certificate of an authority that nobody here trusts',
    seen: UNAVAILABLE,
    isEndless: false,
    why: 'whoever answers is not the system, so it was not asked: no message went out',
  },
  {
    name: 'half_answer',
    isToxic: false,
    what: 'all headers, half the body, then closes',
    seen: UNAVAILABLE,
    isEndless: false,
    why: 'the connection failed before the answer was there; half of it is not read',
  },
  {
    name: 'endless_headers',
    isToxic: false,
    what: 'a header, and another, and another',
    seen: INVALID,
    isEndless: false,
    why: 'given up after 16 kB: what comes is no HTTP answer',
  },
  {
    name: 'one_byte_a_second',
    isToxic: false,
    what: 'the right answer, a byte each second',
    seen: TIMEOUT,
    isEndless: true,
    why: 'bytes that keep coming do not extend the limit',
  },
  {
    name: 'wrong_content_type',
    isToxic: false,
    what: 'the right answer, called an image',
    seen: null,
    unless: { protocol: 'SOAP', seen: INVALID },
    isEndless: false,
    why: 'the body is read by the strict reader of its protocol whatever it is called; SOAP has no message but of its own types',
  },
  {
    name: 'wrong_encoding',
    isToxic: false,
    what: 'the right text in UTF-16, called UTF-8',
    seen: INVALID,
    isEndless: false,
    why: 'bytes that are no text of the encoding are not guessed at',
  },
  {
    name: 'malformed_body',
    isToxic: false,
    what: 'the right text and then something that ends its grammar',
    seen: INVALID,
    isEndless: false,
    why: 'what begins like an answer is not read in part',
  },
  {
    name: 'wrong_types',
    isToxic: false,
    what: 'objects in place of texts and numbers; in CSV, which has no types, a word in place of dates',
    seen: INVALID_OR_PARTIAL,
    isEndless: false,
    why: 'a value that does not fit is null, and a record without its handle is none',
  },
  {
    name: 'more_fields',
    isToxic: false,
    what: 'every record has a field that nobody asked for',
    seen: null,
    isEndless: false,
    why: 'what was not asked is not read',
  },
  {
    name: 'foreign_record',
    isToxic: false,
    what: "a record of another country among the country's own, as its own system writes it",
    seen: INVALID_OR_PARTIAL,
    isEndless: false,
    why: 'a row that is no record of the country is dropped, and no sum counts it',
  },
  {
    name: 'ten_megabytes',
    isToxic: false,
    what: 'the right answer, and then blanks up to more than 10 MB',
    seen: INVALID,
    isEndless: false,
    why: 'an answer is capped at 10 MB; what is cut off cannot be judged',
  },
  {
    name: 'bomb',
    isToxic: false,
    what: 'XML: entities of entities (a billion laughs); others: 64 kB that unpack to 64 MB',
    seen: INVALID,
    isEndless: false,
    why: 'no document type is read, and the cap counts what is unpacked',
  },
  {
    name: 'retry_after',
    isToxic: false,
    what: 'status 503 or 429 in turn, `Retry-After: 120`, a page of its own',
    seen: UNAVAILABLE,
    isEndless: false,
    why: 'two minutes are past every limit, so nobody waits for them; the page is not read',
  },
] as const satisfies readonly Fault[];

export type FaultName = (typeof FAULTS)[number]['name'];
