import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'BG',
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
  words: {
    ageBand: {
      AGE_18_29: '18-29 години',
      AGE_30_44: '30-44 години',
      AGE_45_59: '45-59 години',
      AGE_60_PLUS: '60 и повече години',
    },
    dataSubjectCategory: {
      SUSPECT: 'заподозрян',
      CONVICTED: 'осъден',
      POTENTIAL: 'потенциален_извършител',
      CONTACT_ASSOCIATE: 'контактно_лице',
    },
    warrantBasis: {
      COURT_ORDER: 'съдебно_разрешение',
      PROSECUTOR_ORDER: 'постановление_на_прокурор',
      CONSENT: 'съгласие',
      URGENCY: 'неотложен_случай',
    },
    protected: {
      yes: 'да',
      no: 'не',
    },
  },
  date: (iso) => iso.split('-').reverse().join('.'),
  count: String,
  volume: (value) => value.toFixed(1).replace('.', ','),
};
