import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import next from 'next';
import type { Bridge, PageRequest } from './bridge';
import { remoteAddressHeader, workspaceHeader } from '@kelp/identity/next-auth';
import { contextOf } from './middleware/request-context';

export interface Pages {
  handle: RequestHandler;
  /** Next's own sockets, for hot reload. */
  readonly upgrades: EventEmitter;
  close(): Promise<void>;
}

/** Starts Next behind our server. The bridge must stand before its first page is loaded. */
export async function openPages(options: {
  dir: string;
  isDevelopment: boolean;
  port: number;
  bridge: Omit<Bridge, 'current'>;
}): Promise<Pages> {
  const storage = new AsyncLocalStorage<PageRequest>();
  globalThis.__kelp = {
    ...options.bridge,
    current: () => {
      const found = storage.getStore();
      if (!found) throw new Error('This page was rendered outside a request.');
      return found;
    },
  };
  // Next attaches its upgrade listener to what it is given as a server; ours decides what reaches it.
  const upgrades = new EventEmitter();
  const app = next({
    dev: options.isDevelopment,
    dir: options.dir,
    port: options.port,
    hostname: 'localhost',
    httpServer: upgrades as unknown as Server,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    upgrades,
    close: () => app.close(),
    handle: (request, response) => {
      const { caller, nonce, id, ownDomain } = contextOf(request);
      request.headers['x-request-id'] = id;
      request.headers[remoteAddressHeader] = request.ip ?? '';
      const workspace = ownDomain?.tenant ?? null;
      request.headers[workspaceHeader] = workspace ?? '';
      return storage.run({ caller, nonce, workspace, path: request.originalUrl }, () => handle(request, response));
    },
  };
}
