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
 * One question after the other by `decide`, nothing reduced, remembered or joined.
 */
export function naiveChanges(before: PlainVersion, after: PlainVersion, sample: Sample): readonly string[] {
  const lines: string[] = [];
  const coordinates = new Set([...before.fields, ...after.fields].map(({ coordinate }) => coordinate));
  for (const coordinate of coordinates) {
    const sides = [before, after].map(({ policy, fields }) => ({
      policy,
      ways: fields.find((field) => field.coordinate === coordinate)?.ways ?? [],
    }));
    // What is PUBLIC is open, whoever's it is.
    const gates = sides.flatMap(({ ways }) => ways.flat()).filter(({ category }) => category !== 'PUBLIC');
    const isEuropols = gates.length > 0 && gates.every(({ owner }) => owner === 'EUROPOL');
    for (const owner of isEuropols ? ['XE'] : sample.countries) {
      for (const question of questionsOf(owner, sample)) {
        const [was = 0, is = 0] = sides.map(({ policy, ways }) => effectOf(policy, ways, question));
        if (was === is) continue;
        const step = `${is > was ? 'opens' : 'closes'} ${EFFECTS[was]}>${EFFECTS[is]}`;
        lines.push(`${step} ${coordinate} ${questionKey(question)}`);
      }
    }
  }
  return lines.sort();
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

function effectOf(policy: Policy, ways: PlainField['ways'], question: Question): number {
  const { requester, date, crimeArea, purpose, participant } = question;
  let widest = 0;
  for (const way of ways) {
    let strictest = 4;
    for (const { category, owner: kind, from } of way) {
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
      const given = effect === 'HIT_NO_HIT' && from === 'HIT_NO_HIT' ? 'ALLOW' : effect;
      strictest = Math.min(strictest, EFFECTS.indexOf(given));
    }
    widest = Math.max(widest, strictest);
  }
  return widest;
}
