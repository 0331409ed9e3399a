import { rm } from 'node:fs/promises';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { createClient, createContact } from '@kelp/clients';
import { writeUser } from '@kelp/identity';
import { openMailPort, useMailPort, useStorage, type Caller } from '@kelp/kernel';
import { loadConfig } from '@kelp/platform/config';
import { sql } from '@kelp/platform/db';
import {
  parseMail,
  startCatcher,
  startSmtpListener,
  type CaughtMail,
  type ParsedMail,
  type SmtpListener,
} from '@kelp/platform/mail';
import { openStorage, type Storage } from '@kelp/platform/storage';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { ticketChoices } from '@kelp/tickets';
import { newId } from '@kelp/std';
import { createMailbox } from '../contract';
import { inboundHandlers } from '../inbound-handlers';
import { mailboxesModule } from '../module';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface ThreadRow {
  ticketId: string;
  title: string;
  isClosed: boolean;
  authorType: string;
  authorName: string;
  visibility: string;
  text: string;
  html: string;
  quoted: string;
}

/** A desk with a mailbox, a client with a contact, a real listener for mail in, and a real server that catches the mail that goes out. */
export interface MailDesk {
  test: TestHouse;
  tenant: string;
  storage: Storage;
  port: number;
  boardId: string;
  amyId: string;
  tess: Caller;
  caught: CaughtMail[];
  staff(): Caller;
  send(mail: SendMailOptions): Promise<void>;
  sendRaw(raw: string, to?: string[], from?: string): Promise<void>;
  /** Everything handled; what went out since the last call, read. */
  delivered(): Promise<ParsedMail[]>;
  thread(): Promise<ThreadRow[]>;
  /** A new workspace with the same mailbox; what the former one had no longer takes mail. */
  newWorkspace(): Promise<void>;
  close(): Promise<void>;
}

export const support = 'support@northstar.test';
export const amy = '"Amy Adams" <amy@acme.test>';

/** Opens the house once for a file; each test then takes a workspace of its own by `newWorkspace`. */
export async function openMailDesk(): Promise<MailDesk> {
  const test = await testHouse(mailboxesModule);
  const folder = `/tmp/kelp-mail-${newId()}`;
  const storage = await openStorage(folder);
  const handlers = inboundHandlers(test.house, storage);
  const listener = await startSmtpListener({ port: 0, host: '127.0.0.1', log: silent, ...handlers });
  const { catcher, caught, port } = await catchOutgoing(storage);
  const mailer = createTransport({ host: '127.0.0.1', port: listener.port, secure: false, ignoreTLS: true });
  const desk: MailDesk = {
    test,
    storage,
    caught,
    ...(await makeWorkspace(test)),
    port: listener.port,
    staff: () => callerWith(desk.tenant, 'all'),
    send: async (mail) => void (await mailer.sendMail({ from: amy, to: support, ...mail })),
    sendRaw: async (raw, to = [support], from = 'amy@acme.test') =>
      void (await mailer.sendMail({ raw, envelope: { from, to } })),
    delivered: async () => {
      await settle(test);
      return Promise.all(caught.splice(0).map(({ raw }) => parseMail(raw)));
    },
    thread: () => readThread(test, desk.tenant),
    newWorkspace: async () => {
      useStorage(storage);
      await test.travel(0);
      const former = desk.tenant;
      await test.inside(former, (ctx) => ctx.db.rows(sql`delete from inbound_routes where tenant_id = ${former}`));
      Object.assign(desk, await makeWorkspace(test));
      await settle(test);
      caught.splice(0);
    },
    close: async () => {
      mailer.close();
      port.close();
      await Promise.all([listener.close(), catcher.close()]);
      await test.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return desk;
}

async function makeWorkspace(test: TestHouse) {
  const tenant = await bareTenant(test);
  const staff = callerWith(tenant, 'all');
  const { boards } = await test.as(staff, ticketChoices, {});
  const boardId = boards[0]?.id ?? '';
  await test.as(staff, createMailbox, { name: 'Support', address: support, boardId });
  const acme = await test.as(staff, createClient, { name: 'Acme Dental', domains: ['acme.test'] });
  const person = { fullName: 'Amy Adams', email: 'amy@acme.test', clientId: acme.id };
  const { id: amyId } = await test.as(staff, createContact, person);
  return { tenant, boardId, amyId, tess: await technician(test, tenant) };
}

async function catchOutgoing(storage: Storage) {
  const caught: CaughtMail[] = [];
  const catcher: SmtpListener = await startCatcher({
    port: 0,
    log: silent,
    keep: async (mail) => void caught.push(mail),
  });
  const environment = {
    NODE_ENV: 'test' as const,
    DATABASE_URL: 'x',
    REDIS_URL: 'x',
    KELP_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
  };
  const port = openMailPort(loadConfig({ ...environment, CATCHER_SMTP_PORT: String(catcher.port) }), storage);
  if (!port) throw new Error('The catcher gave no way out.');
  useMailPort(port);
  return { caught, catcher, port };
}

async function technician(test: TestHouse, tenant: string): Promise<Caller> {
  const email = 'tess@northstar.test';
  const id = await test.inside(tenant, async (ctx) => {
    const role = await ctx.db.maybe<{ id: string }>(
      sql`select id from roles where tenant_id = ${ctx.tenant} and name = 'Technician'`,
    );
    return (await writeUser(ctx, { name: 'Tess Tanaka', email, roleIds: [role?.id ?? ''] })).id;
  });
  return callerWith(tenant, 'all', { id, name: 'Tess Tanaka' });
}

function readThread(test: TestHouse, tenant: string): Promise<ThreadRow[]> {
  return test.rows<ThreadRow>(
    tenant,
    sql`select t.id as ticket_id, t.title, t.is_closed, c.author_type, c.author_name, c.visibility, c.text, c.html, c.quoted
        from tickets t join comments c on c.tenant_id = t.tenant_id and c.ticket_id = t.id
        where t.tenant_id = ${tenant} order by t.id, c.id`,
  );
}
