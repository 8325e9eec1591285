/** A national SOAP service as data: what its operations are called and which fields stand in which group. */
export interface SoapService {
  readonly version: '1.1' | '1.2';
  readonly path: string;
  readonly namespace: string;
  /** Request element that holds the police operation asked about. */
  readonly key: string;
  /** Request element that asks for a list's total, and response element that holds it. */
  readonly total: string;
  /**
   * Request element that names rows, to the field by which it does: one element of that field's name for each value.
   * A list has those of whose field it has a group; a message holds one of them, or none for all rows.
   */
  readonly keys: Readonly<Record<string, string>>;
  readonly summary: SoapOperation & {
    /** Request and response element around the totals of several lists. */
    readonly totals: string;
  };
  /** By native list name. */
  readonly lists: Readonly<Record<string, SoapOperation & { readonly row: string }>>;
  /** Answers with this fault where another service gives an empty list. */
  readonly emptyFault?: SoapFault;
  /** The service stands behind an X-Road security server. */
  readonly xRoad?: XRoadIds;
}

export interface SoapOperation {
  readonly operation: string;
  /** Group of data to its fields; each group is a request element of its own. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

export interface SoapFault {
  /** `Client` or `Server` (SOAP 1.1), `Sender` or `Receiver` (SOAP 1.2), `VersionMismatch`, `MustUnderstand`. */
  readonly code: string;
  /** A code of the service's own (SOAP 1.2). */
  readonly subcode?: string;
  readonly text: string;
}

/** Parts of X-Road ids, joined by `/`. */
export interface XRoadIds {
  /** Who may ask. */
  readonly client: string;
  /** Who answers, without the service code: that is the operation. */
  readonly service: string;
}

/** The key elements of an operation's request, each with its field. */
export function keysOf({ keys }: SoapService, { groups }: SoapOperation): [string, string][] {
  const fields = Object.values(groups).flat();
  return Object.entries(keys).filter(([, field]) => fields.includes(field));
}

export const ENVELOPES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const;

/** What a message must give as its action: the namespace and the operation, as a URI. */
export function actionOf(service: SoapService, operation: string): string {
  return `${service.namespace}/${encodeURIComponent(operation)}`;
}
