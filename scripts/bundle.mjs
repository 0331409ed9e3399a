import { join } from 'node:path';
import { distribution, repository } from './paths.mjs';

/** The programs and what each is built from. */
export const programs = {
  web: 'apps/web/server.ts',
  worker: 'apps/worker/main.ts',
  scheduler: 'apps/scheduler/main.ts',
  kelp: 'apps/scheduler/kelp.ts',
  'stripe-double': 'apps/scheduler/stripe-double.ts',
};

// Our own packages are TypeScript and go into the bundle; everything from npm stays where Node finds it.
const ownPackagesOnly = {
  name: 'own-packages-only',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@kelp/')) return undefined;
      return { path, external: true };
    });
  },
};

/** Options for esbuild that turn TypeScript entry points (`{ name: path }`) into single files for Node 20 in `outdir`. */
export function bundleOptions(entries = programs, outdir = distribution) {
  return {
    absWorkingDir: repository,
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(repository, path)])),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: true,
    legalComments: 'none',
    loader: { '.sql': 'text', '.hbs': 'text', '.html': 'text', '.txt': 'text' },
    plugins: [ownPackagesOnly],
    logLevel: 'silent',
  };
}
