import { readFile } from 'node:fs/promises';
import { createTransport } from 'nodemailer';
import { createClient, createContact } from '@kelp/clients';
import { useStorage } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { startSmtpListener, type SmtpListener } from '@kelp/platform/mail';
import { openStorage, type Storage } from '@kelp/platform/storage';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { ticketChoices } from '@kelp/tickets';
import { createMailbox } from './contract';
import { inboundHandlers } from './inbound-handlers';
import { mailboxesModule } from './module';

let test: TestHouse;
let tenant: string;
let storage: Storage;
let listener: SmtpListener;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const staff = () => callerWith(tenant, 'all');

beforeAll(async () => {
  test = await testHouse(mailboxesModule);
  storage = await openStorage(`/tmp/kelp-inbound-${process.pid}`);
  useStorage(storage);
  tenant = await bareTenant(test);
  const { boards } = await test.as(staff(), ticketChoices, {});
  await test.as(staff(), createMailbox, {
    name: 'Support',
    address: 'support@northstar.test',
    boardId: boards[0]?.id ?? '',
  });
  const acme = await test.as(staff(), createClient, { name: 'Acme Dental', domains: ['acme.test'] });
  await test.as(staff(), createContact, { fullName: 'Amy Adams', email: 'amy@acme.test', clientId: acme.id });
  listener = await startSmtpListener({
    port: 0,
    host: '127.0.0.1',
    log: silent,
    ...inboundHandlers(test.house, storage),
  });
});
afterAll(async () => {
  await listener.close();
  await test.close();
});

const mailer = () => createTransport({ host: '127.0.0.1', port: listener.port, secure: false, ignoreTLS: true });
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

it('makes a ticket of the right client out of a real mail, once', async () => {
  const mail = {
    from: '"Amy Adams" <amy@acme.test>',
    to: 'support@northstar.test',
    subject: 'Printer offline',
    messageId: '<first@acme.test>',
    html: '<p>It <b>blinks</b>.</p><script>alert(1)</script><img src="cid:pic@acme" onerror="x()">',
    text: 'It blinks.',
    attachments: [
      { filename: 'pic.png', content: pixel, cid: 'pic@acme', contentType: 'image/png' },
      { filename: 'log.bin', content: Buffer.alloc(2 * 1024 * 1024, 7) },
    ],
  };
  await mailer().sendMail(mail);
  await mailer().sendMail(mail);
  await settle(test);
  const found = await test.rows<{ title: string; client: string; html: string; id: string }>(
    tenant,
    sql`select t.title, c.name as client, m.html, t.id from tickets t join clients c on c.id = t.client_id and c.tenant_id = t.tenant_id
        join comments m on m.ticket_id = t.id and m.tenant_id = t.tenant_id where t.tenant_id = ${tenant}`,
  );
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ title: 'Printer offline', client: 'Acme Dental' });
  const files = await test.rows<{ id: string; filename: string; size: bigint; isInline: boolean; storageKey: string }>(
    tenant,
    sql`select id, filename, size, is_inline, storage_key from attachments where tenant_id = ${tenant} order by size`,
  );
  expect(files).toMatchObject([
    { filename: 'pic.png', isInline: true },
    { filename: 'log.bin', size: 2n * 1024n * 1024n, isInline: false },
  ]);
  expect(found[0]?.html).toContain(`/api/files/ticket.attachment/${files[0]?.id}`);
  expect(found[0]?.html).not.toMatch(/script|onerror/);
  expect(await readFile(`/tmp/kelp-inbound-${process.pid}/${files[0]?.storageKey}`).catch(() => null)).not.toBe(
    undefined,
  );
});
