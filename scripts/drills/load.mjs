import { setTimeout as delay } from 'node:timers/promises';

const answerMs = 20_000;
const retryMs = 150;
const callers = 6;
const usualPauseMs = 60;

/**
 * Keeps creating tickets with a reply and a note each through the API, as a careful client does: every call has an
 * idempotency key and is sent again, with the same key, until it is answered; of several web processes (`addresses` gives
 * them) the next is asked at once. Starts at once; `stop` lets what was begun end, `abandon` does not wait for it.
 */
export function startLoad(addresses, workspace, pauseMs = usualPauseMs) {
  const acknowledged = { tickets: [], comments: [] };
  const failures = [];
  const counts = { requests: 0, repeats: 0, turnedAway: 0, unserved: 0 };
  let inFlight = 0;
  let isStopping = false;
  let isAbandoned = false;
  let turn = 0;
  let next = 0;

  async function send(path, body, key) {
    inFlight += 1;
    const first = (turn += 1);
    try {
      for (;;) {
        for (let n = 0; n < addresses.length; n += 1) {
          const address = addresses[(first + n) % addresses.length]();
          const answer = await attempt(address, path, body, key);
          if (answer) return answer;
          if (isAbandoned) throw new Error('abandoned');
          counts.repeats += 1;
          if (n + 1 < addresses.length) counts.turnedAway += 1;
        }
        counts.unserved += 1;
        await delay(retryMs);
      }
    } finally {
      inFlight -= 1;
    }
  }

  /** The answer's data; null when nobody knows whether the call took effect, or the server asks for another try. */
  async function attempt(address, path, body, key) {
    counts.requests += 1;
    const headers = {
      authorization: `Bearer ${workspace.key}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    let response;
    let json;
    try {
      const signal = AbortSignal.timeout(answerMs);
      response = await fetch(`${address}/api/v1${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal,
      });
      json = await response.json();
    } catch {
      return null;
    }
    if (response.ok) return json.data;
    if (response.status >= 500) return null;
    throw new Error(`POST ${path} answered ${response.status} ${JSON.stringify(json)}`);
  }

  async function oneTicket() {
    const n = (next += 1);
    const { clientId, contactId, technicianId } = workspace;
    const assignedTo = n % 2 === 0 ? technicianId : null;
    const ticket = await send('/tickets', { title: `Drill ${n}`, clientId, contactId, assignedTo }, `ticket-${n}`);
    acknowledged.tickets.push(ticket.id);
    for (const visibility of ['public', 'internal']) {
      const body = { visibility, text: `${visibility} comment of drill ${n}` };
      const comment = await send(`/tickets/${ticket.id}/comments`, body, `${visibility}-${n}`);
      acknowledged.comments.push(comment.id);
    }
  }

  async function call() {
    while (!isStopping) {
      await oneTicket().catch((error) => failures.push(error.message));
      await delay(pauseMs);
    }
  }

  const running = Array.from({ length: callers }, call);
  return {
    acknowledged,
    failures,
    counts,
    inFlight: () => inFlight,
    async stop() {
      isStopping = true;
      await Promise.all(running);
    },
    abandon() {
      isStopping = true;
      isAbandoned = true;
    },
  };
}
