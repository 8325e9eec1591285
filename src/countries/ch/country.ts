/**
 * Switzerland: one file for each canton and language. The frame of a file (parts, entries, marking) is the coordination
 * office's, in German; lists, fields and words are the canton's.
 */
import { defineCountry } from '../country.ts';
import { xmlFilesProtocol } from '../protocols/xml-files.ts';

export const switzerland = defineCountry({
  code: 'CH',
  system: 'mock-ch-faelle',
  agency:
    'Mock Koordinationsstelle Digitale Delikte / Coordination délits numériques / Coordinamento reati digitali',
  timeZone: 'Europe/Zurich',
  dateFormat: 'dd.MM.yyyy',
  numbers: { decimal: '.', thousands: "'" },
  protocol: xmlFilesProtocol({
    folder: 'ablage',
    encoding: 'utf-8',
    languages: ['de', 'fr', 'it'],
    index: {
      file: 'verzeichnis.xml',
      root: 'verzeichnis',
      entry: 'datei',
      part: 'kanton',
      language: 'sprache',
      name: 'dateiname',
    },
    part: { root: 'kantonsdaten', total: 'total', row: 'eintrag' },
    overview: { file: 'übersicht.xml', root: 'übersicht' },
  }),
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
  },
  codes: {
    arrestStatus: {
      H: 'IN_CUSTODY',
      E: 'RELEASED_UNDER_INVESTIGATION',
      A: 'CHARGED',
      F: 'RELEASED_NO_ACTION',
    },
    forensicStatus: {
      P: 'PENDING',
      L: 'IN_PROGRESS',
      F: 'COMPLETED',
    },
    deviceType: {
      '1': 'COMPUTER',
      '2': 'STORAGE_MEDIUM',
      '3': 'MOBILE_DEVICE',
      '4': 'OTHER',
    },
    ageBand: {
      '18-29 Jahre': 'AGE_18_29',
      '30-44 Jahre': 'AGE_30_44',
      '45-59 Jahre': 'AGE_45_59',
      '60 Jahre und älter': 'AGE_60_PLUS',
      '18-29 ans': 'AGE_18_29',
      '30-44 ans': 'AGE_30_44',
      '45-59 ans': 'AGE_45_59',
      '60 ans et plus': 'AGE_60_PLUS',
      '18-29 anni': 'AGE_18_29',
      '30-44 anni': 'AGE_30_44',
      '45-59 anni': 'AGE_45_59',
      '60 anni e oltre': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      beschuldigt: 'SUSPECT',
      verurteilt: 'CONVICTED',
      mögliche_täterschaft: 'POTENTIAL',
      kontaktperson: 'CONTACT_ASSOCIATE',
      informant: 'INFORMANT',
      zeuge: 'WITNESS',
      geschädigt: 'VICTIM',
      prévenu: 'SUSPECT',
      condamné: 'CONVICTED',
      auteur_potentiel: 'POTENTIAL',
      contact: 'CONTACT_ASSOCIATE',
      informateur: 'INFORMANT',
      témoin: 'WITNESS',
      lésé: 'VICTIM',
      imputato: 'SUSPECT',
      condannato: 'CONVICTED',
      autore_potenziale: 'POTENTIAL',
      contatto: 'CONTACT_ASSOCIATE',
      informatore: 'INFORMANT',
      testimone: 'WITNESS',
      danneggiato: 'VICTIM',
    },
    warrantBasis: {
      gerichtliche_anordnung: 'COURT_ORDER',
      befehl_der_staatsanwaltschaft: 'PROSECUTOR_ORDER',
      einwilligung: 'CONSENT',
      gefahr_im_verzug: 'URGENCY',
      ordonnance_judiciaire: 'COURT_ORDER',
      mandat_du_ministère_public: 'PROSECUTOR_ORDER',
      consentement: 'CONSENT',
      péril_en_la_demeure: 'URGENCY',
      ordine_del_giudice: 'COURT_ORDER',
      mandato_del_ministero_pubblico: 'PROSECUTOR_ORDER',
      consenso: 'CONSENT',
      pericolo_nel_ritardo: 'URGENCY',
    },
    offence: {
      'StGB art. 197': '030221',
    },
    protected: {
      ja: 'true',
      nein: 'false',
    },
  },
  lists: {
    arrests: {
      native: 'festnahmen|arrestations|arresti',
      fields: {
        caseRef: ['verfahrensnummer', 'numéro_de_procédure', 'numero_di_procedimento'],
        date: ['datum', 'date', 'data'],
        placeNuts2: ['grossregion_nuts2', 'grande_région_nuts2', 'grande_regione_nuts2'],
        offence: ['tatbestand', 'infraction', 'reato'],
        status: ['status', 'statut', 'stato'],
        ageBand: ['altersgruppe', 'tranche_d_âge', 'fascia_d_età'],
      },
    },
    suspects: {
      native: 'beschuldigte|prévenus|imputati',
      fields: {
        caseRef: ['verfahrensnummer', 'numéro_de_procédure', 'numero_di_procedimento'],
        dataSubjectCategory: ['personenkategorie', 'catégorie_de_personne', 'categoria_di_persona'],
        identifiedOn: ['datum_der_identifikation', 'date_d_identification', 'data_di_identificazione'],
        placeNuts2: ['grossregion_nuts2', 'grande_région_nuts2', 'grande_regione_nuts2'],
        offence: ['tatbestand', 'infraction', 'reato'],
        ageBand: ['altersgruppe', 'tranche_d_âge', 'fascia_d_età'],
      },
    },
    searches: {
      native: 'hausdurchsuchungen|perquisitions|perquisizioni',
      fields: {
        caseRef: ['verfahrensnummer', 'numéro_de_procédure', 'numero_di_procedimento'],
        date: ['datum', 'date', 'data'],
        placeNuts2: ['grossregion_nuts2', 'grande_région_nuts2', 'grande_regione_nuts2'],
        warrantBasis: ['anordnungsgrundlage', 'base_du_mandat', 'base_del_mandato'],
      },
    },
    seizures: {
      native: 'beschlagnahmen|séquestres|sequestri',
      fields: {
        exhibitRef: ['asservatnummer', 'numéro_de_scellé', 'numero_di_reperto'],
        deviceType: ['gerätetyp', 'type_d_appareil', 'tipo_di_apparecchio'],
        itemCount: ['stückzahl', 'nombre_d_objets', 'numero_di_oggetti'],
        dataVolumeTb: ['datenmenge_tb', 'volume_de_données_tb', 'volume_di_dati_tb'],
      },
    },
    forensicExams: {
      native: 'auswertungen|analyses|analisi',
      fields: {
        exhibitRef: ['asservatnummer', 'numéro_de_scellé', 'numero_di_reperto'],
        status: ['status', 'statut', 'stato'],
        deviceType: ['gerätetyp', 'type_d_appareil', 'tipo_di_apparecchio'],
        openedOn: ['datum_der_eröffnung', 'date_d_ouverture', 'data_di_apertura'],
        completedOn: ['datum_des_abschlusses', 'date_de_clôture', 'data_di_chiusura'],
      },
    },
  },
});
