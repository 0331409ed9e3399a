import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLoads, kilobytes } from './testing/first-load';

const root = join(__dirname, '../..');
const chunks = join(__dirname, '.next/static');
const isBuilt = existsSync(join(__dirname, '.next/BUILD_ID')) && existsSync(join(root, 'dist/worker.mjs'));

/** Words that stand in server code only: the tenant setting, statements, drivers, the ledger. */
const serverOnly = [
  /app\.tenant/,
  /set_config/,
  /statement_timeout/,
  /bullmq/i,
  /ioredis/i,
  /node-postgres|pg-pool/,
  /insert into \w+ \(tenant_id/,
];
/** Kilobytes of JavaScript, gzipped, that a page may name. */
const limit = 250;
/** Pages that are not there yet, by the beginning of their path: what they may weigh until they are. These only ever go down. */
const notYet = { '/msp/tickets/[id]': 421, '/msp': 407, '/client-portal': 335 };
const limitOf = (page: string): number =>
  Object.entries(notYet).find(([start]) => page.startsWith(start))?.[1] ?? limit;
/** What only screens need. */
const screensOnly = [
  /from\s*["'](react|react-dom|next)(\/[\w/-]+)?["']/,
  /from\s*["']@mantine\//,
  /from\s*["']@tanstack\/react/,
];

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => join(folder, file));

(isBuilt ? describe : describe.skip)('what was built', () => {
  it('sends no server code to browsers', () => {
    const files = filesIn(chunks);
    expect(files.length).toBeGreaterThan(10);
    const leaks = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return serverOnly.filter((mark) => mark.test(text)).map((mark) => `${file.slice(chunks.length)}: ${mark}`);
    });
    expect(leaks).toEqual([]);
  });

  it('keeps the first load of every page below its limit', () => {
    const loads = firstLoads();
    expect(loads.size).toBeGreaterThan(40);
    const tooLarge = [...loads]
      .filter(([page, parts]) => kilobytes(parts) > limitOf(page))
      .map(([page, parts]) => [
        `${page}: ${kilobytes(parts).toFixed(0)} KB of ${limitOf(page)}, the largest parts:`,
        ...parts
          .slice(0, 8)
          .map(({ file, kilobytes, screens }) => `${kilobytes.toFixed(1)} KB ${file} ${screens.slice(0, 3).join(' ')}`),
      ]);
    expect(tooLarge).toEqual([]);
  });

  it.each(['worker', 'scheduler', 'kelp'])('puts nothing of the screens into the %s', (program) => {
    const text = readFileSync(join(root, `dist/${program}.mjs`), 'utf8');
    expect(text).toMatch(/app\.tenant/);
    expect(screensOnly.filter((mark) => mark.test(text))).toEqual([]);
  });

  it('keeps pages to contracts: Next’s own server bundle holds no second kernel', () => {
    const server = filesIn(join(__dirname, '.next/server'));
    const leaks = server.filter((file) => /set_config\('app\.tenant'/.test(readFileSync(file, 'utf8')));
    expect(leaks).toEqual([]);
  });
});
