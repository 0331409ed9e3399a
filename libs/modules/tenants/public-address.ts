import type { ReadCtx } from '@kelp/kernel';
import { brandOnce } from './branding/read-brand';

/** The one public address of this installation, without a slash at its end. */
export const publicAddress = (): string =>
  (process.env['NEXTAUTH_URL'] ?? `http://localhost:${process.env['PORT'] ?? '3000'}`).replace(/\/+$/, '');

/** The same way in by another host: scheme and port are those of the public address. */
export function addressAt(host: string): string {
  const { protocol, port } = new URL(publicAddress());
  return `${protocol}//${host}${port ? `:${port}` : ''}`;
}

/** Where clients of the caller's workspace reach their portal: at its own verified domain, else at the public address; without a slash at its end. */
export async function portalAddress(ctx: ReadCtx): Promise<string> {
  const { domain } = await brandOnce(ctx);
  return domain ? addressAt(domain) : publicAddress();
}
