import { sql } from '@kelp/platform/db';
import { bareTenant, settle, testHouse, type TestHouse } from '@kelp/testing';
import { countingModule, insideJob, outside, outsideJob } from '../testing/counting-module';
import { openQueues } from '../runtime/processes';
import { sweepJobs } from './job-relay';
import { runJob } from './job-worker';

let test: TestHouse;
let tenant: string;

beforeAll(async () => {
  test = await testHouse(countingModule);
});
beforeEach(async () => {
  tenant = await bareTenant(test);
  outside.run = async () => undefined;
});
afterAll(() => test.close());

const counts = async (): Promise<Record<string, number>> => {
  const rows = await test.rows<{ key: string; value: number }>(
    tenant,
    sql`select key, value from tenant_settings where tenant_id = ${tenant}`,
  );
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
};
const jobs = () =>
  test.rows<{ state: string; attempts: number; error: string | null }>(
    tenant,
    sql`select state, attempts, error from jobs where tenant_id = ${tenant}`,
  );

describe('jobs', () => {
  it('run once for one key, however often they are asked for, and not at all when the asking is rolled back', async () => {
    for (let n = 0; n < 3; n += 1) await test.inside(tenant, (ctx) => ctx.enqueue(insideJob, { name: 'a' }));
    await test
      .inside(tenant, async (ctx) => {
        await ctx.enqueue(insideJob, { name: 'b' });
        throw new Error('no');
      })
      .catch(() => undefined);
    await settle(test);
    expect(await counts()).toEqual({ 'job:a': 1 });
    expect(await jobs()).toEqual([{ state: 'done', attempts: 1, error: null }]);
  });

  it('leave nothing behind when they fail, and are given up after their tries with the reason', async () => {
    await test.inside(tenant, (ctx) => ctx.enqueue(insideJob, { name: 'a', fails: true }));
    for (let n = 0; n < 4; n += 1) {
      await settle(test);
      await test.house.database.asSystem((run) =>
        run(sql`update jobs set state = 'queued' where tenant_id = ${tenant} and state = 'added'`),
      );
    }
    expect(await counts()).toEqual({});
    expect(await jobs()).toEqual([{ state: 'dead', attempts: 3, error: 'This job always fails.' }]);
  });

  it('with outside effects are tried again after a failure', async () => {
    const seen: string[] = [];
    outside.run = async ({ name }) => {
      seen.push(name);
      if (seen.length === 1) throw new Error('The line was cut.');
    };
    await test.inside(tenant, (ctx) => ctx.enqueue(outsideJob, { name: 'a' }));
    await settle(test);
    await test.house.database.asSystem((run) =>
      run(sql`update jobs set state = 'queued' where tenant_id = ${tenant} and state = 'added'`),
    );
    await settle(test);
    expect(seen).toEqual(['a', 'a']);
    expect(await counts()).toEqual({ 'outside:a': 1 });
  });

  it('that a worker with a clock an hour ahead has put off are not an hour late', async () => {
    const { queues, close } = openQueues(test.engines);
    const id = await test.inside(tenant, (ctx) => ctx.enqueue(insideJob, { name: 'late' }));
    await test.house.database.asSystem((run) =>
      run(sql`update jobs set state = 'added', updated_at = now() - interval '2 minutes' where id = ${id}`),
    );
    const ticket = { tenant, id };
    const inAnHour = Date.now() + 3_600_000;
    await queues.default.add(insideJob.name, ticket, { jobId: id, delay: 2000, timestamp: inAnHour });
    await queues.default.add(insideJob.name, ticket, { jobId: `${id}-patient`, delay: 3_600_000 });
    await sweepJobs(test.house, queues);
    const isDelayed = async (jobId: string) => (await queues.default.getJob(jobId))?.isDelayed();
    expect([await isDelayed(id), await isDelayed(`${id}-patient`)]).toEqual([false, true]);
    await queues.default.obliterate({ force: true });
    await close();
  });

  describe('whose worker is killed', () => {
    const leaseSeconds = async (): Promise<number> => {
      const [row] = await test.rows<{ seconds: number }>(
        tenant,
        sql`select extract(epoch from lease_until - now())::float as seconds from jobs where tenant_id = ${tenant}`,
      );
      return row?.seconds ?? 0;
    };
    let finish: () => void;
    let running: Promise<void>;

    beforeEach(async () => {
      jest.useFakeTimers({
        now: Date.now(),
        doNotFake: [
          'Date',
          'hrtime',
          'nextTick',
          'performance',
          'queueMicrotask',
          'setImmediate',
          'clearImmediate',
          'setTimeout',
          'clearTimeout',
        ],
      });
      const started = new Promise<void>((resolve) => {
        outside.run = () => {
          resolve();
          return new Promise((end) => (finish = end));
        };
      });
      const id = await test.inside(tenant, (ctx) => ctx.enqueue(outsideJob, { name: 'long' }));
      running = runJob(test.house, { name: outsideJob.name, data: { tenant, id } } as never);
      await started;
    });
    afterEach(async () => {
      finish();
      await running;
      jest.useRealTimers();
    });

    it('are free for another within a minute, also when Redis has forgotten them', async () => {
      expect(await leaseSeconds()).toBeGreaterThan(15);
      expect(await leaseSeconds()).toBeLessThanOrEqual(60);
    });

    it('stay with a worker that lives, however long they take', async () => {
      await test.inside(tenant, (ctx) =>
        ctx.db.rows(sql`update jobs set lease_until = now() + interval '1 second' where tenant_id = ${tenant}`),
      );
      jest.advanceTimersByTime(15_000);
      for (let turn = 0; turn < 100 && (await leaseSeconds()) < 10; turn += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await leaseSeconds()).toBeGreaterThan(15);
    });
  });

  it('wait for their time', async () => {
    const now = (await test.inside(tenant, async (ctx) => ctx.now())).getTime();
    await test.inside(tenant, (ctx) => ctx.enqueue(insideJob, { name: 'later' }, new Date(now + 3_600_000)));
    await settle(test);
    expect(await counts()).toEqual({});
    await test.travel(3_700_000);
    await settle(test);
    expect(await counts()).toEqual({ 'job:later': 1 });
    await test.travel(0);
  });
});

describe('timers', () => {
  const at = async (minutes: number) =>
    new Date((await test.inside(tenant, async (ctx) => ctx.now())).getTime() + minutes * 60_000);

  it('fire once when they are due, at the moved time, and not when they were removed', async () => {
    const soon = await at(10);
    const late = await at(60);
    await test.inside(tenant, async (ctx) => {
      for (const key of ['kept', 'moved', 'removed']) await ctx.setDue('count.timer', key, soon);
      await ctx.setDue('count.timer', 'moved', late);
      await ctx.setDue('count.timer', 'removed', null);
    });
    await settle(test);
    expect(await counts()).toEqual({});
    await test.travel(11 * 60_000);
    await settle(test);
    await settle(test);
    expect(await counts()).toEqual({ 'timer:kept': 1 });
    await test.travel(61 * 60_000);
    await settle(test);
    expect(await counts()).toEqual({ 'timer:kept': 1, 'timer:moved': 1 });
    await test.travel(0);
  });

  it('that fail do not harm the others of their batch and are not lost', async () => {
    const past = await at(-1);
    await test.inside(tenant, async (ctx) => {
      for (const key of ['a', 'b']) await ctx.setDue('count.timer', key, past);
      await ctx.setDue('count.timer', 'poison', past, { isPoison: true });
    });
    await settle(test);
    expect(await counts()).toEqual({ 'timer:a': 1, 'timer:b': 1 });
    const left = await test.rows<{ key: string }>(tenant, sql`select key from due_items where tenant_id = ${tenant}`);
    expect(left).toEqual([{ key: 'poison' }]);
  });
});
