import type { ListName } from '../terms.ts';
import type { CodeList, Country } from './country.ts';
import type { RecordField } from './national-query.ts';

/** Native code to the code that is compared; null for a field that is read as it is written. */
export function codeListOf(country: Country, list: ListName, field: RecordField): CodeList | null {
  switch (field) {
    case 'status':
      return country.codes[list === 'arrests' ? 'arrestStatus' : 'forensicStatus'];
    case 'ageBand':
    case 'dataSubjectCategory':
    case 'warrantBasis':
    case 'deviceType':
    case 'offence':
      return country.codes[field];
    default:
      return null;
  }
}
