import { defineCountry } from '../country.ts';
import { csvFilesProtocol } from '../protocols/csv-files.ts';

export const cyprus = defineCountry({
  code: 'CY',
  system: 'mock-cy-ypotheseis',
  agency: 'Υποδειγματικό Γραφείο Ψηφιακού Εγκλήματος (mock)',
  timeZone: 'Asia/Nicosia',
  dateFormat: 'dd/MM/yyyy',
  numbers: { decimal: ',' },
  protocol: csvFilesProtocol({
    folder: 'εξαγωγή',
    encoding: 'utf-8',
    delimiter: ';',
    key: 'αναγνωριστικό',
    overview: 'επισκόπηση',
  }),
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
  codes: {
    arrestStatus: {
      κρατούμενος: 'IN_CUSTODY',
      ελεύθερος_υπό_διερεύνηση: 'RELEASED_UNDER_INVESTIGATION',
      κατηγορούμενος: 'CHARGED',
      ελεύθερος: 'RELEASED_NO_ACTION',
    },
    forensicStatus: {
      εκκρεμεί: 'PENDING',
      σε_εξέλιξη: 'IN_PROGRESS',
      ολοκληρώθηκε: 'COMPLETED',
    },
    deviceType: {
      υπολογιστής: 'COMPUTER',
      μέσο_αποθήκευσης: 'STORAGE_MEDIUM',
      κινητό: 'MOBILE_DEVICE',
      άλλο: 'OTHER',
    },
    ageBand: {
      '18-29 ετών': 'AGE_18_29',
      '30-44 ετών': 'AGE_30_44',
      '45-59 ετών': 'AGE_45_59',
      '60 ετών και άνω': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      ύποπτος: 'SUSPECT',
      καταδικασθείς: 'CONVICTED',
      πιθανός_δράστης: 'POTENTIAL',
      επαφή: 'CONTACT_ASSOCIATE',
      πληροφοριοδότης: 'INFORMANT',
      μάρτυρας: 'WITNESS',
      θύμα: 'VICTIM',
    },
    warrantBasis: {
      ένταλμα_δικαστηρίου: 'COURT_ORDER',
      διαταγή_εισαγγελέα: 'PROSECUTOR_ORDER',
      συγκατάθεση: 'CONSENT',
      επείγον: 'URGENCY',
    },
    offence: {
      'Law 22(III)/2004': '030221',
    },
    protected: {
      ναι: 'true',
      όχι: 'false',
    },
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
});
