/** Queries that nobody has seen before: 50 fields of one country, drawn by a seed. */
import type { ListName } from '../mocks/mock-system.ts';
import { seededRandom } from '../mocks/seeded-random.ts';
import type { QuerySpec } from './query-spec.ts';

const MARKED = [
  'marking { handling }',
  'marking { sourceEvaluation }',
  'marking { informationEvaluation }',
  'provenance { system }',
  'provenance { asOf }',
  'provenance { timeZone }',
];
const FIELDS: Readonly<Record<ListName, readonly string[]>> = {
  arrests: [
    'caseRef',
    'date',
    'placeNuts2',
    'offence { national }',
    'offence { iccs }',
    'status',
    'ageBand',
    ...MARKED,
  ],
  suspects: [
    'caseRef',
    'dataSubjectCategory',
    'identifiedOn',
    'placeNuts2',
    'offence { national }',
    'offence { iccs }',
    'ageBand',
    ...MARKED,
  ],
  searches: ['caseRef', 'date', 'placeNuts2', 'warrantBasis', ...MARKED],
  seizures: ['exhibitRef', 'deviceType', 'itemCount', 'dataVolumeTb', ...MARKED],
  forensicExams: ['exhibitRef', 'status', 'deviceType', 'openedOn', 'completedOn', ...MARKED],
};
const ASKED = 40;

/**
 * The query of the number `seed`: 40 of 57 fields of records and 10 others, in an order of its own and with pages of a size of
 * its own, so that neither text nor meaning comes twice in a run.
 */
export function coldSpec(seed: number): QuerySpec {
  const random = seededRandom(seed);
  const all = Object.entries(FIELDS).flatMap(([list, fields]) =>
    fields.map((field) => [list, field] as const),
  );
  const drawn = random.shuffle(all).slice(0, ASKED);
  const lists = random.shuffle(Object.keys(FIELDS) as ListName[]).map((list) => ({
    list,
    counts: ['exact'],
    hit: false,
    first: 50 + random.below(50),
    fields: drawn.flatMap(([of, field]) => (of === list ? [field] : [])),
  }));
  return {
    operation: ['codeName', 'crimeArea', 'status', 'synthetic'],
    totals: [],
    countries: ['DK'],
    overview: [],
    lists: lists.map((one) => (one.fields.length === 0 ? { ...one, first: 0 } : one)),
  };
}
