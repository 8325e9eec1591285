import { onlyWhere } from '../corrections.ts';
import { defineCountry } from '../country.ts';
import { jsonApiProtocol } from '../protocols/json-api.ts';

export const sweden = defineCountry({
  code: 'SE',
  system: 'mock-se-arenden',
  agency: 'Mock Nationella digitalbrottsenheten',
  timeZone: 'Europe/Stockholm',
  dateFormat: 'yyyy-MM-dd',
  numbers: { decimal: ',', thousands: '\u00a0' },
  protocol: jsonApiProtocol({
    path: '/operationer',
    type: 'operationer',
    totals: 'medAntal',
    total: 'antal',
  }),
  marking: {
    handle: 'id',
    handling: 'hanteringskod',
    addressees: 'mottagare',
    itemConsents: 'medgivanden',
    protected: 'skyddad',
    sourceEvaluation: 'källvärdering',
    informationEvaluation: 'uppgiftsvärdering',
  },
  overview: {
    modusOperandi: 'tillvägagångssätt',
    victimsIdentified: 'målsägande_identifierade',
    victimsSafeguarded: 'målsägande_i_säkerhet',
    victimsKnown: 'målsägande_kända',
  },
  codes: {
    arrestStatus: {
      häktad: 'IN_CUSTODY',
      frigiven_misstänkt: 'RELEASED_UNDER_INVESTIGATION',
      åtalad: 'CHARGED',
      frigiven: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { väntar: 'PENDING', pågår: 'IN_PROGRESS', klar: 'COMPLETED' },
    deviceType: {
      dator: 'COMPUTER',
      lagringsmedium: 'STORAGE_MEDIUM',
      mobiltelefon: 'MOBILE_DEVICE',
      övrigt: 'OTHER',
    },
    ageBand: {
      '18-29 år': 'AGE_18_29',
      '30-44 år': 'AGE_30_44',
      '45-59 år': 'AGE_45_59',
      '60 år och äldre': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      misstänkt: 'SUSPECT',
      dömd: 'CONVICTED',
      möjlig_gärningsman: 'POTENTIAL',
      kontaktperson: 'CONTACT_ASSOCIATE',
      uppgiftslämnare: 'INFORMANT',
      vittne: 'WITNESS',
      målsägande: 'VICTIM',
    },
    warrantBasis: {
      domstolsbeslut: 'COURT_ORDER',
      åklagarbeslut: 'PROSECUTOR_ORDER',
      samtycke: 'CONSENT',
      fara_i_dröjsmål: 'URGENCY',
    },
    offence: { 'BrB 16 kap. 10 a §': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'gripanden',
      fields: {
        caseRef: 'diarienummer',
        date: 'datum',
        placeNuts2: 'region_nuts2',
        offence: 'lagrum',
        status: 'status',
        ageBand: 'åldersgrupp',
      },
    },
    suspects: {
      native: 'misstänkta',
      fields: {
        caseRef: 'diarienummer',
        dataSubjectCategory: 'personroll',
        identifiedOn: 'identifieringsdatum',
        placeNuts2: 'region_nuts2',
        offence: 'lagrum',
        ageBand: 'åldersgrupp',
      },
      correction: onlyWhere(
        'misstankegrad',
        { kept: ['skäligen misstänkt', 'på sannolika skäl misstänkt'], leftOut: ['kan misstänkas'] },
        'misstänkta of the grades skäligen misstänkt and above; kan misstänkas, the lowest, is left out',
      ),
    },
    searches: {
      native: 'husrannsakningar',
      fields: {
        caseRef: 'diarienummer',
        date: 'datum',
        placeNuts2: 'region_nuts2',
        warrantBasis: 'beslutsgrund',
      },
    },
    seizures: {
      native: 'beslag',
      fields: {
        exhibitRef: 'beslagsnummer',
        deviceType: 'enhetstyp',
        itemCount: 'antal_föremål',
        dataVolumeTb: 'datamängd_tb',
      },
    },
    forensicExams: {
      native: 'it_forensik',
      fields: {
        exhibitRef: 'beslagsnummer',
        status: 'status',
        deviceType: 'enhetstyp',
        openedOn: 'påbörjad',
        completedOn: 'avslutad',
      },
    },
  },
});
