import type { SoapService } from '../soap/soap-service.ts';

const MARKING = {
  postupanje: ['oznaka_zapisa', 'kod_postupanja', 'primatelji', 'suglasnosti', 'zaštićeno'],
  ocjena: ['ocjena_izvora', 'ocjena_podatka'],
};

export const service: SoapService = {
  version: '1.1',
  path: '/services/predmeti',
  namespace: 'urn:mock-hr-predmeti:2011',
  key: 'operacija',
  total: 'ukupno',
  keys: { zapisi: 'oznaka_zapisa', predmeti: 'broj_predmeta', tragovi: 'oznaka_traga' },
  summary: {
    operation: 'dohvatiPregled',
    totals: 'ukupni_brojevi',
    groups: {
      način: ['način_počinjenja'],
      identifikacija_žrtava: ['žrtve_identificirane'],
      zbrinjavanje_žrtava: ['žrtve_zbrinute'],
      postojanje_žrtava: ['žrtve_poznate'],
    },
  },
  lists: {
    uhićenja: {
      operation: 'dohvatiUhićenja',
      row: 'uhićenje',
      groups: {
        ...MARKING,
        predmet: ['broj_predmeta'],
        okolnosti: ['datum', 'regija_nuts2', 'kazneno_djelo'],
        stanje: ['status', 'dobna_skupina'],
      },
    },
    osumnjičenici: {
      operation: 'dohvatiOsumnjičenike',
      row: 'osumnjičenik',
      groups: {
        ...MARKING,
        predmet: ['broj_predmeta'],
        okolnosti: ['datum_identifikacije', 'regija_nuts2', 'kazneno_djelo'],
        stanje: ['svojstvo', 'dobna_skupina'],
      },
    },
    pretrage: {
      operation: 'dohvatiPretrage',
      row: 'pretraga',
      groups: {
        ...MARKING,
        predmet: ['broj_predmeta'],
        okolnosti: ['datum', 'regija_nuts2', 'osnova_pretrage'],
      },
    },
    privremeno_oduzeti_predmeti: {
      operation: 'dohvatiOduzetePredmete',
      row: 'oduzeti_predmet',
      groups: {
        ...MARKING,
        predmet: ['oznaka_traga'],
        okolnosti: ['vrsta_uređaja', 'broj_komada', 'količina_podataka_tb'],
      },
    },
    vještačenja: {
      operation: 'dohvatiVještačenja',
      row: 'vještačenje',
      groups: {
        ...MARKING,
        predmet: ['oznaka_traga'],
        okolnosti: ['vrsta_uređaja', 'datum_početka', 'datum_završetka'],
        stanje: ['status'],
      },
    },
  },
};
