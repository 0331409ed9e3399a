// Proves hot reload: `npm run dev` on a copy of the sources, a page changed under an open browser, then a server.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { readLines } from './app-output.mjs';
import { ensureChromium } from './chromium.mjs';
import { repository } from './paths.mjs';
import { findFreePort } from './ports.mjs';
import { step } from './progress.mjs';

const limitMs = 5 * 60_000;
const texts = 'libs/modules/identity/i18n/en.json';
const probes = 'libs/platform/probes/probe-routes.ts';

// Beside the repository, so that packages can be linked instead of copied.
const copy = mkdtempSync(join(dirname(repository), 'kelp-hot-reload-'));
let program;
let browser;
try {
  await step('Copying the sources', copySources);
  const port = await findFreePort();
  const { waitFor } = (program = startDevelopment(port));
  await step('npm run dev', () => waitFor('Kelp is ready: '));
  browser = await chromium.launch({
    executablePath: await ensureChromium(null),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(limitMs);
  await step('First page', async () => {
    await page.goto(`http://localhost:${port}/auth/msp/signin`, { timeout: limitMs });
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.evaluate(() => (window.isSamePage = true));
  });
  await step('A changed text appears without a reload', async () => {
    edit(texts, '"signin": "Sign in"', '"signin": "Step aboard"');
    await page.getByRole('button', { name: 'Step aboard' }).waitFor();
    if (!(await page.evaluate(() => window.isSamePage === true))) throw new Error('The page was loaded again.');
  });
  await step('A changed server starts again and answers anew', async () => {
    edit(probes, "'not ready'", "'not yet'");
    edit(probes, "isReady ? 'ready'", "isReady ? 'ready and changed'");
    await waitFor('web has changed and starts again.');
    await answers(`http://localhost:${port}/readyz`, 'ready and changed');
  });
  console.log('hot reload works: a page without losing its state, a server by starting it again');
} catch (error) {
  console.error(error.message);
  console.error(program?.lines.slice(-20).join('\n') ?? '');
  process.exitCode = 1;
} finally {
  await browser?.close();
  await program?.stop();
  rmSync(copy, { recursive: true, force: true });
}

function copySources() {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: repository, encoding: 'utf8' }).split('\0');
  for (const file of files.filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(repository, file), join(copy, file));
  }
  execFileSync('cp', ['-al', join(repository, 'node_modules'), join(copy, 'node_modules')]);
}

function edit(file, before, after) {
  const text = readFileSync(join(copy, file), 'utf8');
  if (!text.includes(before)) throw new Error(`${file} no longer holds ${before}: adapt this script.`);
  writeFileSync(join(copy, file), text.replace(before, after));
}

function startDevelopment(port) {
  const env = { ...process.env, PORT: String(port), KELP_DATA_DIR: join(copy, '.kelp'), NEXTAUTH_URL: '' };
  const child = spawn('npm', ['run', 'dev'], { cwd: copy, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines = [];
  const waiting = new Set();
  readLines(child, (line) => {
    lines.push(line);
    for (const check of waiting) check(line);
  });
  const waitFor = (beginning) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`It never said "${beginning}".`)), limitMs);
      const check = (line) => {
        if (!line.startsWith(beginning)) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      lines.forEach(check);
      void ended.then(() => reject(new Error('npm run dev ended.')));
    });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { lines, waitFor, stop };
}

async function answers(address, wanted) {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    const text = await fetch(address).then(
      (response) => response.text(),
      () => '',
    );
    if (text.includes(wanted)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${address} never answered "${wanted}".`);
}
