import type { RequestHandler } from 'express';
import { forbidden, unauthenticated } from '@kelp/std';
import type { WebHouse } from '../web-house';
import { contextOf } from '../middleware/request-context';

const heartbeatMs = 25_000;
/** A browser that reads this slowly is cut off; it connects again and fetches what it missed. */
const maxUnsentBytes = 64 * 1024;
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
    if (caller.actor.userType !== 'internal') throw forbidden('live');
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
    const stop = web.live.listen(caller.tenant, (n, topics) => send(`data: ${JSON.stringify({ n, topics: [...topics] })}\n\n`));
    const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
    const end = setTimeout(() => response.end(), longestMs);
    response.on('close', () => {
      stop();
      clearInterval(heartbeat);
      clearTimeout(end);
    });
  };
}
