import type { ListName } from '../terms.ts';
import type { RecordField } from './national-query.ts';

/** One key of an order. */
export interface OrderKey {
  readonly field: RecordField;
  readonly isDescending: boolean;
}

/**
 * Codes of the contract in the order in which they are sorted: that of their enum in the public schema (`concordat check`
 * compares the two). A field that is not here is sorted by its own value.
 */
export const CODE_ORDERS = {
  arrests: {
    status: ['IN_CUSTODY', 'RELEASED_UNDER_INVESTIGATION', 'CHARGED', 'RELEASED_NO_ACTION'],
    ageBand: ['AGE_18_29', 'AGE_30_44', 'AGE_45_59', 'AGE_60_PLUS'],
  },
  suspects: {
    dataSubjectCategory: [
      'SUSPECT',
      'CONVICTED',
      'POTENTIAL',
      'CONTACT_ASSOCIATE',
      'INFORMANT',
      'WITNESS',
      'VICTIM',
    ],
    ageBand: ['AGE_18_29', 'AGE_30_44', 'AGE_45_59', 'AGE_60_PLUS'],
  },
  searches: { warrantBasis: ['COURT_ORDER', 'PROSECUTOR_ORDER', 'CONSENT', 'URGENCY'] },
  seizures: { deviceType: ['COMPUTER', 'STORAGE_MEDIUM', 'MOBILE_DEVICE', 'OTHER'] },
  forensicExams: {
    status: ['PENDING', 'IN_PROGRESS', 'COMPLETED'],
    deviceType: ['COMPUTER', 'STORAGE_MEDIUM', 'MOBILE_DEVICE', 'OTHER'],
  },
} as const satisfies Record<ListName, { readonly [field in RecordField]?: readonly string[] }>;

/** What `orderBy` of a list says: it has been coerced, checked and permitted. */
export function toRecordOrder(
  orderBy: readonly { readonly field: string; readonly direction: string }[],
): readonly OrderKey[] {
  return orderBy.map(({ field, direction }) => ({
    field: toFieldName(field) as RecordField,
    isDescending: direction === 'DESC',
  }));
}

/** The field that a word of an order names: `PLACE_NUTS2` is `placeNuts2`. */
export function toFieldName(word: string): string {
  return word.toLowerCase().replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
