/** XML by namespace and local name: what a server must look at, whatever prefixes a client chose. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** Attributes as written, by their name as written. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  // A key is what it is, blanks included.
  trimValues: false,
  // The way to have references to characters read.
  htmlEntities: true,
  ignoreDeclaration: true,
});

/** The document element; undefined when `text` is no well-formed XML, or has a document type. */
export function readXml(text: string): XmlElement | undefined {
  if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) return undefined;
  const [root, ...others] = toElements(PARSER.parse(text) as unknown[], new Map());
  return others.length === 0 ? root : undefined;
}

/** The children of `element` in `namespace`, by local name; undefined when one stands there twice or is of another. */
export function childrenOf(element: XmlElement, namespace: string): Map<string, XmlElement> | undefined {
  const children = new Map(element.children.map((child) => [child.name, child]));
  const all = children.size === element.children.length;
  return all && element.children.every((child) => child.namespace === namespace) ? children : undefined;
}

function toElements(nodes: readonly unknown[], scope: ReadonlyMap<string, string>): XmlElement[] {
  return nodes.flatMap((node) => {
    const { ':@': attributes = {}, ...rest } = node as Record<string, unknown>;
    const [tag, content] = Object.entries(rest)[0] ?? [];
    if (tag === undefined || tag === '#text' || !Array.isArray(content)) return [];
    return [toElement(tag, attributes as Record<string, string>, content, scope)];
  });
}

function toElement(
  tag: string,
  attributes: Record<string, string>,
  content: readonly unknown[],
  outer: ReadonlyMap<string, string>,
): XmlElement {
  const scope = new Map(outer);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'xmlns') scope.set('', value);
    else if (name.startsWith('xmlns:')) scope.set(name.slice(6), value);
  }
  const [local = '', prefix = ''] = tag.split(':').reverse();
  return {
    namespace: scope.get(prefix) ?? '',
    name: local,
    attributes,
    children: toElements(content, scope),
    text: content.map((node) => String((node as Record<string, unknown>)['#text'] ?? '')).join(''),
  };
}
