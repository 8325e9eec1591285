/** Faults of content: the text of a right answer made wrong, in the grammar of its protocol. */
import { alterCsv } from './alter-csv.ts';
import { alterJson } from './alter-json.ts';
import { alterXml } from './alter-xml.ts';
import { CANARY } from './canary.ts';

/** Names by which a country's records are found in its answers. */
export interface NativeNames {
  readonly handle: string;
  /** Of every list, in every language. */
  readonly lists: readonly string[];
}

export type BodyFault = 'malformed_body' | 'wrong_types' | 'more_fields' | 'foreign_record';

/** `text` with the fault; `type` is the content type that came with it. */
export function alterBody(fault: BodyFault, type: string, text: string, names: NativeNames): string {
  if (type.includes('ndjson')) return alterLines(fault, text);
  if (type.includes('json')) return alterJson(fault, text);
  if (type.includes('xml')) return alterXml(fault, text, names);
  if (type.includes('csv')) return alterCsv(fault, text);
  throw new Error(`no grammar for ${type}`);
}

/** NDJSON: a JSON text on each line; the last one is the trailer. */
function alterLines(fault: BodyFault, text: string): string {
  const lines = text.trimEnd().split('\n');
  const records = lines.slice(0, -1);
  const trailer = lines.at(-1) ?? '';
  switch (fault) {
    case 'malformed_body':
      return `${CANARY}\n${text}`;
    case 'foreign_record':
      return [...records, JSON.stringify({ [CANARY]: CANARY }), trailer, ''].join('\n');
    case 'wrong_types':
      return [...lines.map((line) => alterJson(fault, line)), ''].join('\n');
    case 'more_fields':
      return [...records.map((line) => alterJson(fault, line)), trailer, ''].join('\n');
  }
}
