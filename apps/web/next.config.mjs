import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  compress: false,
  turbopack: { root },
  outputFileTracingRoot: root,
  // Types are checked by `npm run types`, once for the whole repository.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: [
    '@kelp/std',
    '@kelp/kernel',
    '@kelp/ui',
    '@kelp/tenants',
    '@kelp/identity',
    '@kelp/standards',
    '@kelp/tags',
    '@kelp/fields',
    '@kelp/clients',
    '@kelp/catalog',
    '@kelp/activities',
    '@kelp/tickets',
    '@kelp/sla',
    '@kelp/time',
    '@kelp/contracts',
    '@kelp/billing',
    '@kelp/portal',
    '@kelp/mailboxes',
    '@kelp/notifications',
    '@kelp/search',
    '@kelp/webhooks',
    '@kelp/imports',
    '@kelp/surveys',
  ],
  serverExternalPackages: ['knex', 'pg', 'bullmq', 'ioredis', 'pino'],
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'] },
};
