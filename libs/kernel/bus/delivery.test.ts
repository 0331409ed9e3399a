import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { openRedis } from '@kelp/platform/redis';
import { systemActor } from '../actor';
import { inUnit } from '../unit';
import { askToCount, batches, countingModule, noted, notes } from '../testing/counting-module';
import { replayDelivery } from '../runtime/backlog';
import { startSchedule } from '../runtime/processes';
import { startConsumers } from './consumers';
import { buryUnknown, relayOnce, sweepDeliveries, toEnvelope } from './relay';
import { addToStreams, deadLetterName, everyStream, readNews } from './streams';
import { allStreams, handleOne } from './consumer';
import { everythingButDate } from '../testing/everything-but-date';

let test: TestHouse;
let tenant: string;
const settings = () => ({ prefix: test.engines.config.REDIS_PREFIX, maxDeliveries: 3 });

beforeAll(async () => {
  test = await testHouse(countingModule);
});
beforeEach(async () => {
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const ask = (names: string[], isPoison = false) =>
  test.as(callerWith(tenant, ['count.ask']), askToCount, { names, isPoison });
const counts = async (): Promise<Record<string, number>> => {
  const rows = await test.rows<{ key: string; value: number }>(
    tenant,
    sql`select key, value from tenant_settings where tenant_id = ${tenant}`,
  );
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
};
const twice = (names: string[]) =>
  Object.fromEntries(
    names.flatMap((name) => [
      [`first:${name}`, 1],
      [`second:${name}`, 1],
    ]),
  );

async function until(isReached: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if (await isReached()) return;
    await delay(25);
  }
  throw new Error('It did not come to pass within five seconds.');
}

async function withConsumers<T>(work: () => Promise<T>): Promise<T> {
  const listener = openRedis(test.engines.config.REDIS_URL, test.engines.log, { isBlocking: true });
  const running = await Promise.all(
    [1, 2].map(() => startConsumers(test.house, test.engines.redis, listener, settings())),
  );
  try {
    return await work();
  } finally {
    await Promise.all(running.map((one) => one.stop()));
    listener.disconnect();
  }
}

it('brings every event to every handler once, though two consumers read and each event is on the stream three times', async () => {
  const names = Array.from({ length: 120 }, (_, n) => `n${n}`);
  await ask(names);
  await withConsumers(async () => {
    await relayOnce(test.house, test.engines.redis, settings().prefix);
    const rows = await test.house.database.asSystem((run) =>
      run<never>(sql`select * from outbox where tenant_id = ${tenant}`),
    );
    const again = rows.map((row) => toEnvelope(row, ['first', 'second']));
    for (const copy of [again, again]) await addToStreams(test.engines.redis, settings().prefix, copy);
    await until(async () => Object.keys(await counts()).length === 240);
    await delay(200);
  });
  expect(await counts()).toEqual(twice(names));
});

it('gives a subscriber by set the events of a burst together and in their order', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `burst${n}`);
  await ask(names);
  await relayOnce(test.house, test.engines.redis, settings().prefix);
  batches.length = 0;
  await withConsumers(() => until(async () => Object.keys(await counts()).length === 80));
  const order = (name: string) => names.indexOf(name);
  expect(batches.flat().sort((a, b) => order(a) - order(b))).toEqual(names);
  expect(batches.some((batch) => batch.length > 1)).toBe(true);
  for (const batch of batches) expect(batch).toEqual([...batch].sort((a, b) => order(a) - order(b)));
});

it('gives a history together to who takes it so, and nothing of it to who tells people of news', async () => {
  const note = (name: string, isMuted: boolean) =>
    inUnit(
      test.house,
      { tenant, actor: systemActor('test'), door: 'operator', requestId: 'test', isMuted },
      'test',
      async (ctx) => ctx.emit(noted, tenant, { name }),
    );
  for (const name of ['old', 'older', 'oldest']) await note(name, true);
  await note('new', false);
  await relayOnce(test.house, test.engines.redis, settings().prefix);
  await withConsumers(() => until(async () => notes.telling.length > 0 && notes.indexing.flat().length === 4));
  expect(notes.telling).toEqual([['new']]);
  expect(notes.indexing).toContainEqual(['old', 'older', 'oldest']);
  const ledger = await test.rows<{ handler: string; states: string[] }>(
    tenant,
    sql`select handler, array_agg(state) as states from deliveries where tenant_id = ${tenant} group by handler order by handler`,
  );
  expect(ledger).toEqual([
    { handler: 'indexing', states: ['done', 'done', 'done', 'done'] },
    { handler: 'telling', states: ['done'] },
  ]);
});

it('looks where the news says, and everywhere when it cannot read the news', () => {
  const heard = (news: string, handler: string) => {
    const { streams, isFor } = readNews(news);
    return { streams, isMine: isFor(handler) };
  };
  expect(heard('3,7 first,second', 'third')).toEqual({ streams: [3, 7], isMine: false });
  expect(heard('3,7 first,second', 'second')).toEqual({ streams: [3, 7], isMine: true });
  for (const foreign of ['3,7', '', 'x first', '99 first'])
    expect(heard(foreign, 'third')).toEqual({ streams: [...everyStream], isMine: true });
});

it('loses nothing when Redis is emptied after the relay: the sweeper brings it back', async () => {
  const names = ['a', 'b', 'c'];
  await ask(names);
  await relayOnce(test.house, test.engines.redis, settings().prefix);
  for (const stream of allStreams(settings().prefix)) await test.engines.redis.del(stream);
  await test.house.database.asSystem((run) =>
    run(sql`update deliveries set next_at = now() - interval '1 second' where tenant_id = ${tenant}`),
  );
  await withConsumers(async () => {
    expect(await sweepDeliveries(test.house, test.engines.redis, settings().prefix)).toBe(6);
    await until(async () => Object.keys(await counts()).length === 6);
  });
  expect(await counts()).toEqual(twice(names));
});

it('leaves events in the outbox while Redis is away, for the relay and not for the sweeper', async () => {
  await ask(['waits']);
  const unpublished = async () =>
    (await test.rows(tenant, sql`select 1 from outbox where tenant_id = ${tenant} and published_at is null`)).length;
  const away = { ping: () => Promise.reject(new Error('Redis is away.')), disconnect: () => undefined };
  const without = await startSchedule({ ...test.engines, redis: away as never });
  await delay(700);
  await without.stop();
  expect(await unpublished()).toBe(1);
  const running = await startSchedule(test.engines);
  await until(async () => (await unpublished()) === 0);
  await running.stop();
});

it('does not let a poison event harm its neighbours, buries it after its tries, and replays it', async () => {
  await ask(['good1', 'good2']);
  await ask(['bad'], true);
  await ask(['good3']);
  const dead = () =>
    test.rows<{ eventId: string; attempts: number; error: string }>(
      tenant,
      sql`select event_id, attempts, error from deliveries where tenant_id = ${tenant} and state = 'dead'`,
    );
  await withConsumers(async () => {
    await relayOnce(test.house, test.engines.redis, settings().prefix);
    for (let n = 0; n < 4; n += 1) {
      await until(async () => (await counts())['first:bad'] === 1);
      await test.house.database.asSystem((run) =>
        run(sql`update deliveries set next_at = now() where tenant_id = ${tenant} and state = 'pending'`),
      );
      await delay(60);
      await sweepDeliveries(test.house, test.engines.redis, settings().prefix);
      await delay(120);
    }
    await until(async () => (await dead()).length === 1);
  });
  expect(await counts()).toEqual({ ...twice(['good1', 'good2', 'good3']), 'first:bad': 1 });
  const [buried] = await dead();
  expect(buried).toMatchObject({ attempts: 3, error: expect.stringContaining('poison') });
  const letters = await Promise.all(
    allStreams(settings().prefix).map((stream) => test.engines.redis.xlen(deadLetterName(stream))),
  );
  expect(letters.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(
    await replayDelivery(test.house, { tenantId: tenant, eventId: buried?.eventId ?? '', handler: 'second' }),
  ).toBe(true);
  expect(await dead()).toEqual([]);
});

describe('in the middle of a deploy', () => {
  /** An event of a newer program, so many minutes ago. Returns its id. */
  async function newer(type: string, version: number, minutes = 0): Promise<string> {
    const id = newId();
    const payload = JSON.stringify({ name: id, isPoison: false });
    const actor = JSON.stringify({ kind: 'system', id: null, name: 'newer' });
    await test.house.database.asSystem((run) =>
      run(sql`insert into outbox (tenant_id, id, type, event_version, aggregate_type, aggregate_id, occurred_at, actor, depth, payload)
              values (${tenant}, ${id}, ${type}, ${version}, 'count', ${id}, now() - ${minutes} * interval '1 minute', ${actor}, 0, ${payload})`),
    );
    return id;
  }
  const ledger = async (id: string) => {
    const rows = await test.rows<{ handler: string; state: string }>(
      tenant,
      sql`select handler, state from deliveries where tenant_id = ${tenant} and event_id = ${id} order by handler`,
    );
    return rows.map(({ handler, state }) => `${handler} ${state}`);
  };
  const sweep = async () => {
    await test.house.database.asSystem((run) =>
      run(sql`update deliveries set next_at = now() where tenant_id = ${tenant} and state = 'pending'`),
    );
    await sweepDeliveries(test.house, test.engines.redis, settings().prefix);
  };
  const tried = (id: string) =>
    until(async () => {
      const rows = await test.rows<{ attempts: number }>(
        tenant,
        sql`select attempts from deliveries where tenant_id = ${tenant} and event_id = ${id} and attempts > 0`,
      );
      return rows.length === 2;
    });

  it('an event of a newer version waits an hour for a program that knows it, harms no neighbour, and is dead then', async () => {
    const young = await newer('count.asked', 2);
    const old = await newer('count.asked', 2, 61);
    await ask(['neighbour']);
    await withConsumers(async () => {
      await relayOnce(test.house, test.engines.redis, settings().prefix);
      await until(async () => Object.keys(await counts()).length === 2);
      await Promise.all([tried(young), tried(old)]);
      for (let more = 0; more < 3; more += 1) {
        await sweep();
        await delay(80);
      }
      expect(await ledger(young)).toEqual(['first pending', 'second pending']);
      expect(await ledger(old)).toEqual(['first dead', 'second dead']);
      await test.house.database.asSystem((run) => run(sql`update outbox set event_version = 1 where id = ${young}`));
      await sweep();
      await until(async () => (await counts())[`second:${young}`] === 1);
    });
    expect(await counts()).toEqual(twice(['neighbour', young]));
  });

  it('an event of an unknown type is left to a newer program, is dead after an hour, and is published again by a replay', async () => {
    const [young, old] = [await newer('count.tomorrow', 1), await newer('count.tomorrow', 1, 61)];
    const unpublished = async () => {
      const rows = await test.rows<{ id: string }>(
        tenant,
        sql`select id from outbox where tenant_id = ${tenant} and published_at is null order by id`,
      );
      return rows.map(({ id }) => id);
    };
    await relayOnce(test.house, test.engines.redis, settings().prefix);
    expect(await buryUnknown(test.house)).toBe(1);
    expect([await unpublished(), await ledger(old)]).toEqual([[young], ['nobody dead']]);
    const key = { tenantId: tenant, eventId: old, handler: 'nobody' };
    expect([await replayDelivery(test.house, key), await replayDelivery(test.house, key)]).toEqual([true, false]);
    expect(await unpublished()).toEqual([young, old].sort());
    expect(await buryUnknown(test.house)).toBe(1);
    expect(await ledger(old)).toEqual(['nobody dead']);
  });

  it('deliveries of a handler that only a newer program has are not passed over before an hour', async () => {
    await ask(['later']);
    await relayOnce(test.house, test.engines.redis, settings().prefix);
    const overdue = (minutes: number) =>
      test.house.database.asSystem((run) =>
        run(sql`update deliveries set handler = 'third', next_at = now() - ${minutes} * interval '1 minute'
                where tenant_id = ${tenant} and handler in ('second', 'third')`),
      );
    const states = async () => {
      await sweepDeliveries(test.house, test.engines.redis, settings().prefix);
      const rows = await test.rows<{ state: string }>(
        tenant,
        sql`select state from deliveries where tenant_id = ${tenant} and handler = 'third'`,
      );
      return rows.map(({ state }) => state);
    };
    await overdue(59);
    expect(await states()).toEqual(['pending']);
    await overdue(61);
    expect(await states()).toEqual(['skipped']);
  });
});

it('gives a burst in the order of the database’s time, though another process’s clock was behind when it made the ids', async () => {
  await ask(['before']);
  await ask(['after']);
  // The second one's id is of a clock 90 seconds back.
  await test.house.database.asSystem((run) =>
    run(sql`update outbox set id = ${newId(new Date(Date.now() - 90_000))}, aggregate_id = ${tenant}
            where tenant_id = ${tenant} and payload ->> 'name' = 'after'`),
  );
  await test.house.database.asSystem((run) =>
    run(sql`update outbox set aggregate_id = ${tenant} where tenant_id = ${tenant}`),
  );
  await relayOnce(test.house, test.engines.redis, settings().prefix);
  batches.length = 0;
  await withConsumers(() => until(async () => Object.keys(await counts()).length === 4));
  expect(batches.flat().filter((name) => name !== 'later')).toEqual(['before', 'after']);
});

it('keeps an entry whose ledger row is still on its way, though the clock of this process is an hour ahead', async () => {
  jest.useFakeTimers({ now: Date.now() + 3_600_000, doNotFake: everythingButDate });
  try {
    const id = newId();
    const envelope = { id, tenant, type: 'count.asked', version: 1, aggregateType: 'count', aggregateId: id, depth: 0 };
    const actor = { kind: 'system', id: null, name: 'test' };
    const more = { occurredAt: new Date().toISOString(), actor, causeId: null, isMuted: false, handlers: ['first'] };
    const [seconds] = await test.engines.redis.time();
    const subscriber = test.house.registry.subscribers.get('first');
    if (!subscriber) throw new Error('The module has no subscriber "first".');
    const entry = {
      stream: 'none',
      messageId: `${seconds}000-0`,
      envelope: { ...envelope, ...more, payload: { name: id } },
    };
    expect(await handleOne(test.house, test.engines.redis, settings(), subscriber, entry)).toBe(false);
  } finally {
    jest.useRealTimers();
  }
});

it('publishes nothing of a change that was rolled back', async () => {
  await expect(
    test.inside(tenant, async (ctx) => {
      await ctx.run(test.house.registry.actions.get('count.ask') as never, { names: ['x'], isPoison: false } as never);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await settle(test);
  expect(await counts()).toEqual({});
});
