import { readFileSync } from 'node:fs';
import { expect, test } from '../jest.ts';
import { FAULTS } from './faults.ts';

const DOCUMENT = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8');
const ROWS = DOCUMENT.split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const TOXICS = [
  'latency',
  'jitter',
  'bandwidth',
  'slow_close',
  'timeout',
  'reset_peer',
  'slicer',
  'limit_data',
  'down',
];

test('there are 24 faults, each of its own name, and nine of them are those of Toxiproxy', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(24);
  expect(FAULTS.filter(({ isToxic }) => isToxic).map(({ name }) => name)).toEqual(TOXICS);
});

test('docs/reliability.md names every fault, says what it is and why, and shows it survived in all 26 countries', () => {
  const rows = ROWS.map(([, name, what, , , , survived, why]) => ({ name, what, survived, why }));
  expect(rows).toEqual(
    FAULTS.map(({ name, what, isToxic, why }) => ({
      name: `\`${name}\``,
      what: isToxic ? `${what} (Toxiproxy)` : what,
      survived: '26 of 26',
      why,
    })),
  );
});

test('docs/reliability.md shows no code and no status of a country that the list of faults does not expect', () => {
  const wordsOf = (cell = ''): string[] => cell.split(', ').map((word) => word.replace(/ \(\d+\)$/, ''));
  const unexpected = FAULTS.flatMap(({ name, seen, ...fault }, place) => {
    const [, , , codes, statuses] = ROWS[place] ?? [];
    const other = 'unless' in fault ? [fault.unless.seen] : [];
    const all = [seen, ...other];
    const expected = all.flatMap((one) =>
      one === null ? ['none', 'ANSWERED'] : [one.code, ...one.statuses],
    );
    return [...wordsOf(codes), ...wordsOf(statuses)]
      .filter((word) => !expected.includes(word))
      .map((word) => `${name}: ${word}`);
  });
  expect(unexpected).toEqual([]);
});
