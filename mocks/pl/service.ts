import type { SoapService } from '../soap/soap-service.ts';

const MARKING = {
  postępowanie_z_danymi: ['id_wpisu', 'kod_postępowania', 'odbiorcy', 'zgody', 'chronione'],
  ocena: ['ocena_źródła', 'ocena_informacji'],
};

export const service: SoapService = {
  version: '1.2',
  path: '/services/sprawy',
  namespace: 'urn:mock-pl-sprawy:2011',
  key: 'operacja',
  total: 'ogółem',
  keys: { wpisy: 'id_wpisu', sygnatury: 'sygnatura_akt', dowody: 'numer_dowodu' },
  summary: {
    operation: 'pobierzZestawienie',
    totals: 'sumy',
    groups: {
      sposób: ['sposób_działania'],
      ustalenie_pokrzywdzonych: ['pokrzywdzeni_ustaleni'],
      ochrona_pokrzywdzonych: ['pokrzywdzeni_bezpieczni'],
      istnienie_pokrzywdzonych: ['pokrzywdzeni_znani'],
    },
  },
  lists: {
    zatrzymania: {
      operation: 'pobierzZatrzymania',
      row: 'zatrzymanie',
      groups: {
        ...MARKING,
        sygnatura: ['sygnatura_akt'],
        okoliczności: ['data', 'region_nuts2', 'kwalifikacja_prawna'],
        sytuacja: ['stan', 'grupa_wiekowa'],
      },
    },
    podejrzani: {
      operation: 'pobierzPodejrzanych',
      row: 'podejrzany',
      groups: {
        ...MARKING,
        sygnatura: ['sygnatura_akt'],
        okoliczności: ['data_ustalenia', 'region_nuts2', 'kwalifikacja_prawna'],
        sytuacja: ['rola_osoby', 'grupa_wiekowa'],
      },
    },
    przeszukania: {
      operation: 'pobierzPrzeszukania',
      row: 'przeszukanie',
      groups: {
        ...MARKING,
        sygnatura: ['sygnatura_akt'],
        okoliczności: ['data', 'region_nuts2', 'podstawa_prawna'],
      },
    },
    zabezpieczone_przedmioty: {
      operation: 'pobierzZabezpieczonePrzedmioty',
      row: 'zabezpieczony_przedmiot',
      groups: {
        ...MARKING,
        sygnatura: ['numer_dowodu'],
        okoliczności: ['rodzaj_urządzenia', 'liczba_sztuk', 'ilość_danych_tb'],
      },
    },
    ekspertyzy: {
      operation: 'pobierzEkspertyzy',
      row: 'ekspertyza',
      groups: {
        ...MARKING,
        sygnatura: ['numer_dowodu'],
        okoliczności: ['rodzaj_urządzenia', 'data_rozpoczęcia', 'data_zakończenia'],
        sytuacja: ['stan'],
      },
    },
  },
};
