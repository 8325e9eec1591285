import type { NativeKeys } from './native-request.ts';

/** Whether a value of a row is one of those that `keys` names: a text, compared in NFC, as handles and references are read. */
export function keyTest({ values }: NativeKeys): (value: unknown) => boolean {
  const named = new Set(values.map((value) => value.normalize('NFC')));
  return (value) => typeof value === 'string' && named.has(value.normalize('NFC'));
}
