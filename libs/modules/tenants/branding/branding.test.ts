import { defineEmail, defineModule, sendEmail, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { brandDoor, createTenant, getBranding, saveBranding, tenantsModule, updateTenant } from '../index';

const words = { subtype: 'test', props: z.object({}), sample: {}, subject: 'Hello', text: 'Hello' };
const toClient = defineEmail({ ...words, name: 'test.client', audience: 'client', html: '<p>Hello</p>' });
const toStaff = defineEmail({ ...words, name: 'test.staff', audience: 'internal', html: '<p>Hello</p>' });
const mails = defineModule('mails', { needs: [tenantsModule], emails: [toClient, toStaff] });

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
/** The header of a PNG that claims forty thousand by forty thousand points. */
const hugePng = Buffer.concat([
  Buffer.from(png, 'base64').subarray(0, 16),
  Buffer.from([0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40, 8, 6, 0, 0, 0]),
]).toString('base64');

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(mails);
});
afterAll(() => test.close());

const workspace = (name: string) => createTenant(test.house, { name, zone: 'UTC', currency: 'USD' });
const owner = (tenant: string) => callerWith(tenant, ['branding.read', 'branding.update', 'system_settings.update']);
let mailed = 0;
const htmlOf = (tenant: string, email: typeof toClient, isForClient = false) =>
  test.inside(tenant, async (ctx) => {
    const to = { address: 'amy@acme.test' };
    const id = await sendEmail(ctx, email, { to, props: {}, dedupeKey: `mail:${(mailed += 1)}`, isForClient });
    return (
      await ctx.db.one<{ html: string }>(
        sql`select html from email_messages where tenant_id = ${tenant} and id = ${id}`,
      )
    ).html;
  });

it('keeps colour and logo with their audit row, says when a colleague was faster, and wants the permission', async () => {
  const tenant = await workspace('Northstar IT');
  expect(await test.as(owner(tenant), getBranding, {})).toEqual({
    name: 'Northstar IT',
    colour: null,
    logo: null,
    version: 0,
  });
  const input = saveBranding.input.parse({ version: 0, colour: ' #8A1538', logo: { name: 'n.png', content: png } });
  const saved = await test.as(owner(tenant), saveBranding, input);
  expect(saved).toMatchObject({ colour: '#8a1538', version: 1, logo: { url: `/brand/${tenant}/${saved.logo?.id}` } });
  const kept = await test.as(owner(tenant), saveBranding, { version: 1, colour: '#0f766e' });
  expect(kept).toMatchObject({ colour: '#0f766e', version: 2, logo: saved.logo });
  await expect(test.as(owner(tenant), saveBranding, { version: 1, colour: '#000000' })).rejects.toMatchObject({
    id: 'stale',
    data: { fields: ['colour'] },
  });
  await expect(test.as(owner(tenant), saveBranding, { version: 0, logo: null })).rejects.toMatchObject({ id: 'stale' });
  const audit = await test.rows<{ before: unknown; after: { colour: string } }>(
    tenant,
    sql`select before, after from audit_log where tenant_id = ${tenant} and subject = 'brandings' order by id`,
  );
  expect(audit).toMatchObject([{ before: null }, { before: { colour: '#8a1538' }, after: { colour: '#0f766e' } }]);
  await expect(test.as(callerWith(tenant, ['branding.read']), saveBranding, { colour: null })).rejects.toMatchObject({
    id: 'forbidden',
  });
  expect(() => saveBranding.input.parse({ colour: 'red;background:url(//x)' })).toThrow('six digits');
});

it.each([
  ['markup under the name of a picture', base64('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a page', base64('<!doctype html><script>alert(1)</script>')],
  ['another kind of picture', base64('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;')],
  ['a picture of far too many points', hugePng],
])('takes no logo that is %s, and keeps what was there', async (_kind, content) => {
  const tenant = await workspace('Picky');
  await expect(
    test.as(owner(tenant), saveBranding, { colour: '#0f766e', logo: { name: 'logo.png', content } }),
  ).rejects.toMatchObject({ id: 'invalid', fields: { logo: expect.any(String) } });
  expect(await test.as(owner(tenant), getBranding, {})).toMatchObject({ colour: null, logo: null, version: 0 });
});

it('shows logos to everybody under the workspace they belong to, former ones too, and no other way', async () => {
  const [tenant, other] = [await workspace('Mine'), await workspace('Other')];
  const door = brandDoor(test.house);
  const first = await test.as(owner(tenant), saveBranding, { logo: { name: 'a.png', content: png } });
  const id = first.logo?.id ?? '';
  await test.as(owner(tenant), saveBranding, { logo: null });
  expect(await door.logo(tenant, id)).toMatchObject({ contentType: 'image/png', content: Buffer.from(png, 'base64') });
  expect(await door.logo(other, id)).toBeNull();
  expect(await door.brand(tenant)).toMatchObject({ name: 'Mine', logoId: null });
  expect(await door.brand(id)).toBeNull();
  expect(await door.onlyWorkspace()).toBeNull();
});

it('frames mails to clients in name, readable colour and logo, and leaves mails to staff as they are', async () => {
  const tenant = await workspace('North & "Star"');
  expect(await htmlOf(tenant, toClient)).toBe('<p>Hello</p>');
  await test.as(owner(tenant), saveBranding, { colour: '#ffee00' });
  const named = await htmlOf(tenant, toClient);
  expect(named).toContain('North &amp; &quot;Star&quot;</span>');
  expect(named).not.toContain('#ffee00');
  const { logo } = await test.as(owner(tenant), saveBranding, { logo: { name: 'a.png', content: png } });
  expect(await htmlOf(tenant, toClient)).toContain(`src="http://localhost:3000${logo?.url}" alt="North &amp;`);
  expect(await htmlOf(tenant, toStaff)).toBe('<p>Hello</p>');
  expect(await htmlOf(tenant, toStaff, true)).toContain('<img');
  await test.as(owner(tenant), updateTenant, { name: 'Northstar' });
  await test.as(owner(tenant), saveBranding, { logo: null });
  expect(await htmlOf(tenant, toClient)).toContain('>Northstar</span>');
  await test.as(owner(tenant), saveBranding, { colour: null });
  expect(await htmlOf(tenant, toClient)).toBe('<p>Hello</p>');
});
