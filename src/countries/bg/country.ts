import { defineCountry } from '../country.ts';
import { csvFilesProtocol } from '../protocols/csv-files.ts';

export const bulgaria = defineCountry({
  code: 'BG',
  system: 'mock-bg-spravki',
  agency: 'Примерен отдел Цифрова престъпност (mock)',
  timeZone: 'Europe/Sofia',
  dateFormat: 'dd.MM.yyyy',
  numbers: { decimal: ',' },
  protocol: csvFilesProtocol({
    folder: 'справки',
    encoding: 'utf-8',
    delimiter: ';',
    key: 'идентификатор',
    overview: 'обзор',
  }),
  marking: {
    handle: 'идентификатор',
    handling: 'код_за_обработване',
    addressees: 'получатели',
    itemConsents: 'съгласия',
    protected: 'защитен',
    sourceEvaluation: 'оценка_на_източника',
    informationEvaluation: 'оценка_на_информацията',
  },
  overview: {
    modusOperandi: 'начин_на_извършване',
    victimsIdentified: 'пострадали_идентифицирани',
    victimsSafeguarded: 'пострадали_защитени',
    victimsKnown: 'пострадали_известни',
  },
  codes: {
    arrestStatus: {
      задържан: 'IN_CUSTODY',
      освободен_заподозрян: 'RELEASED_UNDER_INVESTIGATION',
      обвинен: 'CHARGED',
      освободен: 'RELEASED_NO_ACTION',
    },
    forensicStatus: {
      чакащ: 'PENDING',
      в_ход: 'IN_PROGRESS',
      приключен: 'COMPLETED',
    },
    deviceType: {
      компютър: 'COMPUTER',
      носител: 'STORAGE_MEDIUM',
      телефон: 'MOBILE_DEVICE',
      друго: 'OTHER',
    },
    ageBand: {
      '18-29 години': 'AGE_18_29',
      '30-44 години': 'AGE_30_44',
      '45-59 години': 'AGE_45_59',
      '60 и повече години': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      заподозрян: 'SUSPECT',
      осъден: 'CONVICTED',
      потенциален_извършител: 'POTENTIAL',
      контактно_лице: 'CONTACT_ASSOCIATE',
      информатор: 'INFORMANT',
      свидетел: 'WITNESS',
      пострадал: 'VICTIM',
    },
    warrantBasis: {
      съдебно_разрешение: 'COURT_ORDER',
      постановление_на_прокурор: 'PROSECUTOR_ORDER',
      съгласие: 'CONSENT',
      неотложен_случай: 'URGENCY',
    },
    offence: {
      'НК чл. 159': '030221',
    },
    protected: {
      да: 'true',
      не: 'false',
    },
  },
  lists: {
    arrests: {
      native: 'задържания',
      fields: {
        caseRef: 'номер_дп',
        date: 'дата',
        placeNuts2: 'район_nuts2',
        offence: 'правна_квалификация',
        status: 'статус',
        ageBand: 'възрастова_група',
      },
    },
    suspects: {
      native: 'заподозрени',
      fields: {
        caseRef: 'номер_дп',
        dataSubjectCategory: 'качество_на_лицето',
        identifiedOn: 'дата_на_установяване',
        placeNuts2: 'район_nuts2',
        offence: 'правна_квалификация',
        ageBand: 'възрастова_група',
      },
    },
    searches: {
      native: 'претърсвания',
      fields: {
        caseRef: 'номер_дп',
        date: 'дата',
        placeNuts2: 'район_nuts2',
        warrantBasis: 'правно_основание',
      },
    },
    seizures: {
      native: 'изземвания',
      fields: {
        exhibitRef: 'номер_на_доказателство',
        deviceType: 'вид_устройство',
        itemCount: 'брой_вещи',
        dataVolumeTb: 'обем_данни_тб',
      },
    },
    forensicExams: {
      native: 'експертизи',
      fields: {
        exhibitRef: 'номер_на_доказателство',
        status: 'статус',
        deviceType: 'вид_устройство',
        openedOn: 'дата_на_започване',
        completedOn: 'дата_на_приключване',
      },
    },
  },
});
