import { oncePerPerson } from '../corrections.ts';
import { defineCountry } from '../country.ts';
import { service } from './service.ts';

export const finland = defineCountry({
  code: 'FI',
  system: 'mock-fi-ilmoitukset',
  agency: 'Mock Digirikosyksikkö',
  timeZone: 'Europe/Helsinki',
  dateFormat: 'd.M.yyyy',
  numbers: { decimal: ',' },
  protocol: service,
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
  codes: {
    arrestStatus: {
      vangittu: 'IN_CUSTODY',
      vapautettu_epäiltynä: 'RELEASED_UNDER_INVESTIGATION',
      syytteessä: 'CHARGED',
      vapautettu: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { odottaa: 'PENDING', kesken: 'IN_PROGRESS', valmis: 'COMPLETED' },
    deviceType: {
      tietokone: 'COMPUTER',
      tallennusväline: 'STORAGE_MEDIUM',
      puhelin: 'MOBILE_DEVICE',
      muu: 'OTHER',
    },
    ageBand: {
      '18-29 vuotta': 'AGE_18_29',
      '30-44 vuotta': 'AGE_30_44',
      '45-59 vuotta': 'AGE_45_59',
      '60 vuotta täyttänyt': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      epäilty: 'SUSPECT',
      tuomittu: 'CONVICTED',
      mahdollinen_tekijä: 'POTENTIAL',
      yhteyshenkilö: 'CONTACT_ASSOCIATE',
      tietolähde: 'INFORMANT',
      todistaja: 'WITNESS',
      asianomistaja: 'VICTIM',
    },
    warrantBasis: {
      tuomioistuimen_päätös: 'COURT_ORDER',
      syyttäjän_määräys: 'PROSECUTOR_ORDER',
      suostumus: 'CONSENT',
      kiireellisyys: 'URGENCY',
    },
    offence: { 'RL 17:18-19': '030221' },
    protected: { kyllä: 'true', ei: 'false' },
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
      correction: oncePerPerson(
        'ilmoitusnumero',
        'epäillyt holds a person once for each suspected offence: one row of each is kept',
      ),
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
});
