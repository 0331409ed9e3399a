import { parseHint, type LiveHint } from './hints';

/** How the stream stands: `lost` only after it has been gone for a while, so that a blink of the network shows nothing. */
export type LiveState = 'connecting' | 'live' | 'lost';

/** What a tab hears, from its own stream or from the tab that keeps it. */
export type LiveMessage =
  { kind: 'hint'; hint: LiveHint } | { kind: 'state'; state: LiveState } | { kind: 'reconnected' };

/** The part of an EventSource that is used. */
export interface EventStream {
  onopen: (() => void) | null;
  onerror: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  /** 2 when the browser has given up */
  readonly readyState: number;
  close(): void;
}

const LOST_AFTER_MS = 6_000;
const CLOSED = 2;
const RETRY_MS = [2_000, 5_000, 10_000, 30_000];

/**
 * Keeps one stream open and tells what it says. The browser connects again by itself as long as the server answers;
 * once it has given up (the server was gone, or answered with an error) this tries again with growing pauses.
 */
export function keepStream(connect: () => EventStream, tell: (message: LiveMessage) => void): () => void {
  let stream: EventStream | undefined;
  let lost: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let wasOpen = false;

  function opened() {
    clearTimeout(lost);
    lost = undefined;
    attempts = 0;
    tell({ kind: 'state', state: 'live' });
    if (wasOpen) tell({ kind: 'reconnected' });
    wasOpen = true;
  }

  function failed() {
    lost ??= setTimeout(() => tell({ kind: 'state', state: 'lost' }), LOST_AFTER_MS);
    if (stream?.readyState !== CLOSED) return;
    clearTimeout(retry);
    retry = setTimeout(open, RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)]);
    attempts += 1;
  }

  function open() {
    stream?.close();
    stream = connect();
    stream.onopen = opened;
    stream.onerror = failed;
    stream.onmessage = ({ data }) => {
      const hint = parseHint(data);
      if (hint) tell({ kind: 'hint', hint });
    };
  }

  open();
  return () => {
    clearTimeout(lost);
    clearTimeout(retry);
    stream?.close();
  };
}
