import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

const next = join(__dirname, '../.next');
const manifestName = 'page_client-reference-manifest.js';

/** A file of JavaScript that a page names, with its size and the screens that brought it. */
export interface Chunk {
  file: string;
  kilobytes: number;
  screens: string[];
}

interface Manifest {
  entryJSFiles: Record<string, string[]>;
  clientModules: Record<string, { chunks: string[] }>;
}

const sizes = new Map<string, number>();

function kilobytesOf(file: string): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(join(next, file))).length / 1024;
  sizes.set(file, size);
  return size;
}

function readManifest(file: string): Manifest {
  const scope: { __RSC_MANIFEST: Record<string, Manifest> } = { __RSC_MANIFEST: {} };
  runInNewContext(readFileSync(file, 'utf8').replaceAll('globalThis.', ''), scope);
  const [manifest] = Object.values(scope.__RSC_MANIFEST);
  if (!manifest) throw new Error(`${file} names no page.`);
  return manifest;
}

/** The files of every page that was built, the largest first: what `npm run bench -- start` reads from the page itself. Sizes are gzipped. */
export function firstLoads(): Map<string, Chunk[]> {
  const { rootMainFiles } = JSON.parse(readFileSync(join(next, 'build-manifest.json'), 'utf8')) as {
    rootMainFiles: string[];
  };
  const app = join(next, 'server/app');
  const manifests = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(`/${manifestName}`),
  );
  return new Map(
    manifests.map((file) => {
      const { entryJSFiles, clientModules } = readManifest(join(app, file));
      const files = new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()]);
      const chunks = [...files].map((one) => ({
        file: one,
        kilobytes: kilobytesOf(one),
        screens: Object.entries(clientModules)
          .filter(([name, { chunks }]) => !name.includes('node_modules') && chunks.some((path) => path.endsWith(one)))
          .map(([name]) => name.replace(/^\[project\]\//, '')),
      }));
      return [`/${file.slice(0, -manifestName.length - 1)}`, chunks.sort((a, b) => b.kilobytes - a.kilobytes)] as const;
    }),
  );
}

export const kilobytes = (chunks: readonly Chunk[]): number => chunks.reduce((sum, one) => sum + one.kilobytes, 0);
