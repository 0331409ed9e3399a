import type { Portal } from '../tables';

const homes = { msp: '/msp', client: '/client-portal' } as const;

/** Where a person goes after signing in: the page they wanted when it lies on their own side of this site, else that side's first page. */
export function afterSignIn(portal: Portal, wanted: string | undefined): string {
  const home = homes[portal];
  if (!wanted || !wanted.startsWith('/')) return home;
  // A browser reads "/\evil.test" and "//evil.test" as another site; only what stays here after reading counts.
  const site = 'https://here.invalid';
  const read = URL.canParse(wanted, site) ? new URL(wanted, site) : undefined;
  const isOwn = read?.origin === site && (read.pathname === home || read.pathname.startsWith(`${home}/`));
  return read && isOwn ? read.pathname + read.search + read.hash : home;
}
