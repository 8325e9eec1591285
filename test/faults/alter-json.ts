import type { BodyFault } from './alter-body.ts';
import { CANARY } from './canary.ts';

/** A JSON text with `fault`, at every place where there is one for it. */
export function alterJson(fault: BodyFault, text: string): string {
  if (fault === 'malformed_body') return `${text}"${CANARY}`;
  return JSON.stringify(JSON.parse(text, (_, value: unknown) => alterValue(fault, value)));
}

function alterValue(fault: Exclude<BodyFault, 'malformed_body'>, value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null;
  switch (fault) {
    case 'wrong_types':
      return isObject || value === null ? value : { [CANARY]: [CANARY] };
    case 'more_fields':
      return isObject && !Array.isArray(value) ? { ...value, [CANARY]: CANARY } : value;
    case 'foreign_record':
      // A list of records; a list of texts stays.
      return Array.isArray(value) && isRecord(value[0]) ? [...value, toForeign(value[0])] : value;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As much as `record`, in another country's words. */
function toForeign(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(record).map((key) => [`${CANARY}_${key}`, CANARY]));
}
