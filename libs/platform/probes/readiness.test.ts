import { createReadiness } from './readiness';

const fine = { name: 'database', check: async () => undefined };

it('is ready when every check is, and names the one that is gone', async () => {
  expect(await createReadiness([fine]).read()).toEqual({ isReady: true, checks: { database: 'ok' } });
  const gone = { name: 'redis', check: async () => Promise.reject(new Error('connection refused')) };
  expect(await createReadiness([fine, gone]).read()).toEqual({
    isReady: false,
    checks: { database: 'ok', redis: 'connection refused' },
  });
});

it('does not wait for a check that hangs', async () => {
  const hanging = { name: 'storage', check: () => new Promise<void>(() => undefined) };
  const answer = await createReadiness([fine, hanging]).read();
  expect(answer).toEqual({ isReady: false, checks: { database: 'ok', storage: 'no answer within 2 s' } });
});

it('asks the engines once a second at most, and says no as soon as the process ends', async () => {
  let asked = 0;
  const counting = { name: 'database', check: async () => void (asked += 1) };
  const readiness = createReadiness([counting]);
  for (let n = 0; n < 50; n += 1) await readiness.read();
  expect(asked).toBe(1);
  readiness.drain();
  expect(await readiness.read()).toMatchObject({ isReady: false, checks: { process: 'is shutting down' } });
});
