import type { AgreementKind, CountryCode, Effect } from '../terms.ts';
import type { Period } from './periods-of.ts';
import type { RecordCase, RequestCase } from './question-space.ts';

/** A place in the schema that a change is about; null on the side where it does not exist. */
export interface ChangedField {
  readonly coordinate: string;
  readonly was: string | null;
  readonly is: string | null;
}

/** What the rules said, and say, for some combinations of record facts. */
export interface EffectStep {
  readonly was: Effect;
  readonly is: Effect;
  readonly records: readonly RecordCase[];
}

/** Who asks whom: each requester asks each of the owners, each of them but itself, or itself alone. */
export interface CountryBlock {
  readonly requesters: readonly CountryCode[];
  readonly owners: readonly CountryCode[];
  readonly towards: 'each' | 'others' | 'itself';
}

/** Where the tables themselves changed: countries, days, and crime areas (null is one the rules do not know). */
export interface TableBlock extends CountryBlock {
  readonly period: Period;
  readonly areas: readonly (string | null)[];
}

/**
 * Where the tables say what they said, and the schema or the purposes changed: whoever holds these kinds, on every day on
 * which they hold them, in the crime areas inside or outside the requester's scope. What a country holds says `holders`.
 */
export interface KindBlock {
  readonly requesterKinds: readonly AgreementKind[];
  /** Europol or Interpol, where it decides for every country's data; null for the country they are of. */
  readonly owner: CountryCode | null;
  /** Empty where each asks itself. */
  readonly ownerKinds: readonly AgreementKind[];
  readonly towards: 'others' | 'itself';
  readonly standing: readonly ('none' | 'general')[];
  readonly inScope: readonly boolean[];
}

/**
 * One difference between two versions of schema/: in each of these fields, for each of these requests, the effect moves by
 * these steps, in the places named. Where a place is not named it does not. Printable, and complete.
 */
export interface AccessChange {
  readonly direction: 'opens' | 'closes';
  readonly fields: readonly ChangedField[];
  readonly requests: readonly RequestCase[];
  readonly steps: readonly EffectStep[];
  readonly byTable: readonly TableBlock[];
  readonly byKind: readonly KindBlock[];
}
