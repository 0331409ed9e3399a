import { keepStream, type EventStream, type LiveMessage } from './live-stream';

class FakeStream implements EventStream {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  readyState = 0;
  close() {
    this.readyState = 2;
  }
  breakOff(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }
}

function start() {
  const streams: FakeStream[] = [];
  const heard: LiveMessage[] = [];
  const stop = keepStream(
    () => {
      const stream = new FakeStream();
      streams.push(stream);
      return stream;
    },
    (message) => heard.push(message),
  );
  const newest = () => streams[streams.length - 1]!;
  return { streams, heard, stop, newest };
}

describe('keepStream', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('passes hints on and nothing else', () => {
    const { heard, newest } = start();
    newest().onopen?.();
    newest().onmessage?.({ data: '{"n":4,"topics":["ticket"]}' });
    newest().onmessage?.({ data: 'noise' });
    expect(heard).toEqual([
      { kind: 'state', state: 'live' },
      { kind: 'hint', hint: { n: 4, topics: ['ticket'] } },
    ]);
  });

  it('says nothing about a short break, but asks for a refetch after it', () => {
    const { heard, newest } = start();
    newest().onopen?.();
    newest().breakOff(0);
    jest.advanceTimersByTime(2_000);
    newest().onopen?.();
    jest.advanceTimersByTime(60_000);
    expect(heard.map((one) => (one.kind === 'state' ? one.state : one.kind))).toEqual(['live', 'live', 'reconnected']);
  });

  it('says that the connection is lost when the break lasts', () => {
    const { heard, newest } = start();
    newest().onopen?.();
    newest().breakOff(0);
    jest.advanceTimersByTime(7_000);
    expect(heard.at(-1)).toEqual({ kind: 'state', state: 'lost' });
  });

  it('opens a new stream with growing pauses when the browser has given up', () => {
    const { streams, newest } = start();
    newest().breakOff(2);
    jest.advanceTimersByTime(2_000);
    expect(streams).toHaveLength(2);
    newest().breakOff(2);
    jest.advanceTimersByTime(2_000);
    expect(streams).toHaveLength(2);
    jest.advanceTimersByTime(3_000);
    expect(streams).toHaveLength(3);
  });

  it('stops for good', () => {
    const { streams, heard, stop, newest } = start();
    newest().breakOff(2);
    stop();
    jest.advanceTimersByTime(120_000);
    expect(streams).toHaveLength(1);
    expect(heard).toEqual([]);
  });
});
