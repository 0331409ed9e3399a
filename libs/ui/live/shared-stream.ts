import { joinHints, type LiveHint } from './hints';
import { keepStream, type EventStream, type LiveMessage, type LiveState } from './live-stream';

const NAME = 'kelp.live';

/** So long the keeper keeps hints for a tab that opens. */
const KEPT_MS = 15_000;

type Traffic = { kind: 'hello' } | LiveMessage;

const connectTo = (url: string) => () => new EventSource(url) as unknown as EventStream;

/**
 * One stream for all tabs of this browser: browsers open about six connections to a server, so that a stream in every tab would
 * stop the seventh. The tab that holds a lock keeps the stream and passes on what it hears; when it is closed, the next one takes over.
 */
function shareStream(url: string, tell: (message: LiveMessage) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  const given = new AbortController();
  let state: LiveState = 'connecting';
  let isKeeper = false;
  let recent: { hint: LiveHint; at: number }[] = [];

  function spread(message: LiveMessage) {
    // the stream says good-bye when it is stopped; by then the channel is closed
    if (given.signal.aborted) return;
    if (message.kind === 'state') state = message.state;
    if (message.kind === 'hint') recent = [...young(), { hint: message.hint, at: Date.now() }];
    channel.postMessage(message);
    tell(message);
  }

  const young = () => recent.filter(({ at }) => at > Date.now() - KEPT_MS);

  /** To a tab that opens: how the stream stands, and what changed while its page was made. */
  function welcome() {
    channel.postMessage({ kind: 'state', state } satisfies LiveMessage);
    const hint = joinHints(young().map((one) => one.hint));
    if (hint.topics.length > 0) channel.postMessage({ kind: 'hint', hint } satisfies LiveMessage);
  }

  channel.onmessage = ({ data }: MessageEvent<Traffic>) => {
    if (data.kind !== 'hello') tell(data);
    else if (isKeeper) welcome();
  };
  channel.postMessage({ kind: 'hello' } satisfies Traffic);

  const keep = () =>
    new Promise<void>((release) => {
      // the lock may be given in the moment in which it is no longer wanted; held on to, it would silence every tab
      if (given.signal.aborted) return release();
      isKeeper = true;
      const stop = keepStream(connectTo(url), spread);
      // what the former keeper heard last is unknown
      tell({ kind: 'reconnected' });
      given.signal.addEventListener('abort', () => {
        stop();
        release();
      });
    });
  navigator.locks.request(NAME, { signal: given.signal }, keep).catch(() => undefined);
  return () => {
    given.abort();
    channel.close();
  };
}

/** A stream of this tab alone, only while it is looked at: for browsers that offer no locks (plain http on a network). */
function ownStream(url: string, tell: (message: LiveMessage) => void): () => void {
  let stop: (() => void) | undefined;
  let wasHidden = false;
  function follow() {
    if (document.visibilityState === 'hidden') {
      stop?.();
      stop = undefined;
      wasHidden = true;
      return;
    }
    stop ??= keepStream(connectTo(url), tell);
    if (wasHidden) tell({ kind: 'reconnected' });
    wasHidden = false;
  }
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stop?.();
  };
}

/** Listens to the server's hints, sharing one connection among tabs where the browser can. The answer stops listening. */
export function listenLive(url: string, tell: (message: LiveMessage) => void): () => void {
  const canShare = typeof BroadcastChannel !== 'undefined' && 'locks' in navigator;
  return canShare ? shareStream(url, tell) : ownStream(url, tell);
}
