import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface OidcServer {
  readonly issuer: string;
  /** Who is signed in at the provider from now on. */
  be(person: { sub: string; email?: string; verified?: boolean }): Promise<void>;
  /** Follows the provider's pages as a browser does, with cookies, until it sends back to the callback; that address. */
  walk(url: string): Promise<URL>;
  stop(): void;
}

/** Starts a real OpenID provider that sends people back to `callback`. */
export async function startOidcServer(callback: string): Promise<OidcServer> {
  const child = spawn(process.execPath, [join(__dirname, 'oidc-server.mjs'), callback], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const issuer = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{')) resolve((JSON.parse(line) as { issuer: string }).issuer);
    });
    child.once('exit', () => reject(new Error('The provider did not start.')));
  });
  return {
    issuer,
    be: async ({ sub, email = `${sub}@sso.test`, verified = true }) => {
      const words = new URLSearchParams({ sub, email, verified: verified ? 'yes' : 'no' });
      await fetch(`${issuer}/be?${words}`, { method: 'POST' });
    },
    walk: (url) => walk(url, callback),
    stop: () => void child.kill(),
  };
}

async function walk(start: string, callback: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = start;
  for (let steps = 0; steps < 12; steps += 1) {
    if (url.startsWith(callback)) return new URL(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (at > 0) jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const next = response.headers.get('location');
    if (!next) throw new Error(`The provider answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    url = new URL(next, url).href;
  }
  throw new Error('The provider sent around in circles.');
}
