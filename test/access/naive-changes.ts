import { decide } from '../../src/access/decide.ts';
import type { Policy } from '../../src/access/policy.ts';
import { standingConsentOf } from '../../src/access/policy.ts';
import { EFFECTS } from '../../src/terms.ts';

/** A field, and what it asks: all gates of one way. Written down by the test, not read from a schema. */
export interface PlainField {
  readonly coordinate: string;
  readonly ways: readonly (readonly PlainGate[])[];
}

export interface PlainGate {
  readonly category: string;
  readonly owner: 'EUROPOL' | 'COUNTRY';
  readonly from: 'HIT_NO_HIT' | 'ALLOW';
}

export interface PlainVersion {
  readonly policy: Policy;
  readonly fields: readonly PlainField[];
}

/** What is asked: every combination of these. */
export interface Sample {
  readonly countries: readonly string[];
  readonly days: readonly string[];
  readonly areas: readonly (string | null)[];
  readonly purposes: readonly (string | null)[];
}

/**
 * Every difference between two versions, a line for each question: field, requester, owner, day, area, purpose and the rest.
 * One question after the other by `decide`, nothing reduced, remembered or joined; what one gate says to a question is said
 * to every field behind it.
 */
export function naiveChanges(before: PlainVersion, after: PlainVersion, sample: Sample): readonly string[] {
  const lines: string[] = [];
  const [one, other] = [toSide(before), toSide(after)];
  const coordinates = new Set([...before.fields, ...after.fields].map(({ coordinate }) => coordinate));
  const fields = [...coordinates].map((coordinate) => toSides(coordinate, one, other));
  for (const owner of sample.countries) {
    const asked = fields.filter(({ isEuropols }) => !isEuropols || owner === 'XE');
    for (const question of questionsOf(owner, sample)) {
      const [was, is] = [effectsOf(one, question), effectsOf(other, question)];
      for (const field of asked) {
        const [from, to] = [throughWays(field.before, was), throughWays(field.after, is)];
        if (from === to) continue;
        const step = `${to > from ? 'opens' : 'closes'} ${EFFECTS[from]}>${EFFECTS[to]}`;
        lines.push(`${step} ${field.coordinate} ${questionKey(question)}`);
      }
    }
  }
  return lines.sort();
}

interface Side extends PlainVersion {
  /** Each once. */
  readonly gates: readonly PlainGate[];
}

function toSide({ policy, fields }: PlainVersion): Side {
  return { policy, fields, gates: [...new Set(fields.flatMap(({ ways }) => ways.flat()))] };
}

/** Ways by the places of their gates. */
type Ways = readonly (readonly number[])[];

function toSides(coordinate: string, before: Side, after: Side) {
  const [was = [], is = []] = [before, after].map(
    ({ fields }) => fields.find((field) => field.coordinate === coordinate)?.ways ?? [],
  );
  // What is PUBLIC is open, whoever's it is.
  const gates = [...was, ...is].flat().filter(({ category }) => category !== 'PUBLIC');
  const placed = (ways: PlainField['ways'], { gates: all }: Side): Ways =>
    ways.map((way) => way.map((gate) => all.indexOf(gate)));
  return {
    coordinate,
    before: placed(was, before),
    after: placed(is, after),
    isEuropols: gates.length > 0 && gates.every(({ owner }) => owner === 'EUROPOL'),
  };
}

export interface Question {
  readonly requester: string;
  readonly owner: string;
  readonly date: string;
  readonly crimeArea: string | null;
  readonly purpose: string | null;
  readonly participant: boolean;
  readonly handling: string;
  readonly addressee: boolean;
  readonly itemConsent: boolean;
}

export function questionKey(question: Question): string {
  const { requester, owner, date, crimeArea, purpose, participant, handling, addressee, itemConsent } =
    question;
  return [requester, owner, date, crimeArea, purpose, participant, handling, addressee, itemConsent].join(
    ' ',
  );
}

function* questionsOf(owner: string, { countries, days, areas, purposes }: Sample): Generator<Question> {
  for (const requester of countries)
    for (const date of days)
      for (const crimeArea of areas)
        for (const purpose of purposes)
          for (const participant of [true, false])
            for (const handling of ['H0', 'H1', 'H2', 'H3'])
              for (const addressee of [true, false])
                for (const itemConsent of [true, false])
                  yield {
                    requester,
                    owner,
                    date,
                    crimeArea,
                    purpose,
                    participant,
                    handling,
                    addressee,
                    itemConsent,
                  };
}

/** Of each gate of a side. */
function effectsOf({ policy, gates }: Side, question: Question): readonly number[] {
  return gates.map((gate) => effectOf(policy, gate, question));
}

function effectOf(policy: Policy, { category, owner: kind, from }: PlainGate, question: Question): number {
  const { requester, date, crimeArea, purpose, participant } = question;
  // Europol's fields hang on no record.
  const isRecord = kind === 'COUNTRY';
  const owner = isRecord ? question.owner : 'XE';
  const consent =
    question.itemConsent && isRecord ? 'item' : standingConsentOf(policy, owner, requester, date);
  const handling = isRecord ? question.handling : 'H0';
  const addressee = isRecord && question.addressee;
  // Written out: there are millions of these.
  const { effect } = decide(
    {
      date,
      owner,
      requester,
      category,
      purpose,
      crimeArea,
      participant,
      handling,
      addressee,
      consent,
      logUp: true,
    },
    policy,
  );
  return EFFECTS.indexOf(effect === 'HIT_NO_HIT' && from === 'HIT_NO_HIT' ? 'ALLOW' : effect);
}

/** The widest way, each as strict as its strictest gate. */
function throughWays(ways: Ways, effects: readonly number[]): number {
  let widest = 0;
  for (const way of ways) {
    let strictest = 4;
    for (const gate of way) strictest = Math.min(strictest, effects[gate] ?? 0);
    widest = Math.max(widest, strictest);
  }
  return widest;
}
