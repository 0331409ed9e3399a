import type { Caller, Dispatch, Dispatcher } from '@kelp/kernel';
import type { Brands } from './brands';

/** What the server knows of the request that a page is rendered for. */
export interface PageRequest {
  /** Null when nobody is signed in. */
  readonly caller: Caller | null;
  /** Scripts of this response carry it. */
  readonly nonce: string;
  /** Path and query as the browser asked for them. */
  readonly path: string;
  /** The workspace whose own domain the request came to; null at the public address. */
  readonly workspace: string | null;
}

/**
 * What pages may ask of the server around them. Express and Next are two module graphs in one process: a page that imported the kernel would get a
 * second, empty copy of it. So the server puts this on `globalThis` before Next starts, and pages import types and contracts only.
 */
export interface Bridge {
  /** Runs an action or query; errors carry a stable `id` (compare that, never `instanceof`). */
  readonly dispatch: Dispatch;
  /** The same by name and JSON, for the one Server Action. */
  readonly wire: Dispatcher['wire'];
  /** The request that is being rendered. */
  current(): PageRequest;
  /** What clients see of a workspace, kept in the process. */
  readonly brands: Brands;
  /** NextAuth's way into the server: signs in and out. */
  readonly identity: import('@kelp/identity/next-auth').IdentityDoor;
  /** The one public address of this installation. */
  readonly publicUrl: string;
  /** The secret that NextAuth signs its cookies with. */
  readonly secret: string;
}

declare global {
  // `var` is the only declaration that puts a property on globalThis.
  var __kelp: Bridge | undefined;
}

/** The server around this page. Throws in plain `next dev` or `next build`, where there is none. */
export function house(): Bridge {
  const bridge = globalThis.__kelp;
  if (!bridge)
    throw new Error('Server components run only inside apps/web/server.ts. Start Kelp with npm start or npm run dev.');
  return bridge;
}
