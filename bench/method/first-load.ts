import { gzipSync } from 'node:zlib';

// Scripts for browsers without modules are loaded by nobody; preloaded ones are.
const scriptAddress = /<(?:script|link)\b(?![^>]*\bnoModule\b)[^>]*?\b(?:src|href)="([^"]+\.js[^"]*)"/g;

interface Person {
  portal: 'msp' | 'client-portal';
  email: string;
  password: string;
}

/** Signs in at a portal as a browser without scripts would; returns the Cookie header of the session. */
export async function signIn(address: string, { portal, email, password }: Person): Promise<string> {
  const jar = new Map<string, string>();
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
  };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const csrf = await fetch(`${address}/api/auth/csrf`);
  keep(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${address}/api/auth/callback/${portal}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookie(), origin: address, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password, csrfToken, json: 'true' }).toString(),
  });
  keep(answer);
  const { url = '' } = (await answer.json().catch(() => ({}))) as { url?: string };
  if (!answer.ok || url.includes('error='))
    throw new Error(`${email} could not sign in at ${portal}: ${answer.status} ${url}`);
  return cookie();
}

/** Kilobytes of JavaScript, gzipped, that the HTML of a page names. Throws when the page does not answer 200. */
export async function scriptKilobytes(address: string, path: string, cookie: string): Promise<number> {
  const response = await fetch(`${address}${path}`, { headers: { cookie }, redirect: 'manual' });
  const html = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`);
  const scripts = new Set([...html.matchAll(scriptAddress)].map((match) => match[1] ?? ''));
  let bytes = 0;
  for (const script of scripts) {
    const file = await fetch(new URL(script, address));
    if (!file.ok) throw new Error(`${script} answered ${file.status}.`);
    bytes += gzipSync(Buffer.from(await file.arrayBuffer())).length;
  }
  return bytes / 1024;
}
