/** Changes rows of an answer on its way, as a source with faults would give them. */

/** Of a SOAP answer: `change` gets the markup of each element `row`, and its place. */
export function alterElements(
  row: string,
  change: (markup: string, place: number) => string,
): (body: string) => string {
  return (body) => {
    let place = 0;
    return body.replace(new RegExp(`<ns2:${row}>.*?</ns2:${row}>`, 'gs'), (markup) =>
      change(markup, place++),
    );
  };
}

/** The markup of a row without its elements `name`, or with `texts` in their place. */
export function withElements(markup: string, name: string, texts: readonly string[] = []): string {
  const elements = texts.map((text) => `<ns2:${name}>${text}</ns2:${name}>`).join('');
  const all = new RegExp(`(?:<ns2:${name}>[^<]*</ns2:${name}>|<ns2:${name}/>)+`);
  return all.test(markup) ? markup.replace(all, elements) : markup;
}

/** Of a GraphQL answer: `change` gets the rows of `list` under `operation`; fields may be taken out or replaced. */
export function alterRows(
  list: string,
  rows: string,
  change: (row: Record<string, unknown>, place: number) => void,
): (body: string) => string {
  return (body) => {
    const answer = JSON.parse(body);
    answer.data.operation[list]?.[rows]?.forEach(change);
    return JSON.stringify(answer);
  };
}
