import { soapProtocol } from '../protocols/soap/soap-protocol.ts';

/** Groups that every list has: the border facts alone, and the evaluations, which are released. */
const MARKING = {
  trattamento: ['id_scheda', 'codice_trattamento', 'destinatari', 'consensi', 'protetto'],
  valutazione: ['valutazione_fonte', 'valutazione_informazione'],
};

export const service = soapProtocol({
  version: '1.2',
  wsdl: new URL('./fascicoli.wsdl', import.meta.url),
  key: 'operazione',
  total: 'totale',
  keys: { schede: 'id_scheda', procedimenti: 'numero_procedimento', reperti: 'numero_reperto' },
  summary: {
    operation: 'leggiSintesi',
    totals: 'totali',
    groups: {
      modalità: ['modalità_operative'],
      identificazione_persone_offese: ['persone_offese_identificate'],
      tutela_persone_offese: ['persone_offese_al_sicuro'],
      esistenza_persone_offese: ['persone_offese_note'],
    },
  },
  lists: {
    arresti: {
      operation: 'leggiArresti',
      row: 'arresto',
      groups: {
        ...MARKING,
        riferimento: ['numero_procedimento'],
        circostanze: ['data', 'regione_nuts2', 'reato'],
        posizione: ['stato', 'fascia_età'],
      },
    },
    indagati: {
      operation: 'leggiIndagati',
      row: 'indagato',
      groups: {
        ...MARKING,
        riferimento: ['numero_procedimento'],
        circostanze: ['data_identificazione', 'regione_nuts2', 'reato'],
        posizione: ['qualità', 'fascia_età'],
      },
    },
    perquisizioni: {
      operation: 'leggiPerquisizioni',
      row: 'perquisizione',
      groups: {
        ...MARKING,
        riferimento: ['numero_procedimento'],
        circostanze: ['data', 'regione_nuts2', 'base_giuridica'],
      },
    },
    sequestri: {
      operation: 'leggiSequestri',
      row: 'sequestro',
      groups: {
        ...MARKING,
        riferimento: ['numero_reperto'],
        circostanze: ['tipo_dispositivo', 'numero_oggetti', 'volume_dati_tb'],
      },
    },
    analisi_forensi: {
      operation: 'leggiAnalisiForensi',
      row: 'analisi_forense',
      groups: {
        ...MARKING,
        riferimento: ['numero_reperto'],
        circostanze: ['tipo_dispositivo', 'data_apertura', 'data_chiusura'],
        posizione: ['stato'],
      },
    },
  },
  emptyFault: { code: 'Sender', subcode: 'NESSUN_RISULTATO' },
});
