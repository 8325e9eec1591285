import type { AccessChange, TableBlock } from '../../src/access/access-change.ts';
import { type AccessVersion, comparePolicies } from '../../src/access/compare-policies.ts';
import { CRIME_AREAS } from '../../src/terms.ts';

type Records = AccessChange['steps'][number]['records'];

/** `H2` to nobody in particular without item consent, `H2 to` an addressee, `H2 by` item consent, `H2 to by` both. */
const recordWords = (records: Records) =>
  records.map(({ handling, addressee, itemConsent }) =>
    [handling, addressee ? 'to' : '', itemConsent ? 'by' : ''].filter(Boolean).join(' '),
  );

const areasWords = (areas: readonly unknown[]) =>
  areas.length > CRIME_AREAS.length ? 'any area' : areas.map((area) => area ?? 'unknown area').join('|');

/** `RS<-DE`, each pair of a block. */
export const pairsOf = ({ requesters, owners, towards }: TableBlock) =>
  requesters.flatMap((requester) =>
    (towards === 'itself' ? [requester] : owners)
      .filter((owner) => towards !== 'others' || owner !== requester)
      .map((owner) => `${requester}<-${owner}`),
  );

/**
 * What changes in the fields named, by country and day, a line for each field, pair and step, sorted, to be read in a test:
 * `opens Suspect.caseRef RS<-DE 2014-05-07.. WORK+ DENY>ALLOW: H0 by, H1 by`. `+` is a participant, `-` is none.
 */
export function changeLines(before: AccessVersion, after: AccessVersion, field: RegExp): readonly string[] {
  const changes = comparePolicies(before, after, true);
  const lines = changes.flatMap(({ direction, fields, requests, steps, byTable }) => {
    const asked = requests
      .map(({ purpose, participant }) => `${purpose}${participant ? '+' : '-'}`)
      .join(' ');
    return fields
      .filter(({ coordinate }) => field.test(coordinate))
      .flatMap(({ coordinate }) =>
        byTable.flatMap((block) => {
          const { period, areas } = block;
          const days = `${period.from ?? ''}..${period.to ?? ''}`;
          const where = areas.length === CRIME_AREAS.length ? '' : ` ${areasWords(areas)}`;
          return pairsOf(block).flatMap((pair) =>
            steps.map(
              ({ was, is, records }) =>
                `${direction} ${coordinate} ${pair} ${days}${where} ${asked} ${was}>${is}: ${recordWords(records).join(', ')}`,
            ),
          );
        }),
      );
  });
  return lines.sort();
}
