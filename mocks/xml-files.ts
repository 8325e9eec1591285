/** A national drop of XML files in parts: an index, one file for each part in its own language, one overview. */
import { type DroppedFile, serveFiles } from './file-drop.ts';
import { type ListName, type MockSystem, toAsked } from './mock-system.ts';
import { canonicalNames, type NativeProfile, type NativeRow } from './native-rows.ts';
import type { NationalWorld } from './world.ts';

export interface XmlFilesMock {
  readonly folder: string;
  readonly index: {
    readonly file: string;
    readonly root: string;
    readonly entry: string;
    readonly part: string;
    readonly language: string;
    readonly name: string;
  };
  readonly part: { readonly root: string; readonly total: string; readonly row: string };
  readonly overview: {
    readonly file: string;
    readonly root: string;
    readonly profile: NativeProfile;
    readonly row: NativeRow;
  };
  readonly parts: readonly XmlPart[];
}

export interface XmlPart {
  readonly part: string;
  readonly language: string;
  readonly name: string;
  /** The words of this part's language. */
  readonly profile: NativeProfile;
  readonly lists: Readonly<Record<ListName, readonly NativeRow[]>>;
}

export function serveXmlFiles(world: NationalWorld, mock: XmlFilesMock): Promise<MockSystem> {
  const files = new Map<string, DroppedFile>([
    [mock.index.file, { body: indexOf(mock), asked: [] }],
    [mock.overview.file, overviewOf(mock)],
    ...mock.parts.map((part): [string, DroppedFile] => [part.name, partOf(mock, part)]),
  ]);
  return serveFiles(world, mock.folder, 'application/xml; charset=utf-8', files);
}

function indexOf({ index, parts }: XmlFilesMock): string {
  const entries = parts.map(({ part, language, name }) =>
    element(index.entry, leaf(index.part, part) + leaf(index.language, language) + leaf(index.name, name)),
  );
  return document(index.root, entries.join('\n'));
}

function overviewOf({ overview }: XmlFilesMock): DroppedFile {
  const row = { ...overview.row, synthetic: true };
  return {
    body: document(overview.root, rowOf(row)),
    asked: [toAsked('overview', Object.keys(row), canonicalNames(overview.profile, 'overview'), false)],
  };
}

function partOf(mock: XmlFilesMock, part: XmlPart): DroppedFile {
  const lists = Object.keys(part.lists) as ListName[];
  const bodies = lists.map((list) => {
    const rows = part.lists[list].map((row) => element(mock.part.row, rowOf(row)));
    const total = leaf(mock.part.total, part.profile.count(rows.length));
    return element(part.profile.lists[list].native, [total, ...rows].join('\n'));
  });
  const head = leaf(mock.index.part, part.part) + leaf(mock.index.language, part.language);
  return {
    body: document(mock.part.root, [head, ...bodies].join('\n')),
    asked: lists.map((list) => {
      const names = canonicalNames(part.profile, list);
      return toAsked(list, [...Object.keys(names), 'synthetic'], names, true);
    }),
  };
}

/** A list of several values is its element several times; no value is an empty element. */
function rowOf(row: NativeRow): string {
  return Object.entries(row)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((item) => leaf(name, item)))
    .join('');
}

function document(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content)}\n`;
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function leaf(name: string, value: unknown): string {
  return element(name, value === null || value === undefined ? '' : escaped(String(value)));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
