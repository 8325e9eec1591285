import type { SoapService } from '../soap/soap-service.ts';

const MARKING = {
  käsittely: ['tietueen_tunnus', 'käsittelykoodi', 'vastaanottajat', 'suostumukset', 'suojattu'],
  arvio: ['lähteen_arvio', 'tiedon_arvio'],
};

export const service: SoapService = {
  version: '1.1',
  path: '/services/ilmoitukset',
  namespace: 'urn:mock-fi-ilmoitukset:2011',
  key: 'operaatio',
  total: 'yhteensä',
  keys: {
    tietueet: 'tietueen_tunnus',
    ilmoitukset: 'ilmoitusnumero',
    takavarikkotunnukset: 'takavarikkotunnus',
  },
  summary: {
    operation: 'haeYhteenveto',
    totals: 'kokonaismäärät',
    groups: {
      tapa: ['tekotapa'],
      asianomistajien_tunnistaminen: ['asianomistajat_tunnistetut'],
      asianomistajien_turvaaminen: ['asianomistajat_turvassa'],
      asianomistajien_olemassaolo: ['asianomistajat_tiedossa'],
    },
  },
  lists: {
    kiinniotot: {
      operation: 'haeKiinniotot',
      row: 'kiinniotto',
      groups: {
        ...MARKING,
        tunniste: ['ilmoitusnumero'],
        olosuhteet: ['pvm', 'alue_nuts2', 'lainkohta'],
        tilanne: ['tila', 'ikäryhmä'],
      },
    },
    epäillyt: {
      operation: 'haeEpäillyt',
      row: 'epäilty',
      groups: {
        ...MARKING,
        tunniste: ['ilmoitusnumero'],
        olosuhteet: ['tunnistamispäivä', 'alue_nuts2', 'lainkohta'],
        tilanne: ['henkilön_asema', 'ikäryhmä'],
      },
    },
    kotietsinnät: {
      operation: 'haeKotietsinnät',
      row: 'kotietsintä',
      groups: {
        ...MARKING,
        tunniste: ['ilmoitusnumero'],
        olosuhteet: ['pvm', 'alue_nuts2', 'etsinnän_peruste'],
      },
    },
    takavarikot: {
      operation: 'haeTakavarikot',
      row: 'takavarikko',
      groups: {
        ...MARKING,
        tunniste: ['takavarikkotunnus'],
        olosuhteet: ['laitetyyppi', 'esineiden_määrä', 'tietomäärä_tt'],
      },
    },
    tutkinnat: {
      operation: 'haeTutkinnat',
      row: 'tutkinta',
      groups: {
        ...MARKING,
        tunniste: ['takavarikkotunnus'],
        olosuhteet: ['laitetyyppi', 'aloituspäivä', 'päättymispäivä'],
        tilanne: ['tila'],
      },
    },
  },
  xRoad: { client: 'MOCK/GOV/CONCORDAT/gateway', service: 'MOCK/GOV/MOCK-FI/ilmoitukset' },
};
