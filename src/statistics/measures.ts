/** What the protected table counts, and by what it parts it. */

export const MEASURES = [
  'ARRESTS',
  'SUSPECTS',
  'ARRESTED_OR_SUSPECTED',
  'SEARCHES',
  'SEIZED_ITEMS',
  'SEIZED_DATA_TB',
  'FORENSIC_EXAMS',
] as const;
export type Measure = (typeof MEASURES)[number];

export const DIMENSIONS = ['COUNTRY', 'DEVICE_TYPE', 'FORENSIC_STATUS'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The one dimension by which the cells of a measure add up to its total. */
export const DIMENSION_OF: Readonly<Record<Measure, Dimension>> = {
  ARRESTED_OR_SUSPECTED: 'COUNTRY',
  ARRESTS: 'COUNTRY',
  SUSPECTS: 'COUNTRY',
  SEARCHES: 'COUNTRY',
  SEIZED_ITEMS: 'DEVICE_TYPE',
  SEIZED_DATA_TB: 'DEVICE_TYPE',
  FORENSIC_EXAMS: 'FORENSIC_STATUS',
};

/** `ARRESTS DE`; the total of all is `ARRESTS`. */
export function cellId(measure: Measure, code: string | null): string {
  return code === null ? measure : `${measure} ${code}`;
}
