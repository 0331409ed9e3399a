'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/**
 * False in what the server draws, true once this page works by itself. A form whose button waits for it cannot be sent too early by the browser
 * alone, which would put what was typed into the address.
 */
export const useReady = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
