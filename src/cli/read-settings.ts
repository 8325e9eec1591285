import { readFileSync } from 'node:fs';
import type { Config, Environment } from '../config.ts';
import { readConfig } from '../read-config.ts';
import { optionError } from './read-option.ts';

/** The settings that a command beside a gateway goes by. Throws BAD_USER_INPUT and CONFIGURATION_INVALID. */
export async function readSettings(file: string, environment: Environment): Promise<Config> {
  const text = readText(file);
  // Imported here and not above: a country that cannot be imported stops the commands that read settings, and no other.
  const { COUNTRIES } = await import('../countries/registry.ts');
  return readConfig(text, file, environment, COUNTRIES.keys());
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const remedy = 'start the demo (`npm run demo`), or give your settings';
    throw optionError('--config', `${file} cannot be read`, remedy, cause);
  }
}
