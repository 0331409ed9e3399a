import type { RequestHandler } from 'express';
import { forbidden, unauthenticated } from '@kelp/std';
import type { Actor } from '@kelp/kernel';
import type { WebHouse } from '../web-house';
import { callerFromSession } from '@kelp/identity';
import { contextOf, type RequestContext } from '../middleware/request-context';

const isShutOut = (confinement: Actor['confinement']) => confinement !== undefined && !confinement.opensReads;
const heartbeatMs = 25_000;
/** A browser that reads this slowly is cut off; it connects again and fetches what it missed. */
const maxUnsentBytes = 64 * 1024;
const recheckMs = 1000;
/** After this the browser connects anew, so that a session that has ended cannot listen on. */
const longestMs = 10 * 60_000;

/**
 * Server-sent events: "something of these kinds changed, up to n". A hint and nothing more: what changed is fetched through queries,
 * which ask for permission. For staff only, since even the time of a change says something about other clients.
 */
export function liveDoor(web: WebHouse): RequestHandler {
  return (request, response) => {
    const { caller } = contextOf(request);
    if (!caller) throw unauthenticated();
    if (caller.actor.userType !== 'internal' || isShutOut(caller.actor.confinement)) throw forbidden('live');
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    response.write('retry: 2000\n\n');
    const send = (text: string) => {
      if (response.writableLength > maxUnsentBytes) response.destroy();
      else response.write(text);
    };
    // Nothing goes to a browser whose session has ended meanwhile.
    const isStillIn = stillIn(web, contextOf(request));
    const hint = async (n: number, topics: ReadonlySet<string>) => {
      if (await isStillIn(topics)) send(`data: ${JSON.stringify({ n, topics: [...topics] })}\n\n`);
      else response.end();
    };
    const stop = web.live.listen(caller.tenant, (n, topics) => void hint(n, topics).catch(() => response.end()));
    const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
    const end = setTimeout(() => response.end(), longestMs);
    response.on('close', () => {
      stop();
      clearInterval(heartbeat);
      clearTimeout(end);
    });
  };
}

/** Whether the session holds, asked at most once a second however many hints there are, and at once when sessions or people changed. */
function stillIn(
  web: WebHouse,
  { id, sessionToken }: RequestContext,
): (topics: ReadonlySet<string>) => Promise<boolean> {
  let askedAt = performance.now();
  let answer = Promise.resolve(true);
  return (topics) => {
    if (topics.has('session') || topics.has('user') || performance.now() - askedAt > recheckMs) {
      askedAt = performance.now();
      answer = callerFromSession(web.house, sessionToken ?? '', { requestId: id }).then((caller) => caller !== null);
    }
    return answer;
  };
}
