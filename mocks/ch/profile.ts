import type { NativeProfile } from '../native-rows.ts';

export type Language = 'de' | 'fr' | 'it';

/** The frame is the coordination office's, the same in every language. */
const FRAME = {
  code: 'CH',
  marking: {
    handle: 'kennung',
    handling: 'handhabungscode',
    addressees: 'empfänger',
    itemConsents: 'einzelzustimmungen',
    protected: 'geschützt',
    sourceEvaluation: 'quellenbewertung',
    informationEvaluation: 'informationsbewertung',
  },
  overview: {
    modusOperandi: 'vorgehensweise',
    victimsIdentified: 'geschaedigte_identifiziert',
    victimsSafeguarded: 'geschaedigte_in_sicherheit',
    victimsKnown: 'geschaedigte_bekannt',
  },
  date: (iso: string) => iso.split('-').reverse().join('.'),
  count: (value: number) => withApostrophes(String(value)),
  volume: (value: number) => withApostrophes(value.toFixed(1)),
};
const PROTECTED = { yes: 'ja', no: 'nein' };

/** Lists, fields and words by the language of the canton. */
export const PROFILES: Readonly<Record<Language, NativeProfile>> = {
  de: {
    ...FRAME,
    lists: {
      arrests: {
        native: 'festnahmen',
        fields: {
          caseRef: 'verfahrensnummer',
          date: 'datum',
          placeNuts2: 'grossregion_nuts2',
          offence: 'tatbestand',
          status: 'status',
          ageBand: 'altersgruppe',
        },
      },
      suspects: {
        native: 'beschuldigte',
        fields: {
          caseRef: 'verfahrensnummer',
          dataSubjectCategory: 'personenkategorie',
          identifiedOn: 'datum_der_identifikation',
          placeNuts2: 'grossregion_nuts2',
          offence: 'tatbestand',
          ageBand: 'altersgruppe',
        },
      },
      searches: {
        native: 'hausdurchsuchungen',
        fields: {
          caseRef: 'verfahrensnummer',
          date: 'datum',
          placeNuts2: 'grossregion_nuts2',
          warrantBasis: 'anordnungsgrundlage',
        },
      },
      seizures: {
        native: 'beschlagnahmen',
        fields: {
          exhibitRef: 'asservatnummer',
          deviceType: 'gerätetyp',
          itemCount: 'stückzahl',
          dataVolumeTb: 'datenmenge_tb',
        },
      },
      forensicExams: {
        native: 'auswertungen',
        fields: {
          exhibitRef: 'asservatnummer',
          status: 'status',
          deviceType: 'gerätetyp',
          openedOn: 'datum_der_eröffnung',
          completedOn: 'datum_des_abschlusses',
        },
      },
    },
    words: {
      ageBand: {
        AGE_18_29: '18-29 Jahre',
        AGE_30_44: '30-44 Jahre',
        AGE_45_59: '45-59 Jahre',
        AGE_60_PLUS: '60 Jahre und älter',
      },
      dataSubjectCategory: {
        SUSPECT: 'beschuldigt',
        CONVICTED: 'verurteilt',
        POTENTIAL: 'mögliche_täterschaft',
        CONTACT_ASSOCIATE: 'kontaktperson',
      },
      warrantBasis: {
        COURT_ORDER: 'gerichtliche_anordnung',
        PROSECUTOR_ORDER: 'befehl_der_staatsanwaltschaft',
        CONSENT: 'einwilligung',
        URGENCY: 'gefahr_im_verzug',
      },
      protected: PROTECTED,
    },
  },
  fr: {
    ...FRAME,
    lists: {
      arrests: {
        native: 'arrestations',
        fields: {
          caseRef: 'numéro_de_procédure',
          date: 'date',
          placeNuts2: 'grande_région_nuts2',
          offence: 'infraction',
          status: 'statut',
          ageBand: 'tranche_d_âge',
        },
      },
      suspects: {
        native: 'prévenus',
        fields: {
          caseRef: 'numéro_de_procédure',
          dataSubjectCategory: 'catégorie_de_personne',
          identifiedOn: 'date_d_identification',
          placeNuts2: 'grande_région_nuts2',
          offence: 'infraction',
          ageBand: 'tranche_d_âge',
        },
      },
      searches: {
        native: 'perquisitions',
        fields: {
          caseRef: 'numéro_de_procédure',
          date: 'date',
          placeNuts2: 'grande_région_nuts2',
          warrantBasis: 'base_du_mandat',
        },
      },
      seizures: {
        native: 'séquestres',
        fields: {
          exhibitRef: 'numéro_de_scellé',
          deviceType: 'type_d_appareil',
          itemCount: 'nombre_d_objets',
          dataVolumeTb: 'volume_de_données_tb',
        },
      },
      forensicExams: {
        native: 'analyses',
        fields: {
          exhibitRef: 'numéro_de_scellé',
          status: 'statut',
          deviceType: 'type_d_appareil',
          openedOn: 'date_d_ouverture',
          completedOn: 'date_de_clôture',
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
        SUSPECT: 'prévenu',
        CONVICTED: 'condamné',
        POTENTIAL: 'auteur_potentiel',
        CONTACT_ASSOCIATE: 'contact',
      },
      warrantBasis: {
        COURT_ORDER: 'ordonnance_judiciaire',
        PROSECUTOR_ORDER: 'mandat_du_ministère_public',
        CONSENT: 'consentement',
        URGENCY: 'péril_en_la_demeure',
      },
      protected: PROTECTED,
    },
  },
  it: {
    ...FRAME,
    lists: {
      arrests: {
        native: 'arresti',
        fields: {
          caseRef: 'numero_di_procedimento',
          date: 'data',
          placeNuts2: 'grande_regione_nuts2',
          offence: 'reato',
          status: 'stato',
          ageBand: 'fascia_d_età',
        },
      },
      suspects: {
        native: 'imputati',
        fields: {
          caseRef: 'numero_di_procedimento',
          dataSubjectCategory: 'categoria_di_persona',
          identifiedOn: 'data_di_identificazione',
          placeNuts2: 'grande_regione_nuts2',
          offence: 'reato',
          ageBand: 'fascia_d_età',
        },
      },
      searches: {
        native: 'perquisizioni',
        fields: {
          caseRef: 'numero_di_procedimento',
          date: 'data',
          placeNuts2: 'grande_regione_nuts2',
          warrantBasis: 'base_del_mandato',
        },
      },
      seizures: {
        native: 'sequestri',
        fields: {
          exhibitRef: 'numero_di_reperto',
          deviceType: 'tipo_di_apparecchio',
          itemCount: 'numero_di_oggetti',
          dataVolumeTb: 'volume_di_dati_tb',
        },
      },
      forensicExams: {
        native: 'analisi',
        fields: {
          exhibitRef: 'numero_di_reperto',
          status: 'stato',
          deviceType: 'tipo_di_apparecchio',
          openedOn: 'data_di_apertura',
          completedOn: 'data_di_chiusura',
        },
      },
    },
    words: {
      ageBand: {
        AGE_18_29: '18-29 anni',
        AGE_30_44: '30-44 anni',
        AGE_45_59: '45-59 anni',
        AGE_60_PLUS: '60 anni e oltre',
      },
      dataSubjectCategory: {
        SUSPECT: 'imputato',
        CONVICTED: 'condannato',
        POTENTIAL: 'autore_potenziale',
        CONTACT_ASSOCIATE: 'contatto',
      },
      warrantBasis: {
        COURT_ORDER: 'ordine_del_giudice',
        PROSECUTOR_ORDER: 'mandato_del_ministero_pubblico',
        CONSENT: 'consenso',
        URGENCY: 'pericolo_nel_ritardo',
      },
      protected: PROTECTED,
    },
  },
};

/** 1'234.5: an apostrophe between groups of three. */
function withApostrophes(text: string): string {
  return text.replaceAll(/\B(?=(?:\d{3})+(?:\.|$))/g, "'");
}
