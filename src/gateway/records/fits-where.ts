import { INVALID, type NationalRecord, type RecordValue } from '../../countries/national-query.ts';
import type { ConditionField, RecordCondition } from '../../countries/record-condition.ts';

/**
 * Does `record` fit? Its values have been asked and checked (one that does not fit its coordinate is INVALID).
 *
 * Null and INVALID fit no value and no day; INVALID fits neither `isNull`. `not` is plain negation: what does not fit.
 */
export function fitsWhere(record: NationalRecord, condition: RecordCondition): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((one) => fitsWhere(record, one));
    case 'any':
      return condition.of.some((one) => fitsWhere(record, one));
    case 'not':
      return !fitsWhere(record, condition.of);
    case 'in':
      return textsOf(record, condition.field).some((text) => condition.values.includes(text));
    case 'begins':
      return textsOf(record, condition.field).some((text) =>
        condition.values.some((value) => text.startsWith(value)),
      );
    case 'day': {
      const { from, to } = condition;
      return textsOf(record, condition.field).some(
        (day) => (from === null || from <= day) && (to === null || day <= to),
      );
    }
    case 'null':
      return (
        ownValueOf(record, condition.field) !== INVALID &&
        (textsOf(record, condition.field).length === 0) === condition.is
      );
    default:
      return condition satisfies never;
  }
}

/** What is compared: one text, or the codes of the handling; nothing where there is no value. */
function textsOf(record: NationalRecord, field: ConditionField): readonly string[] {
  if (field === 'handling') return shownHandling(record.facts.handling);
  const value = ownValueOf(record, field);
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null && value.iccs !== null ? [value.iccs] : [];
}

function ownValueOf(record: NationalRecord, field: ConditionField): RecordValue {
  return field === 'handling' ? null : (record.values[field] ?? null);
}

/** Codes as they are shown: one that nobody knows, or none at all, is H3 (decision-rules.md). */
export function shownHandling(handling: readonly string[]): readonly string[] {
  const codes = handling.map((code) => (/^H[0-3]$/.test(code) ? code : 'H3'));
  return codes.length > 0 ? [...new Set(codes)].sort() : ['H3'];
}
