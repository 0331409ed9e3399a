import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@kelp/std';
import { hostedPage } from './stripe-double-page';

/** One record of the double, as Stripe's interface names its fields. */
export type DoubleRecord = Record<string, unknown> & { id: string };

interface Options {
  port?: number;
  /** Where events go and how they are signed; none are sent without it. `{tenant}` in the address is the payment's own workspace. */
  webhook?: { url: string; secret: string };
}

export interface StripeDouble {
  readonly url: string;
  readonly sessions: Map<string, DoubleRecord>;
  readonly intents: Map<string, DoubleRecord>;
  readonly refunds: Map<string, DoubleRecord>;
  /** Events in their order, sent or not. */
  readonly events: DoubleRecord[];
  /** The person pays on the hosted page; `amount` other than asked for makes trouble on purpose. */
  pay(sessionId: string, more?: { amount?: number; later?: boolean }): Promise<DoubleRecord>;
  expire(sessionId: string): Promise<DoubleRecord>;
  /** A refund made in the provider's own pages. */
  refundOutside(intentId: string, amount: number): Promise<DoubleRecord>;
  dispute(intentId: string, amount: number, status: string, id?: string): Promise<DoubleRecord>;
  /** The next refunds fail after they were accepted. */
  failRefunds(fail: boolean): void;
  send(event: DoubleRecord): Promise<number>;
  useWebhook(webhook: Options['webhook']): void;
  close(): Promise<void>;
}

const seconds = () => Math.floor(Date.now() / 1000);
const idFor = (prefix: string) => `${prefix}_${newId().replaceAll('-', '')}`;

/** The header by which Stripe signs a body. */
export function signBody(body: string, secret: string, at = seconds()): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

/** Stripe's form encoding (`a[b][0]=c`) as nested records. */
export function nestedForm(body: string): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, value] of new URLSearchParams(body)) {
    const keys = path.split(/\]\[|\[|\]/).filter((key) => key !== '');
    let place = root;
    for (const key of keys.slice(0, -1)) place = (place[key] ??= {}) as Record<string, unknown>;
    place[keys.at(-1) ?? path] = value;
  }
  return root;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const answer = (response: ServerResponse, status: number, json: unknown) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));

const wrong = (message: string) => ({ error: { type: 'invalid_request_error', message } });

interface State {
  options: Options;
  url: string;
  sessions: Map<string, DoubleRecord>;
  intents: Map<string, DoubleRecord>;
  refunds: Map<string, DoubleRecord>;
  events: DoubleRecord[];
  answers: Map<string, DoubleRecord>;
  refundsFail: boolean;
}

/** The workspace whose mark the payment of an event carries. */
function tenantOf(state: State, event: DoubleRecord): string {
  const { object } = event['data'] as { object: DoubleRecord };
  const intent = state.intents.get(String(object['payment_intent']));
  const marks = [object['metadata'], intent?.['metadata']] as ({ kelp_tenant?: string } | undefined)[];
  return marks.find((mark) => mark?.kelp_tenant)?.kelp_tenant ?? '';
}

async function send(state: State, event: DoubleRecord): Promise<number> {
  if (!state.options.webhook) return 0;
  const { url, secret } = state.options.webhook;
  const body = JSON.stringify(event);
  const headers = { 'content-type': 'application/json', 'stripe-signature': signBody(body, secret) };
  const target = url.replace('{tenant}', tenantOf(state, event));
  const response = await fetch(target, { method: 'POST', body, headers }).catch(() => null);
  return response?.status ?? 0;
}

async function happen(state: State, type: string, object: DoubleRecord): Promise<DoubleRecord> {
  const event = { id: idFor('evt'), object: 'event', type, created: seconds(), data: { object: { ...object } } };
  state.events.push(event);
  await send(state, event);
  return event;
}

function openSession(state: State, form: Record<string, unknown>): DoubleRecord {
  const items = Object.values((form['line_items'] ?? {}) as Record<string, Record<string, unknown>>);
  const priced = items.map((item) => item['price_data'] as Record<string, unknown>);
  const id = idFor('cs_test');
  const session = {
    ...{ id, object: 'checkout.session', status: 'open', payment_status: 'unpaid', payment_intent: null },
    client_reference_id: form['client_reference_id'] ?? null,
    amount_total: priced.reduce((sum, price) => sum + Number(price['unit_amount']), 0),
    currency: priced[0]?.['currency'] ?? 'usd',
    metadata: form['metadata'] ?? {},
    intent_metadata: (form['payment_intent_data'] as Record<string, unknown> | undefined)?.['metadata'] ?? {},
    items: priced.map((price) => (price['product_data'] as Record<string, unknown>)['name']),
    success_url: form['success_url'],
    cancel_url: form['cancel_url'],
    expires_at: seconds() + 24 * 3600,
    url: `${state.url}/pay/${id}`,
  };
  state.sessions.set(id, session);
  return session;
}

async function pay(state: State, sessionId: string, more: { amount?: number; later?: boolean } = {}) {
  const session = state.sessions.get(sessionId);
  if (!session) throw new Error('There is no such session.');
  const intent = {
    ...{ id: idFor('pi'), object: 'payment_intent', status: more.later ? 'processing' : 'succeeded' },
    amount_received: more.amount ?? session['amount_total'],
    currency: session['currency'],
    metadata: session['intent_metadata'],
    created: seconds(),
  };
  state.intents.set(intent.id, intent);
  Object.assign(session, {
    status: 'complete',
    payment_status: more.later ? 'unpaid' : 'paid',
    payment_intent: intent.id,
    amount_total: intent.amount_received,
  });
  return happen(state, 'checkout.session.completed', session);
}

async function refund(state: State, form: Record<string, unknown>): Promise<DoubleRecord> {
  const intent = state.intents.get(String(form['payment_intent']));
  const id = idFor('re');
  const one = {
    ...{ id, object: 'refund', payment_intent: intent?.id, amount: Number(form['amount']) },
    currency: intent?.['currency'],
    status: state.refundsFail ? 'failed' : 'succeeded',
    failure_reason: state.refundsFail ? 'expired_or_canceled_card' : null,
    metadata: form['metadata'] ?? {},
  };
  state.refunds.set(id, one);
  await happen(state, state.refundsFail ? 'refund.failed' : 'refund.created', one);
  return one;
}

type Handler = (state: State, form: Record<string, unknown>, id: string) => Promise<unknown> | unknown;
const doors: [string, RegExp, Handler][] = [
  ['GET', /^\/v1\/account$/, () => ({ id: 'acct_double', settings: { dashboard: { display_name: 'Stripe double' } } })],
  ['POST', /^\/v1\/checkout\/sessions$/, openSession],
  ['GET', /^\/v1\/checkout\/sessions\/(\w+)$/, (state, _form, id) => state.sessions.get(id) ?? null],
  ['POST', /^\/v1\/refunds$/, refund],
  [
    'GET',
    /^\/v1\/payment_intents$/,
    (state) => ({ object: 'list', has_more: false, url: '/v1/payment_intents', data: [...state.intents.values()] }),
  ],
];

async function handle(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', state.url);
  const body = await bodyOf(request);
  if (pathname.startsWith('/pay/')) return handlePage(state, pathname, request.method ?? 'GET', body, response);
  if (!/^Bearer sk_test_\w+$/.test(request.headers.authorization ?? '')) {
    return answer(response, 401, wrong('Invalid API Key provided.'));
  }
  const key = request.headers['idempotency-key'];
  const known = key ? state.answers.get(String(key)) : undefined;
  if (known) return answer(response, 200, known);
  for (const [method, path, run] of doors) {
    const match = path.exec(pathname);
    if (request.method !== method || !match) continue;
    const result = await run(state, nestedForm(body), match[1] ?? '');
    if (!result) return answer(response, 404, wrong('No such object.'));
    if (key) state.answers.set(String(key), result as DoubleRecord);
    return answer(response, 200, result);
  }
  answer(response, 404, wrong(`Unrecognized request URL (${request.method}: ${pathname}).`));
}

async function handlePage(state: State, path: string, method: string, body: string, response: ServerResponse) {
  const session = state.sessions.get(path.slice('/pay/'.length));
  if (!session) return void response.writeHead(404).end('No such payment page.');
  if (method === 'GET') {
    return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(hostedPage(session));
  }
  const choice = new URLSearchParams(body).get('choice');
  if (choice !== 'cancel' && session['status'] === 'open') await pay(state, session.id, { later: choice === 'later' });
  const target = choice === 'cancel' ? session['cancel_url'] : session['success_url'];
  response.writeHead(303, { location: String(target) }).end();
}

/**
 * A server on this machine that speaks the part of Stripe's interface and signed events that Kelp uses, and shows a payment page on which
 * no money moves. For tests and the demo; a program of its own that nothing starts in production.
 */
export async function openStripeDouble(options: Options = {}): Promise<StripeDouble> {
  const state: State = {
    ...{ options, url: '', events: [], refundsFail: false, answers: new Map<string, DoubleRecord>() },
    ...{ sessions: new Map<string, DoubleRecord>(), intents: new Map<string, DoubleRecord>() },
    refunds: new Map<string, DoubleRecord>(),
  };
  const server = createServer((request, response) => {
    handle(state, request, response).catch((error: unknown) => answer(response, 500, wrong(String(error))));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { url, sessions, intents, refunds, events } = state;
  return {
    ...{ url, sessions, intents, refunds, events },
    pay: (sessionId, more) => pay(state, sessionId, more),
    expire: (sessionId) => {
      const session = sessions.get(sessionId);
      if (!session) throw new Error('There is no such session.');
      Object.assign(session, { status: 'expired' });
      return happen(state, 'checkout.session.expired', session);
    },
    refundOutside: (intentId, amount) => refund(state, { payment_intent: intentId, amount: String(amount) }),
    dispute: (intentId, amount, status, id = idFor('dp')) => {
      const open = status !== 'won' && status !== 'lost';
      const object = { id, object: 'dispute', payment_intent: intentId, amount, status, reason: 'fraudulent' };
      const currency = intents.get(intentId)?.['currency'];
      return happen(state, open ? 'charge.dispute.created' : 'charge.dispute.closed', { ...object, currency });
    },
    failRefunds: (fail) => void (state.refundsFail = fail),
    send: (event) => send(state, event),
    useWebhook: (webhook) => void (state.options = { ...state.options, ...(webhook ? { webhook } : {}) }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
