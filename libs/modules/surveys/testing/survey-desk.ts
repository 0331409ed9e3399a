import { createClient, createContact } from '@kelp/clients';
import { actorOfUser, writeUser } from '@kelp/identity';
import { emailMessages, useMailPort, type Caller, type Contract, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { createTicket, ticketChoices, updateTicket } from '@kelp/tickets';
import { surveyDoor } from '../answering/survey-door';
import type { SurveyReply } from '../answering/survey-page';
import { createSurveyTrigger, listSurveys, listSurveyTemplates, type Survey } from '../contract';
import { surveysModule } from '../module';

/** One mail of a survey with the links in it. */
export interface SurveyMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  locale: string;
  inReplyTo: string | null;
  /** The token of its links, and the ratings that they name. */
  token: string;
  ratings: number[];
}

/** A workspace with Tess and Mona, Acme with Amy, and a trigger for every closed ticket. */
export interface SurveyDesk {
  test: TestHouse;
  tenant: string;
  olive: Caller;
  tess: Caller;
  mona: Caller;
  acme: string;
  amy: string;
  triggerId: string;
  call<C extends Contract>(contract: C, input: z.input<C['input']>, caller?: Caller): Promise<z.output<C['output']>>;
  contact(name: string, more?: object): Promise<string>;
  open(contactId: string | null, more?: object): Promise<string>;
  close(ticketId: string): Promise<void>;
  reopen(ticketId: string): Promise<void>;
  /** Everything handled; the mails of surveys so far, the oldest first. */
  mails(): Promise<SurveyMail[]>;
  /** Closes a new ticket of Amy's and gives its survey's token. */
  asked(): Promise<{ ticketId: string; token: string }>;
  /** As the page sends it. */
  press(token: string, reply: Partial<SurveyReply> & { rating: number }): Promise<unknown>;
  /** As a click in the mail sends it. */
  click(token: string, rating: number): Promise<unknown>;
  surveys(filter?: object): Promise<Survey[]>;
  /** Moves the clock on. */
  later(ms: number): Promise<void>;
}

const noReply = { further: [], comment: '', mayQuote: false };
const link = (token: string, tenant: string) => ({ tenant, token, requestId: 'survey-test' });

/** Opens the house of a test file; its mails arrive nowhere and count as sent. */
export async function openSurveyHouse(): Promise<TestHouse> {
  const test = await testHouse(surveysModule);
  useMailPort({ send: () => Promise.resolve({ kind: 'sent' }) });
  return test;
}

export async function openSurveyDesk(test: TestHouse): Promise<SurveyDesk> {
  let offset = 0;
  await test.travel(0);
  const tenant = await bareTenant(test, 'UTC');
  const olive = callerWith(tenant, 'all', { id: await person(test, tenant, 'Olive Owner', 'Owner') });
  const call: SurveyDesk['call'] = (contract, input, caller = olive) =>
    test.as(caller, contract, contract.input.parse(input) as never);
  const tess = await callerOf(test, tenant, await person(test, tenant, 'Tess Tran', 'Technician'));
  const mona = await callerOf(test, tenant, await person(test, tenant, 'Mona Berg', 'Manager'));
  const acme = (await call(createClient, { name: 'Acme Dental', domains: [] })).id;
  const contact = async (name: string, more: object = {}) => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@acme.test`;
    return (await call(createContact, { fullName: name, email, clientId: acme, ...more })).id;
  };
  const amy = await contact('Amy Adams');
  const [template] = (await call(listSurveyTemplates, {})).rows;
  const { id: triggerId } = await call(createSurveyTrigger, {
    name: 'Closed tickets',
    kind: 'ticket_closed',
    templateId: template?.id ?? null,
    throttleDays: 0,
  });
  const door = surveyDoor(test.house);
  const move = async (ticketId: string, isClosed: boolean) => {
    const { statuses } = await call(ticketChoices, {});
    const boardOf = await test.rows<{ boardId: string }>(
      tenant,
      sql`select board_id from tickets where tenant_id = ${tenant} and id = ${ticketId}`,
    );
    const target = statuses.find((one) => one.boardId === boardOf[0]?.boardId && one.isClosed === isClosed);
    await call(updateTicket, { id: ticketId, statusId: target?.id }, tess);
  };
  const desk: SurveyDesk = {
    test,
    tenant,
    olive,
    tess,
    mona,
    acme,
    amy,
    triggerId,
    call,
    contact,
    open: async (contactId, more = {}) =>
      (await call(createTicket, { title: 'Printer offline', contactId, assignedTo: tess.actor.id, ...more } as never))
        .id,
    close: (ticketId) => move(ticketId, true),
    reopen: (ticketId) => move(ticketId, false),
    mails: () => readMails(test, tenant),
    asked: async () => {
      const ticketId = await desk.open(amy);
      await desk.close(ticketId);
      const mail = (await desk.mails()).at(-1);
      if (!mail) throw new Error('No survey was sent.');
      return { ticketId, token: mail.token };
    },
    press: (token, reply) => door.answer(link(token, tenant), { ...noReply, ...reply, isPressed: true }),
    click: (token, rating) => door.answer(link(token, tenant), { ...noReply, rating, isPressed: false }),
    surveys: async (filter = {}) => (await call(listSurveys, filter)).rows,
    later: (ms) => test.travel((offset += ms)),
  };
  return desk;
}

async function person(test: TestHouse, tenant: string, name: string, roleName: string): Promise<string> {
  return test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = ${roleName} and msp`,
    );
    const email = `${name.toLowerCase().replaceAll(' ', '.')}-${tenant}@northstar.test`;
    return (await writeUser(ctx, { name, email, roleIds: [role.id] })).id;
  });
}

async function callerOf(test: TestHouse, tenant: string, userId: string): Promise<Caller> {
  const actor = await test.inside(tenant, (ctx) => actorOfUser(ctx, userId));
  if (!actor) throw new Error('This person may not be in.');
  return { tenant, actor, door: 'ui', requestId: newId() };
}

async function readMails(test: TestHouse, tenant: string): Promise<SurveyMail[]> {
  await settle(test);
  const rows = await test.inside(tenant, (ctx) =>
    ctx.db.list(emailMessages, { template: 'survey.invitation' }, { orderBy: 'id' }),
  );
  return rows.map(({ toAddress, subject, text, html, locale, inReplyTo }) => {
    const found = [...text.matchAll(new RegExp(`/survey/${tenant}/([\\w-]+)\\?rating=(\\d+)`, 'g'))];
    return {
      ...{ to: toAddress, subject, text, html, locale, inReplyTo },
      token: found[0]?.[1] ?? '',
      ratings: found.map(([, , rating]) => Number(rating)),
    };
  });
}
