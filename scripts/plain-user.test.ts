import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { canEnter, unprivilegedAccount } from './engines/account.mjs';
import { beginAndWait, endTrials, newFolder } from './trial';

jest.setTimeout(180_000);
afterEach(endTrials);

const repository = join(__dirname, '..');
const account = unprivilegedAccount();
const isReachable = canEnter(account, repository);
if (!isReachable)
  process.stderr.write(`Not tried: a plain user may not enter ${repository}, the start as one was left out.\n`);

(isReachable ? it : it.skip)('starts the whole program as a plain user, with engines of its own', async () => {
  const dataFolder = newFolder();
  const environment = { KELP_DIST: join(repository, 'dist'), HOME: dataFolder };
  const start = await beginAndWait({ dataFolder, environment, ...(account ? { account } : {}) });
  const ready = await fetch(`http://127.0.0.1:${start.port}/readyz`);
  expect(await ready.json()).toMatchObject({ status: 'ready' });
  const pids = start.tree.map(({ pid }) => String(pid));
  const users = spawnSync('ps', ['-o', 'uid=', '-p', pids.join(',')], { encoding: 'utf8' })
    .stdout.trim()
    .split(/\s+/);
  expect(new Set(users)).toEqual(new Set([String(account?.uid ?? process.getuid?.())]));
  start.process.kill('SIGTERM');
  await start.ended;
});
