/** The description of a national SOAP service (WSDL 1.1, document/literal wrapped), served at `?wsdl`. */
import { actionOf, keysOf, type SoapOperation, type SoapService } from './soap-service.ts';
import { X_ROAD, X_ROAD_HEADERS, X_ROAD_IDS } from './x-road.ts';

const BINDINGS = {
  '1.1': 'http://schemas.xmlsoap.org/wsdl/soap/',
  '1.2': 'http://schemas.xmlsoap.org/wsdl/soap12/',
} as const;

export function writeWsdl(service: SoapService): string {
  const name = service.path.split('/').at(-1) ?? 'service';
  const operations = [...Object.values(service.lists), service.summary].map(({ operation }) => operation);
  const xRoad = service.xRoad === undefined ? '' : `\n    xmlns:xrd="${X_ROAD}" xmlns:id="${X_ROAD_IDS}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="${name}" targetNamespace="${service.namespace}"
    xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="${BINDINGS[service.version]}"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${service.namespace}"${xRoad}>
  <wsdl:types>
    <xs:schema targetNamespace="${service.namespace}" elementFormDefault="qualified">
${[...Object.entries(service.lists).map((list) => listTypes(service, ...list)), summaryTypes(service)].join('\n')}
    </xs:schema>${service.xRoad === undefined ? '' : X_ROAD_TYPES}
  </wsdl:types>
${operations.map(messages).join('\n')}${service.xRoad === undefined ? '' : X_ROAD_MESSAGE}
  <wsdl:portType name="${name}PortType">
${operations.map(portOperation).join('\n')}
  </wsdl:portType>
  <wsdl:binding name="${name}Binding" type="tns:${name}PortType">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${operations.map((operation) => boundOperation(service, operation)).join('\n')}
  </wsdl:binding>
  <wsdl:service name="${name}">
    <wsdl:port name="${name}Port" binding="tns:${name}Binding">
      <soap:address location="https://${service.namespace.split(':')[1]}.invalid${service.path}"/>
    </wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}

function listTypes(
  service: SoapService,
  list: string,
  operation: SoapOperation & { readonly row: string },
): string {
  const row = complex(operation.row, many, simple('synthetic', 'xs:boolean', '') + groupTypes(operation));
  return [
    complex(
      operation.operation,
      '',
      simple(service.key, 'xs:string', '') +
        simple(service.total, 'xs:boolean', once) +
        keyTypes(service, operation) +
        Object.keys(operation.groups)
          .map((flag) => simple(flag, 'xs:boolean', once))
          .join(''),
    ),
    complex(
      `${operation.operation}Response`,
      '',
      simple(service.total, 'xs:string', `${once} nillable="true"`) + complex(list, once, row),
    ),
  ].join('\n');
}

function keyTypes(service: SoapService, operation: SoapOperation): string {
  const elements = keysOf(service, operation).map(([element, field]) =>
    complex(element, '', simple(field, 'xs:string', ' maxOccurs="unbounded"')),
  );
  return `<xs:choice minOccurs="0">${elements.join('')}</xs:choice>`;
}

function summaryTypes({ key, summary, lists }: SoapService): string {
  const totals = (type: string): string =>
    complex(
      summary.totals,
      once,
      Object.keys(lists)
        .map((list) => simple(list, type, `${once} nillable="true"`))
        .join(''),
    );
  const flags = Object.keys(summary.groups).map((group) => simple(group, 'xs:boolean', once));
  return [
    complex(summary.operation, '', simple(key, 'xs:string', '') + flags.join('') + totals('xs:boolean')),
    complex(`${summary.operation}Response`, '', groupTypes(summary) + totals('xs:string')),
  ].join('\n');
}

function groupTypes({ groups }: SoapOperation): string {
  return Object.entries(groups)
    .map(([group, fields]) =>
      complex(
        group,
        once,
        fields.map((field) => simple(field, 'xs:string', `${many} nillable="true"`)).join(''),
      ),
    )
    .join('');
}

const once = ' minOccurs="0"';
const many = ' minOccurs="0" maxOccurs="unbounded"';

function complex(name: string, occurs: string, content: string): string {
  return `<xs:element name="${name}"${occurs}><xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;
}

function simple(name: string, type: string, occurs: string): string {
  return `<xs:element name="${name}" type="${type}"${occurs}/>`;
}

function messages(operation: string): string {
  return [operation, `${operation}Response`]
    .map(
      (name) =>
        `  <wsdl:message name="${name}"><wsdl:part name="parameters" element="tns:${name}"/></wsdl:message>`,
    )
    .join('\n');
}

function portOperation(operation: string): string {
  return `    <wsdl:operation name="${operation}">
      <wsdl:input message="tns:${operation}"/>
      <wsdl:output message="tns:${operation}Response"/>
    </wsdl:operation>`;
}

function boundOperation(service: SoapService, operation: string): string {
  const headers = service.xRoad === undefined ? [] : X_ROAD_HEADERS;
  const body = `<soap:body use="literal"/>${headers
    .map((part) => `<soap:header message="tns:xRoadHeader" part="${part}" use="literal"/>`)
    .join('')}`;
  return `    <wsdl:operation name="${operation}">
      <soap:operation soapAction="${actionOf(service, operation)}"/>
      <wsdl:input>${body}</wsdl:input>
      <wsdl:output>${body}</wsdl:output>
    </wsdl:operation>`;
}

const ID_PARTS = [
  'xRoadInstance',
  'memberClass',
  'memberCode',
  'subsystemCode',
  'serviceCode',
  'serviceVersion',
];

const X_ROAD_TYPES = `
    <xs:schema targetNamespace="${X_ROAD_IDS}" elementFormDefault="qualified">
      <xs:complexType name="Identifier">
        <xs:sequence>${ID_PARTS.map((part) => simple(part, 'xs:string', once)).join('')}</xs:sequence>
        <xs:attribute name="objectType" type="xs:string" form="qualified"/>
      </xs:complexType>
    </xs:schema>
    <xs:schema targetNamespace="${X_ROAD}" elementFormDefault="qualified">
      <xs:import namespace="${X_ROAD_IDS}"/>
${X_ROAD_HEADERS.map((name) => simple(name, name === 'client' || name === 'service' ? 'id:Identifier' : 'xs:string', '')).join('\n')}
    </xs:schema>`;

const X_ROAD_MESSAGE = `
  <wsdl:message name="xRoadHeader">
${X_ROAD_HEADERS.map((part) => `    <wsdl:part name="${part}" element="xrd:${part}"/>`).join('\n')}
  </wsdl:message>`;
