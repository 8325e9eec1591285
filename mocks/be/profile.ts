import type { NativeProfile } from '../native-rows.ts';

/** One for both languages. */
const MARKING: NativeProfile['marking'] = {
  handle: 'fiche_id',
  handling: 'behandelingscode',
  addressees: 'bestemmelingen',
  itemConsents: 'toestemmingen',
  protected: 'beschermd',
  sourceEvaluation: 'bronbeoordeling',
  informationEvaluation: 'informatiebeoordeling',
};

const OVERVIEW: NativeProfile['overview'] = {
  modusOperandi: 'modus_operandi',
  victimsIdentified: 'slachtoffers_geïdentificeerd',
  victimsSafeguarded: 'slachtoffers_in_veiligheid',
  victimsKnown: 'slachtoffers_bekend',
};

export const dutch: NativeProfile = {
  code: 'BE',
  marking: MARKING,
  overview: OVERVIEW,
  lists: {
    arrests: {
      native: 'aanhoudingen',
      fields: {
        caseRef: 'pv_nummer',
        date: 'datum',
        placeNuts2: 'regio_nuts2',
        offence: 'wetsartikel',
        status: 'statuut',
        ageBand: 'leeftijdsgroep',
      },
    },
    suspects: {
      native: 'verdachten',
      fields: {
        caseRef: 'pv_nummer',
        dataSubjectCategory: 'hoedanigheid',
        identifiedOn: 'datum_identificatie',
        placeNuts2: 'regio_nuts2',
        offence: 'wetsartikel',
        ageBand: 'leeftijdsgroep',
      },
    },
    searches: {
      native: 'huiszoekingen',
      fields: { caseRef: 'pv_nummer', date: 'datum', placeNuts2: 'regio_nuts2', warrantBasis: 'grondslag' },
    },
    seizures: {
      native: 'inbeslagnemingen',
      fields: {
        exhibitRef: 'overtuigingsstuk',
        deviceType: 'toesteltype',
        itemCount: 'aantal_stuks',
        dataVolumeTb: 'volume_tb',
      },
    },
    forensicExams: {
      native: 'onderzoeken',
      fields: {
        exhibitRef: 'overtuigingsstuk',
        status: 'statuut',
        deviceType: 'toesteltype',
        openedOn: 'datum_aanvang',
        completedOn: 'datum_einde',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 jaar',
      AGE_30_44: '30-44 jaar',
      AGE_45_59: '45-59 jaar',
      AGE_60_PLUS: '60 jaar en ouder',
    },
    dataSubjectCategory: {
      SUSPECT: 'verdachte',
      CONVICTED: 'veroordeelde',
      POTENTIAL: 'mogelijke_dader',
      CONTACT_ASSOCIATE: 'contactpersoon',
    },
    warrantBasis: {
      COURT_ORDER: 'huiszoekingsbevel',
      PROSECUTOR_ORDER: 'vordering_van_het_parket',
      CONSENT: 'toestemming',
      URGENCY: 'hoogdringendheid',
    },
    protected: { yes: true, no: false },
  },
  date: toDay,
  count: (value) => value,
  volume: (value) => value,
};

export const french: NativeProfile = {
  code: 'BE',
  marking: MARKING,
  overview: OVERVIEW,
  lists: {
    arrests: {
      native: 'arrestations',
      fields: {
        caseRef: 'numéro_pv',
        date: 'date',
        placeNuts2: 'région_nuts2',
        offence: 'article_de_loi',
        status: 'statut',
        ageBand: 'tranche_âge',
      },
    },
    suspects: {
      native: 'suspects',
      fields: {
        caseRef: 'numéro_pv',
        dataSubjectCategory: 'qualité',
        identifiedOn: 'date_identification',
        placeNuts2: 'région_nuts2',
        offence: 'article_de_loi',
        ageBand: 'tranche_âge',
      },
    },
    searches: {
      native: 'perquisitions',
      fields: { caseRef: 'numéro_pv', date: 'date', placeNuts2: 'région_nuts2', warrantBasis: 'fondement' },
    },
    seizures: {
      native: 'saisies',
      fields: {
        exhibitRef: 'pièce_à_conviction',
        deviceType: 'type_appareil',
        itemCount: 'nombre_de_pièces',
        dataVolumeTb: 'volume_to',
      },
    },
    forensicExams: {
      native: 'analyses',
      fields: {
        exhibitRef: 'pièce_à_conviction',
        status: 'statut',
        deviceType: 'type_appareil',
        openedOn: 'date_début',
        completedOn: 'date_fin',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 ans',
      AGE_30_44: '30-44 ans',
      AGE_45_59: '45-59 ans',
      AGE_60_PLUS: '60 ans et plus',
    },
    dataSubjectCategory: {
      SUSPECT: 'suspect',
      CONVICTED: 'condamné',
      POTENTIAL: 'auteur_potentiel',
      CONTACT_ASSOCIATE: 'contact',
    },
    warrantBasis: {
      COURT_ORDER: 'mandat_de_perquisition',
      PROSECUTOR_ORDER: 'réquisition_du_parquet',
      CONSENT: 'consentement',
      URGENCY: 'urgence',
    },
    protected: { yes: true, no: false },
  },
  date: toDay,
  count: (value) => value,
  volume: (value) => value,
};

function toDay(iso: string): string {
  return iso.split('-').reverse().join('/');
}
