import { XMLBuilder } from 'fast-xml-parser';
import type { MockSystem } from '../mock-system.ts';
import { type NativeRow, nativeOverview } from '../native-rows.ts';
import { allLists } from '../rest/all-lists.ts';
import { rowsWith } from '../rest/key-list.ts';
import { pick } from '../rest/pick.ts';
import { serveRest } from '../rest/serve-rest.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** Spain: XML, an element for each list with its total as an attribute, an `asiento` for each row. */
export function serveSpain(world: NationalWorld): Promise<MockSystem> {
  const overview = nativeOverview(profile, world);
  const lists = allLists(profile, world);
  return serveRest(world, {
    profile,
    path: '/api/diligencias',
    parameters: { fields: 'campos', totals: 'totales', only: 'solo' },
    write: (question) => {
      const elements = [...question.lists].map(([list, { fields, count, only }]): [string, NativeRow] => [
        profile.lists[list].native,
        {
          ...(count ? { '@total': profile.count(lists[list].length) } : {}),
          ...(fields.length > 0
            ? { asiento: rowsWith(lists[list], only).map((row) => toElement(row, fields)) }
            : {}),
        },
      ]);
      return {
        type: 'application/xml; charset=utf-8',
        body: toXml({
          diligencia: { ...pick(overview, question.overview), ...Object.fromEntries(elements) },
        }),
      };
    },
  });
}

/** The fields of a row that have a value; those without one have no element. */
function toElement(row: NativeRow, fields: readonly string[]): NativeRow {
  const picked = pick(row, [...fields, 'synthetic']);
  return Object.fromEntries(Object.entries(picked).filter(([, value]) => value !== null));
}

function toXml(document: NativeRow): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(document)}`;
}
