/** How long answers of 10 MB, honest and hostile, hold the event loop while they are parsed: `node bench/large-answers.ts [word]`. */
import { setTimeout } from 'node:timers/promises';
import { checkXmlText } from '../src/countries/protocols/check-xml-text.ts';
import { parseJson } from '../src/countries/protocols/parse-json.ts';
import { parseXml } from '../src/countries/protocols/parse-xml.ts';
import { readCsv } from '../src/countries/protocols/read-csv.ts';
import { watchTurns } from './watch-turns.ts';

const times = (count: number, text: (index: number) => string, between = ''): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(between);
const row = (n: number): readonly string[] => [`R${n}`, `MOCK-${n}`, '2011-11-07', `FI1${n % 9}`, 'vangittu'];

const json = (text: string) => () => parseJson(text, 'the body');
const csv = (text: string) => () => readCsv(text, { delimiter: ';', columns: ['id'], required: [] });
const xml = (namespaces: boolean, text: string) => async () => {
  checkXmlText(text);
  const nameOf = ({ name }: { readonly name: string }): string => name;
  await parseXml(text, { nameOf, namespaces, attributes: [], repeated: [], trims: true });
};

const CASES: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['json: rows', json(`[${times(90_000, (n) => JSON.stringify({ ...row(n), to: ['DK'], n }), ',')}]`)],
  ['json: lists in each other', json('['.repeat(5e6) + ']'.repeat(5e6))],
  ['json: empty lists', json(`[${'[],'.repeat(3.3e6)}1]`)],
  ['json: empty lists, 60 deep', json(`${'[1,'.repeat(60)}${'[],'.repeat(3.2e6)}1${']'.repeat(60)}`)],
  ['json: numbers', json(`[${'1,'.repeat(5e6)}1]`)],
  ['json: one object', json(`{${times(800_000, (n) => `"k${n}":1`, ',')}}`)],
  ['json: objects of a key each', json(`[${times(600_000, (n) => `{"k${n}":1}`, ',')}]`)],
  ['json: blanks', json(`${' '.repeat(9.9e6)}1`)],
  ...[false, true].flatMap((resolves) => {
    const name = resolves ? 'xml with namespaces' : 'xml';
    const cell = (text: string): string => `<c>${text}</c>`;
    return [
      [`${name}: rows`, `<a>${times(24_000, (n) => `<r>${row(n).map(cell).join('')}</r>`)}</a>`],
      [`${name}: empty elements`, `<a>${'<a/>'.repeat(290_000)}</a>`],
      [`${name}: names`, `<a>${times(280_000, (n) => `<b${n}/>`)}</a>`],
      [`${name}: attributes`, `<a>${'<a b="1" c="2" d="3" e="4"/>'.repeat(290_000)}</a>`],
      [`${name}: attributes of one element`, `<a ${times(800_000, (n) => `a${n}="1"`, ' ')}/>`],
      [`${name}: words`, `<a>${'x '.repeat(4.9e6)}</a>`],
    ].map(([what = '', text = '']): [string, () => Promise<unknown>] => [what, xml(resolves, text)]);
  }),
  ['csv: rows', csv(`id;ref;day;place;state\n${times(190_000, (n) => `${row(n).join(';')}\n`)}`)],
  ['csv: short lines', csv(`id\n${'a\n'.repeat(4.9e6)}`)],
  ['csv: columns', csv(`id${';x'.repeat(4e6)}\n`)],
];

const [, , word = ''] = process.argv;
for (const [name, parse] of CASES.filter(([one]) => one.includes(word))) {
  await setTimeout(20);
  const longest = watchTurns();
  const before = process.threadCpuUsage();
  const outcome = await parse().then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
  const { user, system } = process.threadCpuUsage(before);
  const figures = [longest(), (user + system) / 1000].map((one) => one.toFixed(0).padStart(6)).join('');
  process.stdout.write(`${figures}  ${name}  ${outcome}\n`);
}
