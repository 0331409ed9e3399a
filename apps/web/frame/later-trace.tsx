'use client';

import { later } from '@kelp/ui';

/** The trace of a settings page, fetched once the page itself stands. */
export const LaterTrace = later(async () => (await import('./page-trace')).PageTrace);
