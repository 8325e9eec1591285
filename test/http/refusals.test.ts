/** Refusals of arguments as a client sees them: status, code, place, and nothing of the query or of a cursor. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from './open-test-door.ts';

let mocks: Mocks;
let door: TestDoor;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK'] });
  door = await openTestDoor(mocks);
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});

for (const [what, country, args, status, extensions] of [
  [
    'a filter that is not permitted',
    'RS',
    'where: { caseRef: { in: ["MOCK-SECRET"] } }',
    403,
    { code: 'FILTER_NOT_PERMITTED', what: 'you may not filter by it', where: 'Arrest.caseRef' },
  ],
  ['a cursor that is none', 'DK', 'after: "MOCK-SECRET"', 400, { code: 'CURSOR_INVALID' }],
  [
    'an input that says nothing',
    'DK',
    'where: { caseRef: {} }',
    400,
    { code: 'BAD_USER_INPUT', what: 'says nothing: leave it out', where: 'Arrests.records(where:).caseRef' },
  ],
] as const) {
  test(`${what} is ${status} with its code, and quotes nothing`, async () => {
    const query = `{ operation(id: "icarus") { arrests { records(${args}) { totalCount } } } }`;
    const response = await door.post(query, {}, await sign(claimsOf(country)));
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text)).toEqual({ errors: [{ message: expect.any(String), extensions }] });
    expect(text).not.toContain('SECRET');
    expect(mocks.national.get('DK')?.messages).toEqual([]);
  });
}

test('parts of the public schema that say what is read are no secret, and say nothing of a record', async () => {
  const query = '{ __type(name: "ArrestWhere") { inputFields { name } } }';
  const response = await door.post(query, {}, await sign(claimsOf('ZZ')));
  expect(await response.json()).toMatchObject({ data: { __type: { inputFields: expect.any(Array) } } });
});
