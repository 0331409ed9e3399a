import { buildRegistry, sendEmail } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { asSuperuser, bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  acceptShippedTemplate,
  getEmailTemplate,
  listEmailTemplateVersions,
  listEmailTemplates,
  previewEmailTemplate,
  resetEmailTemplate,
  saveEmailTemplate,
} from '../contract';
import { checkTemplate } from '../check-template';
import { noticeEmails } from '../emails/notice';
import { notificationsModule } from '../module';
import { shippedTemplates } from '@kelp/kernel';

let test: TestHouse;
let tenant: string;
const name = 'notification.ticket.assigned';

beforeAll(async () => {
  test = await testHouse(notificationsModule);
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all');
const own = { name, locale: 'en', subject: 'For {{name}}: {{title}}', html: '<p>{{title}}</p>', text: '{{title}}' };

async function sent(key: string): Promise<{ subject: string; templateSource: string } | undefined> {
  const email = noticeEmails.get('ticket.assigned');
  if (!email) throw new Error('no such mail');
  const to = { address: 'tess@northstar.test' };
  await test.inside(tenant, (ctx) =>
    sendEmail(ctx, email, {
      to,
      dedupeKey: key,
      props: { name: 'Tess', title: 'A < B', body: '', link: 'https://x.test', workspace: 'N', reason: 'you asked' },
    }),
  );
  const rows = await test.rows<{ subject: string; templateSource: string; html: string }>(
    tenant,
    sql`select subject, template_source, html from email_messages where tenant_id = ${tenant} and dedupe_key = ${key}`,
  );
  return rows[0];
}

it('sends the workspace’s own text once it is saved, and the shipped one after a reset', async () => {
  expect(await sent('a')).toMatchObject({ subject: 'A < B' });
  const { version } = await test.as(staff(), saveEmailTemplate, own);
  expect(await sent('b')).toMatchObject({
    subject: 'For Tess: A < B',
    templateSource: 'tenant',
    html: '<p>A &lt; B</p>',
  });
  expect((await test.as(staff(), listEmailTemplates, {})).rows.find((row) => row.name === name)?.ownLocales).toEqual([
    'en',
  ]);
  await test.as(staff(), saveEmailTemplate, { ...own, version, subject: 'Second' });
  await expect(test.as(staff(), saveEmailTemplate, { ...own, version })).rejects.toMatchObject({ id: 'stale' });
  expect(await test.as(staff(), resetEmailTemplate, { name, locale: 'en' })).toEqual({ wasOwn: true });
  expect(await sent('c')).toMatchObject({ subject: 'A < B' });
  expect((await test.as(staff(), getEmailTemplate, { name, locale: 'en' })).own).toBeNull();
});

it.each([
  ['an unknown variable', { html: '<p>{{nickname}}</p>' }, 'html'],
  ['an unknown variable in a branch not taken', { text: '{{#if body}}{{title}}{{else}}{{nickname}}{{/if}}' }, 'text'],
  ['a block that is not closed', { html: '{{#if body}}x' }, 'html'],
  ['what people type put in unescaped', { html: '<p>{{{title}}}</p>' }, 'html'],
  ['a helper that does not exist', { subject: '{{lookup title "x"}}' }, 'subject'],
])('refuses %s, at preview and at save', async (_what, part, field) => {
  for (const contract of [previewEmailTemplate, saveEmailTemplate] as const) {
    await expect(test.as(staff(), contract, { ...own, ...part } as never)).rejects.toMatchObject({
      id: 'invalid',
      fields: { [field]: expect.any(String) },
    });
  }
});

it('refuses to write without the permission, and unknown mails', async () => {
  const reader = callerWith(tenant, ['email_template.read']);
  await expect(test.as(reader, saveEmailTemplate, own)).rejects.toMatchObject({ id: 'forbidden' });
  await expect(test.as(reader, getEmailTemplate, { name: 'nothing', locale: 'en' })).rejects.toMatchObject({
    id: 'not_found',
  });
});

it('ships texts that pass their own check', () => {
  const registry = buildRegistry([notificationsModule]);
  for (const email of registry.emails.values()) expect(() => checkTemplate(email, email)).not.toThrow();
  const rows = shippedTemplates(registry);
  expect(new Set(rows.map((row) => row.name)).size).toBe(registry.emails.size);
  for (const row of rows) expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
});

it('keeps every saved text as a version, also over a reset, and shows when the shipped one has changed', async () => {
  const folded = {
    ...own,
    name: 'notification.folded',
    subject: '{{subject}}',
    html: '<p>{{subject}}</p>',
    text: '{{link}}',
  };
  const which = { name: folded.name, locale: 'en' };
  const first = await test.as(staff(), saveEmailTemplate, folded);
  await test.as(staff(), saveEmailTemplate, { ...folded, version: first.version, subject: 'Second {{subject}}' });
  await test.as(staff(), resetEmailTemplate, which);
  const again = await test.as(staff(), saveEmailTemplate, { ...folded, subject: 'Third {{subject}}' });
  const { rows } = await test.as(staff(), listEmailTemplateVersions, which);
  expect(rows.map(({ number, subject }) => [number, subject])).toEqual([
    [3, 'Third {{subject}}'],
    [2, 'Second {{subject}}'],
    [1, '{{subject}}'],
  ]);
  expect((await test.as(staff(), getEmailTemplate, which)).own?.base).toBeNull();
  await asSuperuser(
    test.superUrl,
    `insert into system_email_templates (name, locale, subject, html, text, hash) values ('notification.folded', 'en', 'New', 'New', 'New', 'x')`,
  );
  const newer = await test.as(staff(), getEmailTemplate, which);
  expect(newer.own?.base).toMatchObject({ subject: '{{subject}}' });
  expect(newer.shipped.subject).toBe('New');
  expect(newer.variables).toContainEqual({ name: 'notices[].title', type: 'text', example: expect.any(String) });
  await expect(test.as(staff(), acceptShippedTemplate, { ...which, version: again.version - 1 })).rejects.toMatchObject(
    { id: 'stale' },
  );
  await test.as(staff(), acceptShippedTemplate, { ...which, version: again.version });
  expect((await test.as(staff(), getEmailTemplate, which)).own).toMatchObject({
    base: null,
    subject: 'Third {{subject}}',
  });
});

it('falls back from a language to its nearest: own, shipped, then English', async () => {
  const inLanguage = async (locale: string, key: string) => {
    const email = noticeEmails.get('ticket.closed');
    if (!email) throw new Error('no such mail');
    const props = { name: 'T', title: 'A', body: '', link: 'https://x.test', workspace: 'N', reason: 'r' };
    await test.inside(tenant, (ctx) =>
      sendEmail(ctx, email, { to: { address: 'tess@northstar.test' }, locale, dedupeKey: key, props }),
    );
    const [row] = await test.rows<{ text: string; locale: string }>(
      tenant,
      sql`select text, locale from email_messages where tenant_id = ${tenant} and dedupe_key = ${key}`,
    );
    return row;
  };
  expect(await inLanguage('de-CH', 'f1')).toMatchObject({ locale: 'de', text: expect.stringContaining('Guten Tag') });
  expect(await inLanguage('fr', 'f2')).toMatchObject({ locale: 'en', text: expect.stringContaining('Hello') });
  await test.as(staff(), saveEmailTemplate, { ...own, name: 'notification.ticket.closed', text: 'Mine' });
  // The workspace's English does not beat the shipped German.
  expect(await inLanguage('de', 'f3')).toMatchObject({ locale: 'de' });
  expect(await inLanguage('fr', 'f4')).toMatchObject({ locale: 'en', text: 'Mine' });
  await test.as(staff(), saveEmailTemplate, {
    ...own,
    name: 'notification.ticket.closed',
    locale: 'fr',
    text: 'Le mien',
  });
  expect(await inLanguage('fr', 'f5')).toMatchObject({ locale: 'fr', text: 'Le mien' });
});
