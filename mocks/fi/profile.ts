import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'FI',
  marking: {
    handle: 'tietueen_tunnus',
    handling: 'käsittelykoodi',
    addressees: 'vastaanottajat',
    itemConsents: 'suostumukset',
    protected: 'suojattu',
    sourceEvaluation: 'lähteen_arvio',
    informationEvaluation: 'tiedon_arvio',
  },
  overview: {
    modusOperandi: 'tekotapa',
    victimsIdentified: 'asianomistajat_tunnistetut',
    victimsSafeguarded: 'asianomistajat_turvassa',
    victimsKnown: 'asianomistajat_tiedossa',
  },
  lists: {
    arrests: {
      native: 'kiinniotot',
      fields: {
        caseRef: 'ilmoitusnumero',
        date: 'pvm',
        placeNuts2: 'alue_nuts2',
        offence: 'lainkohta',
        status: 'tila',
        ageBand: 'ikäryhmä',
      },
    },
    suspects: {
      native: 'epäillyt',
      fields: {
        caseRef: 'ilmoitusnumero',
        dataSubjectCategory: 'henkilön_asema',
        identifiedOn: 'tunnistamispäivä',
        placeNuts2: 'alue_nuts2',
        offence: 'lainkohta',
        ageBand: 'ikäryhmä',
      },
    },
    searches: {
      native: 'kotietsinnät',
      fields: {
        caseRef: 'ilmoitusnumero',
        date: 'pvm',
        placeNuts2: 'alue_nuts2',
        warrantBasis: 'etsinnän_peruste',
      },
    },
    seizures: {
      native: 'takavarikot',
      fields: {
        exhibitRef: 'takavarikkotunnus',
        deviceType: 'laitetyyppi',
        itemCount: 'esineiden_määrä',
        dataVolumeTb: 'tietomäärä_tt',
      },
    },
    forensicExams: {
      native: 'tutkinnat',
      fields: {
        exhibitRef: 'takavarikkotunnus',
        status: 'tila',
        deviceType: 'laitetyyppi',
        openedOn: 'aloituspäivä',
        completedOn: 'päättymispäivä',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 vuotta',
      AGE_30_44: '30-44 vuotta',
      AGE_45_59: '45-59 vuotta',
      AGE_60_PLUS: '60 vuotta täyttänyt',
    },
    dataSubjectCategory: {
      SUSPECT: 'epäilty',
      CONVICTED: 'tuomittu',
      POTENTIAL: 'mahdollinen_tekijä',
      CONTACT_ASSOCIATE: 'yhteyshenkilö',
    },
    warrantBasis: {
      COURT_ORDER: 'tuomioistuimen_päätös',
      PROSECUTOR_ORDER: 'syyttäjän_määräys',
      CONSENT: 'suostumus',
      URGENCY: 'kiireellisyys',
    },
    protected: { yes: 'kyllä', no: 'ei' },
  },
  date: (iso) => iso.split('-').map(Number).reverse().join('.'),
  count: (value) => String(value),
  volume: (value) => value.toFixed(1).replace('.', ','),
};
