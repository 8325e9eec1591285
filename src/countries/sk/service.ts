import { soapProtocol } from '../protocols/soap/soap-protocol.ts';

/** Groups that every list has: the border facts alone, and the evaluations, which are released. */
const MARKING = {
  nakladanie: ['id_záznamu', 'kód_nakladania', 'adresáti', 'súhlasy', 'chránené'],
  hodnotenie: ['hodnotenie_zdroja', 'hodnotenie_informácie'],
};

export const service = soapProtocol({
  version: '1.1',
  wsdl: new URL('./spisy.wsdl', import.meta.url),
  key: 'operácia',
  total: 'celkom',
  keys: { záznamy: 'id_záznamu', spisy: 'čvs', stopy: 'číslo_stopy' },
  summary: {
    operation: 'získaťPrehľad',
    totals: 'celkové_počty',
    groups: {
      spôsob: ['spôsob_páchania'],
      identifikácia_poškodených: ['poškodení_identifikovaní'],
      ochrana_poškodených: ['poškodení_v_bezpečí'],
      existencia_poškodených: ['poškodení_známi'],
    },
  },
  lists: {
    zadržania: {
      operation: 'získaťZadržania',
      row: 'zadržanie',
      groups: {
        ...MARKING,
        spis: ['čvs'],
        okolnosti: ['dátum', 'región_nuts2', 'trestný_čin'],
        postavenie: ['stav', 'veková_skupina'],
      },
    },
    podozriví: {
      operation: 'získaťPodozrivých',
      row: 'podozrivý',
      groups: {
        ...MARKING,
        spis: ['čvs'],
        okolnosti: ['dátum_zistenia', 'región_nuts2', 'trestný_čin'],
        postavenie: ['procesné_postavenie', 'veková_skupina'],
      },
    },
    domové_prehliadky: {
      operation: 'získaťDomovéPrehliadky',
      row: 'domová_prehliadka',
      groups: { ...MARKING, spis: ['čvs'], okolnosti: ['dátum', 'región_nuts2', 'právny_základ'] },
    },
    zaistené_veci: {
      operation: 'získaťZaistenéVeci',
      row: 'zaistená_vec',
      groups: {
        ...MARKING,
        spis: ['číslo_stopy'],
        okolnosti: ['druh_zariadenia', 'počet_kusov', 'objem_dát_tb'],
      },
    },
    znalecké_skúmania: {
      operation: 'získaťZnaleckéSkúmania',
      row: 'znalecké_skúmanie',
      groups: {
        ...MARKING,
        spis: ['číslo_stopy'],
        okolnosti: ['druh_zariadenia', 'dátum_začatia', 'dátum_ukončenia'],
        postavenie: ['stav'],
      },
    },
  },
});
