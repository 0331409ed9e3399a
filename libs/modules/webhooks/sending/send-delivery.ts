import { mailHostRules, type JobUnit } from '@kelp/kernel';
import { fetchOut } from '@kelp/platform/http-out';
import { isAppError } from '@kelp/std';
import { signatureHeader, signatureOf } from '../domain/sign-webhook';
import type { Batch, Delivery } from './claim-batch';
import { writeBody } from './write-body';

/** What became of one try. */
export interface Outcome {
  readonly delivery: Delivery;
  readonly kind: 'taken' | 'failed' | 'gone' | 'skipped';
  readonly body: string | null;
  readonly statusCode: number | null;
  /** The beginning of the answer. */
  readonly answer: string;
  readonly error: string | null;
  readonly tookMs: number;
}

/** An answer is cut off there; of it the first characters are kept. */
const limits = { timeoutMs: 7000, maxBytes: 100 * 1024, isCut: true };
const keptCharacters = 2000;

/** Sends one delivery once. Never throws: what goes wrong is its outcome. */
export async function sendDelivery(unit: JobUnit, batch: Batch, delivery: Delivery): Promise<Outcome> {
  const begun = performance.now();
  const outcome = (kind: Outcome['kind'], more: Partial<Outcome>): Outcome => ({
    ...{ delivery, kind, body: null, statusCode: null, answer: '', error: null },
    tookMs: Math.round(performance.now() - begun),
    ...more,
  });
  let body: string | null = null;
  try {
    const written = await writeBody(unit, batch, delivery);
    if ('skipped' in written) return outcome('skipped', { error: written.skipped });
    body = written.body;
    const response = await post(batch, delivery, body);
    const answer = (await response.text()).replaceAll('\u0000', '').slice(0, keptCharacters);
    const { status: statusCode } = response;
    if (response.ok) return outcome('taken', { body, statusCode, answer });
    return outcome(statusCode === 410 ? 'gone' : 'failed', { body, statusCode, answer, error: sentenceOf(statusCode) });
  } catch (error) {
    const sentence = isAppError(error) ? error.message : 'What is to be sent could not be put together.';
    return outcome('failed', { body, error: sentence });
  }
}

async function post({ endpoint, secrets, now }: Batch, delivery: Delivery, body: string): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Kelp-Webhooks/1',
    'kelp-event-id': delivery.eventId,
    'kelp-event-type': delivery.eventType,
    'kelp-delivery-id': delivery.id,
    'kelp-attempt': String(delivery.attempts + 1),
    [signatureHeader]: signatureOf(secrets, now, body),
  };
  return fetchOut(endpoint.url, { method: 'POST', headers, body }, await mailHostRules(), limits);
}

const sentenceOf = (status: number): string =>
  status >= 300 && status < 400
    ? `It answered ${status}, which leads elsewhere: give the address where it leads to.`
    : `It answered ${status}.`;
