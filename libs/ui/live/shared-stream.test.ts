import { listenLive } from './shared-stream';

class SilentChannel {
  onmessage: unknown = null;
  postMessage() {}
  close() {}
}

/** Gives the lock when told to, also to somebody who has given up meanwhile: a browser may do so. */
function lateLocks() {
  const waiting: (() => Promise<void>)[] = [];
  const locks = {
    request: (_name: string, _options: unknown, keep: () => Promise<void>) => {
      waiting.push(keep);
      return Promise.resolve();
    },
  };
  return { locks, give: () => waiting.shift()?.() };
}

describe('the stream that tabs share', () => {
  const opened: string[] = [];
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');

  function setUp(locks: unknown) {
    class FakeSource {
      readyState = 0;
      constructor(url: string) {
        opened.push(url);
      }
      close() {}
    }
    Object.assign(globalThis, { BroadcastChannel: SilentChannel, EventSource: FakeSource });
    Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
    opened.length = 0;
  }

  afterAll(() => {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
  });

  it('lets go of a lock that comes after it was left', async () => {
    const { locks, give } = lateLocks();
    setUp(locks);
    const stop = listenLive('/api/live', () => undefined);
    stop();
    await give();
    expect(opened).toEqual([]);
  });

  it('opens one stream when it has the lock, and frees the lock when it stops', async () => {
    const { locks, give } = lateLocks();
    setUp(locks);
    const stop = listenLive('/api/live', () => undefined);
    const kept = give();
    expect(opened).toEqual(['/api/live']);
    stop();
    await kept;
  });
});
