import { anchorHeads, sealAll, useStorage } from '@kelp/kernel';
import { openStorage, type Storage } from '@kelp/platform/storage';
import { productModules } from '@kelp/product';
import { asSuperuser, testHouse, type TestHouse } from '@kelp/testing';
import { createTenant } from '@kelp/tenants';
import { anchorsOfLog, verifyTrails } from './audit-verify';

let test: TestHouse;
let storage: Storage;
beforeAll(async () => {
  test = await testHouse(...productModules);
  storage = await openStorage(test.engines.config.STORAGE_DIR);
  useStorage(storage);
});
afterAll(() => test.close());

async function lines(given: Parameters<typeof verifyTrails>[1] = {}): Promise<string[]> {
  const printed: string[] = [];
  const wrong = await verifyTrails(test.house, given, (line) => printed.push(line));
  expect(wrong).toBe(printed.filter((line) => line.startsWith('BROKEN')).length);
  return printed;
}

it('says of each workspace whether its trail is as it was sealed, and names the first broken row', async () => {
  const [north, south] = [
    await createTenant(test.house, { name: 'Northstar', zone: 'UTC', currency: 'USD' }),
    await createTenant(test.house, { name: 'Southstar', zone: 'UTC', currency: 'USD' }),
  ];
  await sealAll(test.house);
  await anchorHeads(test.house, storage, new Date());
  expect((await lines()).sort()).toEqual([
    expect.stringMatching(/^ok {5}Northstar \(.*\): \d+ rows, 0 not sealed yet, 1 anchors$/),
    expect.stringMatching(/^ok {5}Southstar/),
  ]);
  const [row] = await asSuperuser<{ id: string }>(
    test.superUrl,
    `update audit_log set actor_name = 'Nobody' where id = (select audit_id from audit_chain where tenant_id = $1 and seq = 1) returning id`,
    [south],
  );
  expect(await lines({ tenant: south })).toEqual([
    `BROKEN Southstar (${south}): The row of link 1 is not as it was sealed. Row ${row?.id}. 0 rows before it are as they were sealed.`,
  ]);
  expect(await lines({ tenant: north })).toEqual([expect.stringMatching(/^ok/)]);
});

it('reads anchors out of a log that was shipped away', () => {
  const anchor = { tenant: 't', seq: '4', hash: 'ab', at: '2026-11-28T00:00:00.000Z' };
  const log = [
    JSON.stringify({ level: 30, msg: 'scheduler is up' }),
    JSON.stringify({ level: 30, ...anchor, msg: 'audit anchor' }),
    'audit anchor, but no JSON',
  ].join('\n');
  expect(anchorsOfLog(log)).toEqual([anchor]);
});
