import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GatewayError } from '../errors.ts';
import type { KnownFigure } from '../statistics/exact-figures.ts';
import { readKnownFigures } from '../statistics/read-known-figures.ts';

const SHIPPED = fileURLToPath(new URL('../../schema/statistics/known-figures.csv', import.meta.url));

/** What everybody knows of `operation`, from `file` or from the table that comes with the product. Throws POLICY_INVALID. */
export function loadKnownFigures(operation: string, file: string = SHIPPED): readonly KnownFigure[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new GatewayError(
      'POLICY_INVALID',
      `${file}: cannot be read: let this user read it`,
      { file },
      { cause },
    );
  }
  return readKnownFigures(file, text, operation);
}
