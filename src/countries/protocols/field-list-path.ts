import { toKeyList, toQueryText } from './key-list.ts';
import type { NativeRequest } from './native-request.ts';
import { toPathSegment } from './path-segment.ts';

export interface FieldListSettings {
  /** Path before the operation; empty where the operation comes first. */
  readonly path: string;
  /** Query parameters: the one that lists the fields, the one that lists the totals, the one that names the rows. */
  readonly parameters: { readonly fields: string; readonly totals: string; readonly only: string };
}

/**
 * A whole query as one path: overview fields and lists with theirs, the keys of their rows, then the lists whose total
 * is wanted, as in `/cases/icarus?fields=summary,arrests(date,place)&only=arrests(id:A1,A2)&totals=arrests`. What is not
 * asked does not stand there.
 */
export function toFieldListPath(settings: FieldListSettings, request: NativeRequest): string {
  const { path, parameters } = settings;
  const fields = [
    ...request.overview.map(encodeURIComponent),
    ...request.lists
      .filter((list) => list.fields.length > 0)
      .map((list) => `${encodeURIComponent(list.native)}(${list.fields.map(encodeURIComponent).join(',')})`),
  ];
  const only = request.lists.flatMap((list) =>
    list.only === undefined || list.fields.length === 0
      ? []
      : [`${encodeURIComponent(list.native)}(${toQueryText(toKeyList(list.only))})`],
  );
  const totals = request.lists.filter((list) => list.count).map((list) => encodeURIComponent(list.native));
  const query = [
    ...toParameter(parameters.fields, fields),
    ...toParameter(parameters.only, only),
    ...toParameter(parameters.totals, totals),
  ].join('&');
  return `${path}/${toPathSegment(request.operation)}${query === '' ? '' : `?${query}`}`;
}

function toParameter(name: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`${encodeURIComponent(name)}=${values.join(',')}`];
}
