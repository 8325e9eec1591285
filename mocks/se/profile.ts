import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'diarienummer',
  placeNuts2: 'region_nuts2',
  offence: 'lagrum',
  ageBand: 'åldersgrupp',
};

export const profile: NativeProfile = {
  code: 'SE',
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
  lists: {
    arrests: { native: 'gripanden', fields: { ...PERSON, date: 'datum', status: 'status' } },
    suspects: {
      native: 'misstänkta',
      fields: {
        ...PERSON,
        dataSubjectCategory: 'personroll',
        identifiedOn: 'identifieringsdatum',
        suspicionGrade: 'misstankegrad',
      },
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
  words: {
    ageBand: {
      AGE_18_29: '18-29 år',
      AGE_30_44: '30-44 år',
      AGE_45_59: '45-59 år',
      AGE_60_PLUS: '60 år och äldre',
    },
    dataSubjectCategory: {
      SUSPECT: 'misstänkt',
      CONVICTED: 'dömd',
      POTENTIAL: 'möjlig_gärningsman',
      CONTACT_ASSOCIATE: 'kontaktperson',
    },
    warrantBasis: {
      COURT_ORDER: 'domstolsbeslut',
      PROSECUTOR_ORDER: 'åklagarbeslut',
      CONSENT: 'samtycke',
      URGENCY: 'fara_i_dröjsmål',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso,
  count: (value) => value,
  volume: (value) => value.toFixed(1).replace('.', ','),
};
