import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { distribution, repository } from './paths.mjs';

const skippedFolders = new Set(['node_modules', '.next', 'dist', 'coverage']);
// Next writes into its tsconfig.json while it builds; ours that matters, tsconfig.base.json, is named below.
const skippedFiles = /\.test\.tsx?$|^next-env\.d\.ts$|^tsconfig\.json$|\.tsbuildinfo$/;
const common = ['package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs', 'scripts/bundle.mjs'];

const parts = {
  servers: {
    sources: ['apps', 'libs', 'migrations', ...common],
    stamp: join(distribution, 'servers.stamp'),
    results: ['web.mjs', 'worker.mjs', 'scheduler.mjs', 'kelp.mjs'].map((file) => join(distribution, file)),
  },
  pages: {
    sources: ['apps/web', 'libs', ...common],
    stamp: join(repository, 'apps/web/.next/kelp.stamp'),
    results: [join(repository, 'apps/web/.next/BUILD_ID')],
  },
};

/** True when what `part` ("servers" or "pages") was built from is what lies here now. */
export function isFresh(part) {
  const { sources, stamp, results } = parts[part];
  if (!existsSync(stamp) || !results.every((file) => existsSync(file))) return false;
  return readFileSync(stamp, 'utf8') === fingerprint(sources);
}

/** The fingerprint of a part's sources, to be taken before it is built. */
export function sourcesOf(part) {
  return fingerprint(parts[part].sources);
}

/** Remembers that `part` was built from sources with this fingerprint. */
export function markFresh(part, sources) {
  mkdirSync(dirname(parts[part].stamp), { recursive: true });
  writeFileSync(parts[part].stamp, sources);
}

/** A hash over names and contents; times do not count, because a checkout changes them. */
export function fingerprint(paths, root = repository) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const path of paths) addTo(hash, root, path);
  return hash.digest('hex');
}

function addTo(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  const entries = listing(full);
  if (entries === null) {
    const content = readFileSync(full);
    hash.update(`${path}\0${content.length}\0`).update(content);
    return;
  }
  for (const { name } of entries) {
    if (!skippedFolders.has(name) && !skippedFiles.test(name)) addTo(hash, root, `${path}/${name}`);
  }
}

function listing(path) {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  }
}
