import { BadRequest } from './rest/bad-request.ts';

/** The names in `text`, parted by commas, each once. Throws BadRequest when one is empty or there twice. */
export function readNames(text: string): string[] {
  const names = text.split(',');
  if (names.includes('')) throw new BadRequest('a name is missing');
  if (new Set(names).size < names.length) throw new BadRequest('a name is there twice');
  return names;
}
