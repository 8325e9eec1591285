import type { AgreementKind, CountryCode, IsoDate } from '../terms.ts';
import { dayBeside } from './day-beside.ts';
import type { Agreement, Policy } from './policy.ts';

/** An agreement that is not in the tables: one that is being negotiated. Both days included; null is an open end. */
export interface PlannedAgreement {
  readonly country: CountryCode;
  readonly kind: AgreementKind;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/**
 * The same policy with `planned` in place: on its days it stands for whatever the country holds then; before and after,
 * what the country holds goes on. A country that no table knows becomes known. The policy given is not changed.
 */
export function withAgreement(policy: Policy, planned: PlannedAgreement): Policy {
  const { country, kind, from, to } = planned;
  const name = policy.names.get(country) ?? country;
  const held = policy.agreements.get(country) ?? [];
  const agreement: Agreement = {
    country,
    name,
    kind,
    validFrom: from,
    validTo: to,
    row: 0,
    legalBasis: '',
    legalBases: [],
  };
  const around = held.flatMap((other) => [...partBefore(other, from), ...partAfter(other, to)]);
  const all = [...around, agreement].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return {
    ...policy,
    agreements: new Map([...policy.agreements, [country, all]]),
    names: new Map([...policy.names, [country, name]]),
  };
}

function partBefore(held: Agreement, from: IsoDate): readonly Agreement[] {
  if (held.validFrom >= from) return [];
  const isLonger = held.validTo === null || held.validTo >= from;
  return [isLonger ? { ...held, validTo: dayBeside(from, -1) } : held];
}

function partAfter(held: Agreement, to: IsoDate | null): readonly Agreement[] {
  const next = to === null ? null : dayBeside(to, 1);
  if (next === null || (held.validTo !== null && held.validTo < next)) return [];
  return [held.validFrom >= next ? held : { ...held, validFrom: next }];
}
