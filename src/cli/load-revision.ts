import { canonicalJson } from '../canonical-json.ts';
import { type KeptText, keptText } from '../ledger/entry/kept-text.ts';
import { loadPolicyTexts } from './load-policy.ts';
import { loadSchemaTexts } from './load-schema-texts.ts';

/**
 * The data that the rules are read with, as one text: the tables of agreements and the schema with its categories. The
 * evidence keeps it once and names it in every entry. Throws POLICY_INVALID and SCHEMA_INVALID for a file that cannot be read.
 */
export function loadRevision(): KeptText {
  return keptText(canonicalJson({ tables: loadPolicyTexts(), schema: loadSchemaTexts() }));
}
