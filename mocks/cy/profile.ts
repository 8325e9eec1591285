import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'CY',
  marking: {
    handle: 'αναγνωριστικό',
    handling: 'κωδικός_χειρισμού',
    addressees: 'αποδέκτες',
    itemConsents: 'συγκαταθέσεις',
    protected: 'προστατευόμενος',
    sourceEvaluation: 'αξιολόγηση_πηγής',
    informationEvaluation: 'αξιολόγηση_πληροφορίας',
  },
  overview: {
    modusOperandi: 'τρόπος_δράσης',
    victimsIdentified: 'θύματα_ταυτοποιημένα',
    victimsSafeguarded: 'θύματα_προστατευμένα',
    victimsKnown: 'θύματα_γνωστά',
  },
  lists: {
    arrests: {
      native: 'συλλήψεις',
      fields: {
        caseRef: 'αριθμός_υπόθεσης',
        date: 'ημερομηνία',
        placeNuts2: 'περιφέρεια_nuts2',
        offence: 'νομική_διάταξη',
        status: 'κατάσταση',
        ageBand: 'ηλικιακή_ομάδα',
      },
    },
    suspects: {
      native: 'ύποπτοι',
      fields: {
        caseRef: 'αριθμός_υπόθεσης',
        dataSubjectCategory: 'ιδιότητα_προσώπου',
        identifiedOn: 'ημερομηνία_ταυτοποίησης',
        placeNuts2: 'περιφέρεια_nuts2',
        offence: 'νομική_διάταξη',
        ageBand: 'ηλικιακή_ομάδα',
      },
    },
    searches: {
      native: 'έρευνες',
      fields: {
        caseRef: 'αριθμός_υπόθεσης',
        date: 'ημερομηνία',
        placeNuts2: 'περιφέρεια_nuts2',
        warrantBasis: 'νομική_βάση',
      },
    },
    seizures: {
      native: 'κατασχέσεις',
      fields: {
        exhibitRef: 'αριθμός_τεκμηρίου',
        deviceType: 'τύπος_συσκευής',
        itemCount: 'πλήθος_αντικειμένων',
        dataVolumeTb: 'όγκος_δεδομένων_tb',
      },
    },
    forensicExams: {
      native: 'δικανικές_εξετάσεις',
      fields: {
        exhibitRef: 'αριθμός_τεκμηρίου',
        status: 'κατάσταση',
        deviceType: 'τύπος_συσκευής',
        openedOn: 'ημερομηνία_έναρξης',
        completedOn: 'ημερομηνία_ολοκλήρωσης',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 ετών',
      AGE_30_44: '30-44 ετών',
      AGE_45_59: '45-59 ετών',
      AGE_60_PLUS: '60 ετών και άνω',
    },
    dataSubjectCategory: {
      SUSPECT: 'ύποπτος',
      CONVICTED: 'καταδικασθείς',
      POTENTIAL: 'πιθανός_δράστης',
      CONTACT_ASSOCIATE: 'επαφή',
    },
    warrantBasis: {
      COURT_ORDER: 'ένταλμα_δικαστηρίου',
      PROSECUTOR_ORDER: 'διαταγή_εισαγγελέα',
      CONSENT: 'συγκατάθεση',
      URGENCY: 'επείγον',
    },
    protected: {
      yes: 'ναι',
      no: 'όχι',
    },
  },
  date: (iso) => iso.split('-').reverse().join('/'),
  count: String,
  volume: (value) => value.toFixed(1).replace('.', ','),
};
