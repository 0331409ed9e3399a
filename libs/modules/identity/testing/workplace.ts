import type { Caller, Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { redisAttemptCounter } from '@kelp/platform/redis';
import { newId } from '@kelp/std';
import { createTenant } from '@kelp/tenants';
import { testHouse, type TestHouse } from '@kelp/testing';
import { writePortalUser } from '../actions/invite-portal-user';
import type { PortalRole } from '../domain/shipped-roles';
import { identityModule } from '../module';
import type { IdentityDeps } from '../sign-in/deps';
import { callerFromSession } from '../sign-in/session';
import { signIn, type SignInRequest } from '../sign-in/sign-in';
import type { Portal } from '../tables';
import { createOwner, staffRoleId, writeUser } from '../write-user';

export const goodPassword = 'Harbor-Lantern-42';
export const origin = { remoteAddress: '192.0.2.1', userAgent: 'Firefox on Debian', requestId: 'r1' };

/** A house with one workspace, its Owner Olive, and short ways to do at its doors what people do. */
export interface Workplace {
  readonly test: TestHouse;
  readonly deps: IdentityDeps;
  readonly tenant: string;
  /** The address becomes `<first name>@northstar.test`. */
  addStaff(name: string, role: string): Promise<string>;
  addPortalUser(name: string, email: string, role?: PortalRole): Promise<string>;
  addContact(name: string, email: string | null): Promise<string>;
  /** Signs in and returns the session's token. */
  enter(email: string, portal?: Portal, password?: string): Promise<string>;
  /** Signs in and returns the caller of the session. */
  callerFor(email: string, portal?: Portal): Promise<Caller>;
  /** `error id: sentence` of a refused sign-in. */
  refusal(email: string, more?: Partial<SignInRequest>): Promise<string>;
  mails(): Promise<{ to: string; subject: string; text: string }[]>;
}

export async function openWorkplace(): Promise<Workplace> {
  const test = await testHouse(identityModule);
  const counter = redisAttemptCounter(test.engines.redis, test.engines.config.REDIS_PREFIX);
  const deps = { house: test.house, counter, secret: test.engines.config.KELP_SECRET };
  const tenant = await createTenant(
    test.house,
    { name: 'Northstar IT', zone: 'America/Chicago', currency: 'USD' },
    async (ctx) =>
      void (await createOwner(ctx, { name: 'Olive Olsen', email: 'olive@northstar.test', password: goodPassword })),
  );
  const within = <T>(work: (ctx: Ctx) => Promise<T>) => test.inside(tenant, work);
  const request = (email: string, more: Partial<SignInRequest>): SignInRequest => ({
    ...origin,
    portal: 'msp',
    email,
    password: goodPassword,
    ...more,
  });
  const enter = async (email: string, portal: Portal = 'msp', password = goodPassword) => {
    const result = await signIn(deps, request(email, { portal, password }));
    if (result.kind !== 'signed_in') throw new Error('A choice was not expected.');
    return result.token;
  };
  const addContact = (name: string, email: string | null) =>
    within(async (ctx) => {
      const [clientId, contactId] = [newId(), newId()];
      await ctx.db.rows(
        sql`insert into clients (tenant_id, id, name) values (${tenant}, ${clientId}, ${`Client of ${name}`})`,
      );
      await ctx.db.rows(
        sql`insert into contacts (tenant_id, id, client_id, full_name, email) values (${tenant}, ${contactId}, ${clientId}, ${name}, ${email})`,
      );
      return contactId;
    });
  return {
    test,
    deps,
    tenant,
    enter,
    addContact,
    addStaff: (name, role) =>
      within(async (ctx) => {
        const email = `${name.split(' ')[0]}@northstar.test`;
        return (await writeUser(ctx, { name, email, password: goodPassword, roleIds: [await staffRoleId(ctx, role)] }))
          .id;
      }),
    addPortalUser: async (name, email, role = 'User') => {
      const contactId = await addContact(name, email);
      return (await within((ctx) => writePortalUser(ctx, { contactId, role, password: goodPassword }))).id;
    },
    callerFor: async (email, portal = 'msp') => {
      const caller = await callerFromSession(test.house, await enter(email, portal), { requestId: 'r1' });
      if (!caller) throw new Error('A session just opened does not hold.');
      return caller;
    },
    refusal: (email, more = {}) =>
      signIn(deps, request(email, more)).then(
        () => 'signed in',
        (error: { id: string; message: string }) => `${error.id}: ${error.message}`,
      ),
    mails: () =>
      test.rows(
        tenant,
        sql`select to_address as "to", subject, text from email_messages where tenant_id = ${tenant} order by created_at, id`,
      ),
  };
}

/** The secret in the first link of a mail's text. */
export const tokenIn = (text: string): string => decodeURIComponent(/token=([\w%-]+)/.exec(text)?.[1] ?? 'none');
