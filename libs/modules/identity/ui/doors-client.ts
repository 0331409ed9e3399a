import { AppError } from '@kelp/std';
import type { Portal } from '../tables';

interface Failure {
  error: { id: string; message: string; fields?: Record<string, string>; data?: Record<string, unknown> };
}

const unreachable = () =>
  new AppError('unreachable', 0, 'Kelp cannot be reached just now. Check your connection and try again.');
const failed = (status: number) =>
  new AppError('failed', status, 'Kelp could not answer. Please try again in a moment.');

async function send(path: string, request: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(path, { credentials: 'same-origin', ...request }).catch(() => {
    throw unreachable();
  });
  return { status: response.status, body: await response.json().catch(() => null) };
}

/** Asks one of the doors that need no session. Throws AppError with the server's sentence and the wrong fields. */
export async function knock<T extends object>(name: string, input: object): Promise<T> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
  const { status, body } = await send(`/api/door/${name}`, request);
  const answer = body as { data: T } | Failure | null;
  if (answer && 'error' in answer) throw new AppError(answer.error.id, status, answer.error.message, answer.error);
  if (!answer) throw failed(status);
  return answer.data;
}

async function csrfToken(): Promise<string> {
  const { status, body } = await send('/api/auth/csrf', { method: 'GET' });
  const token = (body as { csrfToken?: string } | null)?.csrfToken;
  if (!token) throw failed(status);
  return token;
}

async function submit(path: string, fields: Record<string, string>) {
  const form = new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: 'true' });
  return send(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form });
}

const providers = { msp: 'msp', client: 'client-portal' } as const;

/** Thrown when the password fits in several workspaces. */
export interface ChoiceNeeded {
  choice: string;
  tenants: { id: string; name: string }[];
}

/** What there is to choose from when this is such a failure. */
export function choiceIn(error: unknown): ChoiceNeeded | undefined {
  const failure = error as AppError | undefined;
  return failure?.id === 'choose_workspace' ? (failure.data as unknown as ChoiceNeeded) : undefined;
}

/** Thrown when the password was right and a second factor opens the door. */
export interface FactorAsked {
  step: string;
  methods: ('totp' | 'passkey')[];
  /** What the browser's passkey function takes; null without a passkey. */
  passkey: object | null;
}

/** What is asked for when this is such a failure. */
export function factorIn(error: unknown): FactorAsked | undefined {
  const failure = error as AppError | undefined;
  return failure?.id === 'second_factor' ? (failure.data as unknown as FactorAsked) : undefined;
}

export type GivenAtDoor =
  | { email: string; password: string }
  | { choice: string; tenantId: string }
  | { step: string; code: string }
  | { step: string; passkey: string; alone?: 'yes' };

/**
 * Signs in at a door; afterwards the browser holds the session's cookie. Speaks with the sign-in library's own endpoints; its browser part
 * would leave the page when the server does not answer. Throws AppError with the server's sentence.
 */
export async function enterDoor(portal: Portal, given: GivenAtDoor): Promise<void> {
  const { status, body } = await submit(`/api/auth/callback/${providers[portal]}`, { ...given });
  const url = (body as { url?: string } | null)?.url;
  const error = url ? new URL(url, window.location.href).searchParams.get('error') : null;
  if (error !== null) throw asAppError(error, status);
  if (!url || status >= 400) throw failed(status);
}

function asAppError(text: string, status: number): AppError {
  try {
    const { id, message, data } = JSON.parse(text) as { id: string; message: string; data?: Record<string, unknown> };
    return new AppError(id, status, message, data ? { data } : {});
  } catch {
    return failed(status);
  }
}

/** Ends the session on the server and goes to this page. */
export async function leave(page: string): Promise<void> {
  await submit('/api/auth/signout', {});
  window.location.assign(page);
}
