import { choiceIn, enterDoor, knock } from './doors-client';

type Answer = { status?: number; body: unknown };
let asked: { path: string; body: string }[] = [];

function answerWith(answers: Record<string, Answer | 'down'>): void {
  asked = [];
  Object.assign(globalThis, {
    window: { location: { href: 'http://localhost:3000/auth/msp/signin' } },
    fetch: async (path: string, request: RequestInit) => {
      asked.push({ path, body: String(request.body ?? '') });
      const answer = answers[path];
      if (!answer || answer === 'down') throw new TypeError('fetch failed');
      return { ok: true, status: answer.status ?? 200, json: async () => answer.body };
    },
  });
}

const csrf = { '/api/auth/csrf': { body: { csrfToken: 'csrf-1' } } };
const errorUrl = (failure: object) =>
  `http://localhost:3000/api/auth/error?error=${encodeURIComponent(JSON.stringify(failure))}`;

it('signs in with the token against forged requests', async () => {
  answerWith({ ...csrf, '/api/auth/callback/client-portal': { body: { url: 'http://localhost:3000/' } } });
  await enterDoor('client', { email: 'amy@acme.test', password: 'a&b=c' });
  expect(asked[1]?.body).toBe('email=amy%40acme.test&password=a%26b%3Dc&csrfToken=csrf-1&json=true');
});

it('gives the server’s sentence, the choice of workspaces, and its own sentence when nothing answers', async () => {
  const given = { email: 'a@x.test', password: 'x' };
  const refused = { id: 'wrong_sign_in', message: 'The e-mail address or the password is not right.' };
  answerWith({ ...csrf, '/api/auth/callback/msp': { status: 401, body: { url: errorUrl(refused) } } });
  await expect(enterDoor('msp', given)).rejects.toMatchObject(refused);
  const data = { choice: 'c', tenants: [{ id: '1', name: 'One' }] };
  answerWith({
    ...csrf,
    '/api/auth/callback/msp': { status: 401, body: { url: errorUrl({ id: 'choose_workspace', message: 'x', data }) } },
  });
  expect(choiceIn(await enterDoor('msp', given).catch((error: unknown) => error))).toEqual(data);
  answerWith({ ...csrf, '/api/auth/callback/msp': 'down' });
  await expect(enterDoor('msp', given)).rejects.toMatchObject({ id: 'unreachable' });
  answerWith({
    ...csrf,
    '/api/auth/callback/msp': {
      status: 401,
      body: { url: 'http://localhost:3000/api/auth/error?error=Configuration' },
    },
  });
  await expect(enterDoor('msp', given)).rejects.toMatchObject({ id: 'failed' });
  answerWith({ ...csrf, '/api/auth/callback/msp': { status: 502, body: null } });
  await expect(enterDoor('msp', given)).rejects.toMatchObject({ id: 'failed' });
});

it('hands on the wrong fields of a door', async () => {
  const error = { id: 'invalid', message: 'Choose another password.', fields: { password: 'It is common.' } };
  answerWith({ '/api/door/password-reset/set': { status: 422, body: { error } } });
  await expect(knock('password-reset/set', {})).rejects.toMatchObject({ status: 422, fields: error.fields });
  answerWith({ '/api/door/setup/look': { body: { data: { state: 'open' } } } });
  await expect(knock('setup/look', {})).resolves.toEqual({ state: 'open' });
});
