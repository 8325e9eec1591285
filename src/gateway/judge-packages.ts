/** Which intelligence packages go to the requester: each is its provider's, and is addressed to its recipient. */
import { accessOf } from '../access/access-map.ts';
import { type Closure, closureOf } from '../access/closure-of.ts';
import { type RecordFacts, toRecordFacts } from '../access/record-facts.ts';
import type { CountryCode } from '../terms.ts';
import type { RecordKey } from './judge-records.ts';
import type { OperationScope } from './query-scope.ts';

type Data = Readonly<Record<string, unknown>>;

/** The packages of one provider: those that go, and how many do not. */
export interface ProviderPackages {
  readonly released: readonly Data[];
  readonly withheld: number;
  /** Why some are withheld that the provider could still release; null when none is. */
  readonly consentable: Closure | null;
}

/**
 * The packages in `data`, Europol's answer by response key, by provider. Only packages of providers of whom they were
 * asked count, whoever else Europol sent along; and of these it is judged once more which go.
 */
export function judgePackages(
  { accessClass, compiled, map }: OperationScope,
  data: Data,
): ReadonlyMap<CountryCode, ProviderPackages> {
  const requester = accessClass.requester.country;
  const access = accessOf(map, 'Operation.intelligencePackages');
  const closureFor = (row: Data): Closure | null =>
    closureOf(accessClass, access, String(row.provider), factsOf(row, requester));
  const judged = new Map<CountryCode, { released: Data[]; withheld: number; consentable: Closure | null }>();
  for (const [key, { name, args }] of compiled.hub) {
    if (name !== 'intelligencePackages') continue;
    const rows = Array.isArray(data[key]) ? (data[key] as readonly Data[]) : [];
    for (const owner of args.owners as readonly CountryCode[]) {
      const known = judged.get(owner) ?? { released: [], withheld: 0, consentable: null };
      judged.set(owner, known);
      for (const row of rows) {
        if (row.provider !== owner) continue;
        const closure = closureFor(row);
        if (!isOfFacts(args, requester)) {
          if (closure === null) known.released.push(withFacts(row, requester));
        } else if (closure !== null) {
          known.withheld += 1;
          if (closure.reason === 'H2_NOT_AN_ADDRESSEE') known.consentable = closure;
        }
      }
    }
  }
  return judged;
}

/** The message that brings the border facts of every package, and no field of any (src/access/compile-hub.ts). */
function isOfFacts({ owners, releasedTo }: Data, requester: CountryCode): boolean {
  return releasedTo === undefined && !(Array.isArray(owners) && owners.includes(requester));
}

function factsOf(row: Data, requester: CountryCode): RecordFacts {
  const marking = {
    handling: Array.isArray(row.handling) ? row.handling.map(String) : [],
    addressees: typeof row.recipient === 'string' ? [row.recipient] : [],
    itemConsents: [],
    protected: false,
  };
  return toRecordFacts(marking, requester, '');
}

function withFacts(row: Data, requester: CountryCode): Data {
  const own = factsOf(row, requester);
  const key: RecordKey = { facts: { own, travel: own }, list: 'packages', handle: String(row.entry) };
  return { ...row, _facts: key };
}
