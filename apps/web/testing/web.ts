import { createOwner, signIn, writePortalUser, writeUser, roles, type IdentityDeps } from '@kelp/identity';
import { sessionCookie } from '@kelp/identity/next-auth';
import { createTenant } from '@kelp/tenants';
import { createMetrics, createProbes } from '@kelp/platform/probes';
import { openRedis, redisAttemptCounter, waitForRedis } from '@kelp/platform/redis';
import { openStorage } from '@kelp/platform/storage';
import {
  buildRegistry,
  createDispatcher,
  engineChecks,
  openEngines,
  openQueues,
  useStorage,
  type Engines,
} from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { testHouse, type TestHouse } from '@kelp/testing';
import { schemaLevel } from '../../../migrations/level';
import express, { type Express } from 'express';
import { createApp } from '../app';
import { openBrands } from '../brands';
import { LiveHub } from '../doors/live-hub';
import type { WebHouse } from '../web-house';
import { checkAnswers } from './check-answers';

export const password = 'Harbor-Lantern-42';

export interface WebTest {
  test: TestHouse;
  app: Express;
  web: WebHouse;
  origin: string;
  close(): Promise<void>;
}

/** The whole server but Next, over a house of its own; addresses that no door takes answer "page". */
export async function openWebTest(change: Partial<WebHouse['config']> = {}): Promise<WebTest> {
  const test = await testHouse(...productModules);
  const server = await openServer(test.engines, { ...test.engines.config, ...change });
  return {
    ...server,
    test,
    close: async () => {
      await server.close();
      await test.close();
      expect(server.answers.faults).toEqual([]);
    },
  };
}

/** A second server on the same database and Redis that shares nothing else with the first: connections, caches, subscriptions. */
export async function openServerBeside({
  test,
  web,
}: WebTest): Promise<{ app: Express; web: WebHouse; close(): Promise<void> }> {
  const engines = openEngines('beside', test.engines.config, buildRegistry(productModules));
  const server = await openServer(engines, web.config);
  return {
    app: server.app,
    web: server.web,
    close: async () => {
      await server.close();
      await engines.close();
    },
  };
}

async function openServer(engines: Engines, config: WebHouse['config']) {
  const { house } = engines;
  await waitForRedis(engines.redis, 20_000);
  const storage = await openStorage(config.STORAGE_DIR);
  useStorage(storage);
  const subscriber = openRedis(config.REDIS_URL, engines.log, { isBlocking: true });
  const { queues, close: closeQueues } = openQueues(engines);
  const identity: IdentityDeps = {
    house,
    counter: redisAttemptCounter(engines.redis, config.REDIS_PREFIX),
    secret: config.KELP_SECRET,
  };
  const metrics = createMetrics('web');
  const probes = createProbes({
    version: 'test',
    metrics,
    metricsToken: 'metrics-token',
    checks: engineChecks(engines, storage, schemaLevel),
  });
  const live = new LiveHub(subscriber, config.REDIS_PREFIX);
  const web: WebHouse = {
    version: 'test',
    config,
    log: engines.log,
    engines,
    house,
    redis: engines.redis,
    dispatcher: createDispatcher(house),
    storage,
    identity,
    live,
    brands: openBrands(house, live, metrics),
    metrics,
    probes,
  };
  const answers = checkAnswers(house.registry);
  const app = express()
    .use('/api/v1', answers.check)
    .use(createApp(web, queues, (_request, response) => void response.send('page')));
  return {
    web,
    answers,
    app,
    origin: config.publicUrl.origin,
    close: async () => {
      subscriber.disconnect();
      await closeQueues();
    },
  };
}

/** A workspace with an owner; returns its id and the owner's address. */
export async function aWorkspace({ test }: WebTest, name: string): Promise<{ tenant: string; owner: string }> {
  const owner = `owner@${name.toLowerCase().replace(/\W/g, '')}.test`;
  const tenant = await createTenant(
    test.house,
    { name, zone: 'UTC', currency: 'USD' },
    async (ctx) => void (await createOwner(ctx, { name: 'Olive', email: owner, password })),
  );
  return { tenant, owner };
}

/** Adds a member of staff with this role. */
export async function aMember({ test }: WebTest, tenant: string, email: string, roleName: string): Promise<void> {
  await test.inside(tenant, async (ctx) => {
    const [role] = await ctx.db.list(roles, { name: roleName, msp: true });
    await writeUser(ctx, { name: email, email, roleIds: [role?.id ?? ''], password });
  });
}

/** Makes a contact a portal user. */
export const aPortalUser = ({ test }: WebTest, tenant: string, contactId: string, role: 'Admin' | 'User') =>
  test.inside(tenant, (ctx) => writePortalUser(ctx, { contactId, role, password }));

/** The Cookie header of a fresh session. */
export async function cookieFor(
  { web, origin }: WebTest,
  email: string,
  portal: 'msp' | 'client' = 'msp',
): Promise<string> {
  const outcome = await signIn(web.identity, {
    portal,
    email,
    password,
    remoteAddress: '127.0.0.1',
    userAgent: 'test',
    requestId: 'test',
  });
  if (outcome.kind !== 'signed_in') throw new Error('Several workspaces.');
  return sessionCookie(outcome, { secret: web.config.KELP_SECRET, publicUrl: origin });
}
