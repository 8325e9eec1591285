import { parse } from 'graphql';
import { readAccessMap } from '../../src/access/access-map.ts';
import type { AccessVersion } from '../../src/access/compare-policies.ts';
import { gatedCoordinates } from '../../src/access/gated-coordinates.ts';
import { readPolicy } from '../../src/access/read-policy.ts';

/** Rows as they stand in the four tables, without the columns that only a reader of the file needs. */
export interface SmallVersion {
  /** `RS,STRATEGIC,2009-06-01,2014-05-06` */
  readonly agreements: readonly string[];
  /** `CH,2008-01-01,DRUGS|CSE` */
  readonly scopes?: readonly string[];
  /** `DE,NO,2011-09-01,` */
  readonly consents?: readonly string[];
  readonly purposes?: readonly string[];
  readonly sdl: string;
}

/** A version of schema/ of a few rows, read as the shipped one is. */
export function readVersion(small: SmallVersion): AccessVersion {
  const agreements = small.agreements.map((row) => {
    const [iso2, kind, from, to] = row.split(',');
    return `${iso2},${iso2},${kind},${from},${to},-`;
  });
  const table = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;
  const policy = readPolicy({
    agreements: table('iso2,name,kind,valid_from,valid_to,legal_basis', agreements),
    scopes: table('iso2,valid_from,areas', small.scopes ?? []),
    consents: table('owner,requester,valid_from,valid_to', small.consents ?? []),
    purposes: table('purpose,widest_category', small.purposes ?? []),
  });
  const schema = parse(small.sdl);
  return { policy, gated: gatedCoordinates(schema, readAccessMap(schema)) };
}
