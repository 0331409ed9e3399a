import { sealTenant, verifyAudit } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { callerWith } from '@kelp/testing';
import {
  createTeam,
  createUser,
  exportAudit,
  getAuditSettings,
  listAudit,
  listRoles,
  setAuditRetention,
} from '../contract';
import { openWorkplace, type Workplace } from '../testing/workplace';
import { pruneAudit } from './retention';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
});
afterAll(() => place.test.close());

const olive = () => place.callerFor('olive@northstar.test');
const dayMs = 86_400_000;

it('is searched by who, what, values, door and time, page by page', async () => {
  const caller = await olive();
  const { rows: roles } = await place.test.as(caller, listRoles, { side: 'msp' });
  const roleId = String(roles.find(({ name }) => name === 'Technician')?.id);
  await place.test.as(caller, createUser, { name: 'Zoe Zimmer', email: 'zoe@northstar.test', roleIds: [roleId] });
  await place.test.as({ ...caller, door: 'api' }, createTeam, { name: 'Rapid reaction', members: [] });
  const found = async (wish: object) =>
    (await place.test.as(caller, listAudit, { limit: 50, ...wish })).rows.map(
      ({ action, subject }) => `${action} ${subject}`,
    );
  expect(await found({ words: 'rapid' })).toEqual(['team.create teams']);
  expect(await found({ words: 'RAPID olive' })).toEqual(['team.create teams']);
  expect(await found({ words: 'rapid nobody' })).toEqual([]);
  expect(await found({ door: 'api' })).toEqual(['team.create teams']);
  expect(await found({ words: 'zoe', userId: caller.actor.id })).toContain('user.create users');
  expect(await found({ words: 'rapid', from: new Date(Date.now() + dayMs) })).toEqual([]);
  expect(await found({ words: 'rapid', to: new Date(Date.now() - dayMs) })).toEqual([]);
  const all = await found({ limit: 200 });
  const paged: string[] = [];
  let after: string | undefined;
  do {
    const page = await place.test.as(caller, listAudit, { limit: 3, ...(after ? { after } : {}) });
    paged.push(...page.rows.map(({ action, subject }) => `${action} ${subject}`));
    after = page.next ?? undefined;
  } while (after);
  expect(paged).toEqual(all);
  const [team] = (await place.test.as(caller, listAudit, { words: 'rapid', limit: 5 })).rows;
  expect(team).toMatchObject({
    actorName: 'Olive Olsen',
    door: 'api',
    before: null,
    after: { name: 'Rapid reaction' },
  });
});

it('is taken away as CSV by those who may, without formulas', async () => {
  const caller = await olive();
  await place.test.as(caller, createTeam, { name: '=HYPERLINK("x")', members: [] });
  const { csv, filename } = await place.test.as(caller, exportAudit, { words: 'hyperlink' });
  expect(filename).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  expect(csv.split('\r\n')[0]).toBe('When (UTC),Who,Kind,Door,What,Record,Record ID,Before,After');
  expect(csv).toContain('team.create');
  const reader = callerWith(place.tenant, ['audit_log.read']);
  await place.test.as(reader, listAudit, { limit: 1 });
  await expect(place.test.as(reader, exportAudit, {})).rejects.toMatchObject({ id: 'forbidden' });
  const exporter = callerWith(place.tenant, ['audit_log.export']);
  await expect(place.test.as(exporter, exportAudit, {})).rejects.toMatchObject({ id: 'forbidden' });
});

it('loses what is older than the retention, from its beginning only, and still verifies', async () => {
  const caller = await olive();
  const seal = () => sealTenant(place.test.house, place.tenant);
  const verify = () => verifyAudit(place.test.house, place.tenant);
  const prune = () =>
    place.test.inside(place.tenant, (ctx) => pruneAudit.run?.(ctx, { at: 'now' }) ?? Promise.resolve());
  await seal();
  await prune();
  expect((await verify()).rows).toBeGreaterThan(5);
  await place.test.as(caller, setAuditRetention, { keptMonths: 24 });
  await seal();
  const before = await verify();
  // a year and a half later it is all there; after two and a half the old rows are gone
  await place.test.travel(548 * dayMs);
  await prune();
  await seal();
  expect((await verify()).rows).toBe(before.rows);
  await place.test.travel(900 * dayMs);
  await place.test.as(callerWith(place.tenant, 'all'), createTeam, { name: 'Much later', members: [] });
  await seal();
  await prune();
  await seal();
  const later = await verify();
  expect(later).toMatchObject({ broken: null, rows: 2 });
  const left = await place.test.rows<{ action: string }>(
    place.tenant,
    sql`select action from audit_log where tenant_id = ${place.tenant} order by id`,
  );
  expect(left.map(({ action }) => action)).toEqual(['team.create', 'audit_log.prune']);
  await place.test.travel(0);
  expect(await place.test.as(caller, getAuditSettings, {})).toMatchObject({ keptMonths: 24, sealed: 2, waiting: 0 });
});

it('is never younger than a year when it goes, whatever the program asks for', async () => {
  await place.test.as(await olive(), createTeam, { name: 'Young', members: [] });
  await sealTenant(place.test.house, place.tenant);
  const gone = await place.test.inside(place.tenant, (ctx) =>
    ctx.db.rows(sql`select * from prune_audit(${new Date(Date.now() + 3650 * dayMs)})`),
  );
  expect(gone).toEqual([]);
});
