import type { ListName, MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import { serveXmlFiles, type XmlPart } from '../xml-files.ts';
import { type Language, PROFILES } from './profile.ts';

/** The cantons of the operation and the language each writes in. */
const CANTONS: Readonly<Record<string, Language>> = {
  AG: 'de',
  BE: 'de',
  BS: 'de',
  GE: 'fr',
  LU: 'de',
  SG: 'de',
  TI: 'it',
  VD: 'fr',
  VS: 'fr',
  ZH: 'de',
};
const FILE_WORDS: Readonly<Record<Language, string>> = { de: 'fälle', fr: 'affaires', it: 'casi' };

/** Switzerland: a file for each canton, in its language, whether it has results or not; nobody adds them up. */
export function serveSwitzerland(world: NationalWorld): Promise<MockSystem> {
  return serveXmlFiles(world, {
    folder: 'ablage',
    index: {
      file: 'verzeichnis.xml',
      root: 'verzeichnis',
      entry: 'datei',
      part: 'kanton',
      language: 'sprache',
      name: 'dateiname',
    },
    part: { root: 'kantonsdaten', total: 'total', row: 'eintrag' },
    overview: {
      file: 'übersicht.xml',
      root: 'übersicht',
      profile: PROFILES.de,
      row: nativeOverview(PROFILES.de, world),
    },
    parts: Object.entries(CANTONS).map(([canton, language]) => partOf(world, canton, language)),
  });
}

function partOf(world: NationalWorld, canton: string, language: Language): XmlPart {
  const profile = PROFILES[language];
  const own: NationalWorld = {
    ...world,
    arrests: world.arrests.filter(({ caseRef }) => cantonOf(caseRef) === canton),
    suspects: world.suspects.filter(({ caseRef }) => cantonOf(caseRef) === canton),
    searches: world.searches.filter(({ caseRef }) => cantonOf(caseRef) === canton),
    seizures: world.seizures.filter(({ exhibitRef }) => cantonOfExhibit(world, exhibitRef) === canton),
    forensicExams: world.forensicExams.filter(
      ({ exhibitRef }) => cantonOfExhibit(world, exhibitRef) === canton,
    ),
  };
  const rows = (list: ListName) => nativeRows(profile, own, list);
  return {
    part: canton,
    language,
    name: `${FILE_WORDS[language]}-${canton}-${language}.xml`,
    profile,
    lists: {
      arrests: rows('arrests'),
      suspects: rows('suspects'),
      searches: rows('searches'),
      seizures: rows('seizures'),
      forensicExams: rows('forensicExams'),
    },
  };
}

function cantonOf(caseRef: string): string {
  const canton = caseRef.split('-')[2];
  if (canton === undefined || !Object.hasOwn(CANTONS, canton)) throw new Error(`${caseRef}: no canton`);
  return canton;
}

/** Exhibits are numbered in the order of the searches, four to each (one for each type of device). */
function cantonOfExhibit(world: NationalWorld, exhibitRef: string): string {
  const number = Number(exhibitRef.split('-').at(-1));
  const search = world.searches[Math.floor((number - 1) / 4)];
  // An exhibit without a search stands in the first canton.
  return search === undefined ? 'AG' : cantonOf(search.caseRef);
}
