import { soapProtocol } from '../protocols/soap/soap-protocol.ts';
import { xRoadHeader } from '../protocols/soap/x-road-header.ts';

/** Groups that every list has: the border facts alone, and the evaluations, which are released. */
const MARKING = {
  käsittely: ['tietueen_tunnus', 'käsittelykoodi', 'vastaanottajat', 'suostumukset', 'suojattu'],
  arvio: ['lähteen_arvio', 'tiedon_arvio'],
};

export const service = soapProtocol({
  version: '1.1',
  wsdl: new URL('./ilmoitukset.wsdl', import.meta.url),
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
  header: xRoadHeader({
    client: 'MOCK/GOV/CONCORDAT/gateway',
    service: 'MOCK/GOV/MOCK-FI/ilmoitukset',
    serviceVersion: 'v1',
    userId: 'concordat-gateway',
  }),
});
