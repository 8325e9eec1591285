import {
  AGREEMENT_KINDS,
  type AgreementKind,
  type CountryCode,
  EUROPOL,
  INTERPOL,
  type IsoDate,
} from '../terms.ts';
import type { ColumnCase, ConsentCase } from './access-matrix.ts';
import { type Agreement, agreementOf, type Policy } from './policy.ts';

const NO_CONSENT: ConsentCase = { title: 'no consent', standing: 'none', item: false };
const STANDING: ConsentCase = { title: 'standing consent', standing: 'general', item: false };
const ITEM: ConsentCase = { title: 'item consent', standing: 'none', item: true };

/** The country whose data are asked for, where a matrix is of kinds: no code of a country. */
const OWNER = 'OWNER';

/** A column for each kind of agreement, and a policy in which somebody holds it, before an owner who holds `ownerKind`. */
export function columnsByKind(
  policy: Policy,
  date: IsoDate,
  ownerKind: AgreementKind,
): { readonly policy: Policy; readonly columns: readonly ColumnCase[] } {
  const held = new Map<CountryCode, readonly Agreement[]>();
  for (const country of [EUROPOL, INTERPOL]) {
    const agreement = agreementOf(policy, country, date);
    if (agreement !== null) held.set(country, [agreement]);
  }
  for (const kind of AGREEMENT_KINDS) held.set(kind, [agreementFor(kind, kind, date)]);
  held.set(OWNER, [agreementFor(OWNER, ownerKind, date)]);
  const names = new Map([...held.keys()].map((country) => [country, country]));
  return {
    policy: { ...policy, agreements: held, names, scopes: new Map(), consents: new Map() },
    columns: AGREEMENT_KINDS.map((kind) => ({
      title: kind,
      requester: kind,
      owner: OWNER,
      consents: [NO_CONSENT, STANDING, ITEM],
    })),
  };
}

function agreementFor(country: CountryCode, kind: AgreementKind, date: IsoDate): Agreement {
  return {
    country,
    name: country,
    kind,
    validFrom: date,
    validTo: date,
    row: 0,
    legalBasis: '',
    legalBases: [],
  };
}

/** A column for each country as owner before `requester`, itself included; standing consents are those of the tables. */
export function columnsByOwner(policy: Policy, requester: CountryCode): readonly ColumnCase[] {
  const owners = [...policy.names.keys()].filter((owner) => owner !== EUROPOL && owner !== INTERPOL).sort();
  const consents = [
    { ...NO_CONSENT, title: 'as consents stand', standing: null },
    { ...ITEM, standing: null },
  ];
  return owners.map((owner) => ({ title: owner, requester, owner, consents }));
}
