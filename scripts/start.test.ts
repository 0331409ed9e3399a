import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processTree, survivors, type TreeProcess } from './process-tree.mjs';
import { begin, beginAndWait, endTrials, expectAllGone, freePort, startLimitMs, until, type Wish } from './trial';

jest.setTimeout(120_000);

const find = (tree: TreeProcess[], part: string): number =>
  tree.find(({ command }) => command.includes(part))?.pid ?? 0;
const ask = async (port: number, path: string): Promise<string> =>
  (await fetch(`http://127.0.0.1:${port}${path}`)).text();
const environmentOf = async (port: number): Promise<Record<string, string>> =>
  JSON.parse(await ask(port, '/environment')) as Record<string, string>;

afterEach(endTrials);

describe('the end of npm start', () => {
  it('leaves nothing behind after SIGTERM to npm, and ends with the address', async () => {
    const start = await beginAndWait();
    expect(start.output().trim().split('\n').at(-1)).toBe(`Kelp is ready: http://localhost:${start.port}`);
    expect(start.tree.length).toBeGreaterThan(8);
    start.process.kill('SIGTERM');
    await start.ended;
    expect(survivors(start.tree)).toEqual([]);
    expect(existsSync(join(start.dataFolder, 'kelp.lock'))).toBe(false);
    expect(existsSync(join(start.dataFolder, 'run.json'))).toBe(false);
  });

  it('leaves nothing behind after one Ctrl-C in the terminal, which npm doubles', async () => {
    const start = await beginAndWait();
    process.kill(-(start.process.pid ?? 0), 'SIGINT');
    await start.ended;
    expect(survivors(start.tree)).toEqual([]);
    expect(start.output()).not.toContain('Killing everything');
  });

  it('kills at once on a second Ctrl-C when an app does not want to stop', async () => {
    const start = await beginAndWait();
    await ask(start.port, '/stubborn');
    process.kill(-(start.process.pid ?? 0), 'SIGINT');
    await delay(1500);
    expect(survivors(start.tree).length).toBeGreaterThan(0);
    process.kill(-(start.process.pid ?? 0), 'SIGINT');
    await expectAllGone(start.tree, 5000);
  });

  it('leaves nothing behind when npm is killed outright', async () => {
    const start = await beginAndWait();
    start.process.kill('SIGKILL');
    await expectAllGone(start.tree);
  });

  it('leaves nothing behind when the supervisor is killed outright, and the next start finds all data', async () => {
    const first = await beginAndWait();
    expect(first.output()).toContain('this is start 1');
    process.kill(find(first.tree, 'scripts/start.mjs'), 'SIGKILL');
    await expectAllGone(first.tree);
    const second = await beginAndWait({ dataFolder: first.dataFolder });
    expect(second.output()).toContain('this is start 2');
  });

  it('stops what is left when supervisor and watchdog were both killed, then starts', async () => {
    const first = await beginAndWait();
    const supervisor = find(first.tree, 'scripts/start.mjs');
    process.kill(supervisor, 'SIGSTOP');
    process.kill(find(first.tree, 'scripts/watchdog.mjs'), 'SIGKILL');
    process.kill(supervisor, 'SIGKILL');
    await delay(500);
    expect(survivors(first.tree).length).toBeGreaterThan(3);
    const second = await beginAndWait({ dataFolder: first.dataFolder, port: first.port });
    expect(second.output()).toContain('left behind: ');
    expect(second.output()).toContain('this is start 2');
    expect(survivors(first.tree)).toEqual([]);
  });
});

describe('while Kelp runs', () => {
  it('gives the apps their environment, the owner of the tables only to the operator', async () => {
    const start = await beginAndWait();
    const run = JSON.parse(readFileSync(join(start.dataFolder, 'run.json'), 'utf8')) as {
      environment: Record<string, string>;
    };
    const web = await environmentOf(start.port);
    const worker = await environmentOf(Number(web.WORKER_PORT));
    for (const environment of [web, worker]) {
      expect(environment).toMatchObject({ NODE_ENV: 'production', TZ: 'UTC', KELP_DATA_DIR: start.dataFolder });
      expect(environment.NEXTAUTH_URL).toBe(`http://localhost:${start.port}`);
      expect(environment.DATABASE_URL).toContain('//kelp_app:');
      expect(environment.SYSTEM_DATABASE_URL).toContain('//kelp_system:');
      expect(environment.MIGRATION_DATABASE_URL).toBeUndefined();
      expect(environment.KELP_APP_PASSWORD).toBeUndefined();
    }
    expect(run.environment.MIGRATION_DATABASE_URL).toContain('//postgres:');
    for (const file of ['run.json', 'secrets.json']) {
      expect(statSync(join(start.dataFolder, file)).mode & 0o077).toBe(0);
    }
    expect(start.output()).not.toContain(web.KELP_SECRET);
  });

  it('starts an app again that was killed', async () => {
    const start = await beginAndWait();
    const before = await environmentOf(start.port);
    process.kill(Number(before.pid), 'SIGKILL');
    await until(() => start.output().includes('starting it again'), 5000, start.output);
    await delay(1500);
    expect((await environmentOf(start.port)).pid).not.toBe(before.pid);
  });

  it('gives up after five times in a row and stops everything', async () => {
    const start = await begin({ environment: { TEST_CRASHING: 'scheduler' } });
    await until(() => start.output().includes('starting it again'), startLimitMs, start.output);
    const tree = processTree(start.process.pid ?? 0);
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain('scheduler keeps ending (exit code 7)');
    expect(survivors(tree)).toEqual([]);
  });

  it('stops everything when the database ends', async () => {
    const start = await beginAndWait();
    process.kill(find(start.tree, 'bin/postgres'), 'SIGKILL');
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain('Postgres ended unexpectedly');
    await expectAllGone(start.tree, 5000);
  });

  it('lets two copies run side by side, and a second start on the same data does not disturb the first', async () => {
    const [one, two] = await Promise.all([beginAndWait(), beginAndWait()]);
    const again = await begin({ dataFolder: one.dataFolder });
    expect(await again.ended).toBe(1);
    expect(again.output()).toContain('Kelp already runs with the data in');
    for (const { port } of [one, two]) expect(await ask(port, '/readyz')).toBe('ready');
  });

  it('gives the operator’s tool the run’s environment, and engines of its own when nothing runs', async () => {
    const start = await beginAndWait();
    const tool = ['npm', 'run', 'kelp', '--', 'doctor', '--all'];
    const beside = await begin({ dataFolder: start.dataFolder, command: tool });
    expect(await beside.ended).toBe(0);
    expect(beside.output()).toContain('command doctor --all with owner');
    start.process.kill('SIGTERM');
    await start.ended;
    const alone = await begin({
      dataFolder: start.dataFolder,
      command: ['npm', 'run', 'kelp', '--', 'tenant', 'create'],
    });
    expect(await alone.ended).toBe(0);
    expect(alone.output()).toContain('Starting Postgres');
    expect(alone.output()).toContain('command tenant create with owner');
  });

  it('loads the demo workspace before it says that it is ready', async () => {
    const start = await beginAndWait({ command: ['npm', 'start', '--', '--demo'] });
    const text = start.output();
    expect(text.indexOf('command demo load with owner')).toBeGreaterThan(0);
    expect(text.indexOf('command demo load')).toBeLessThan(text.indexOf('Kelp is ready'));
  });
});

describe('a start that cannot work', () => {
  async function refusal(wish: Wish): Promise<string> {
    const start = await begin({ command: [process.execPath, 'scripts/start.mjs'], ...wish });
    expect(await start.ended).toBe(1);
    return start.output();
  }

  it('says in one sentence that the port is taken', async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise((resolve) => server.listen(port, () => resolve(null)));
    expect(await refusal({ port })).toMatch(/^Port \d+ is already in use: .*PORT=\d+ npm start\.\n$/);
    server.close();
  });

  it('says in one sentence that it cannot write', async () => {
    expect(await refusal({ dataFolder: '/dev/null/kelp' })).toMatch(
      /^Kelp keeps its data in \/dev\/null\/kelp, but .*\n$/,
    );
  });

  it('says in one sentence that a port is no number or an option unknown', async () => {
    expect(await refusal({ environment: { PORT: 'abc' } })).toMatch(/^PORT is "abc", .*\n$/);
    const command = [process.execPath, 'scripts/start.mjs', '--wrong'];
    expect(await refusal({ command })).toMatch(/^npm start knows only .*\n$/);
  });

  it('shows what the preparation says, such as a schema that is newer than the program', async () => {
    const sentence = 'The database is newer than this program.';
    const text = await refusal({ environment: { TEST_PREPARE_FAILS: sentence } });
    expect(text).toContain(sentence);
    expect(text).not.toContain('Kelp is ready');
  });

  it('refuses to make new secrets beside an old database', async () => {
    const first = await beginAndWait();
    first.process.kill('SIGTERM');
    await first.ended;
    rmSync(join(first.dataFolder, 'secrets.json'));
    expect(await refusal({ dataFolder: first.dataFolder })).toContain('secrets.json is missing although');
  });

  it('says in one sentence that Node is too old or the disk full', async () => {
    const run = (code: string): Promise<string> =>
      refusal({ command: [process.execPath, '--input-type=module', '-e', code] });
    const old = "import { requireNode } from './scripts/node-version.mjs'; requireNode('18.20.4');";
    expect(await run(old)).toMatch(/^Kelp needs Node 20\.19 or newer, this is Node 18\.20\.4: .*\n$/);
    const full =
      "import { runMain } from './scripts/refusal.mjs'; import { requireFreeSpace } from './scripts/data-folder.mjs'; await runMain(() => requireFreeSpace('/', 1e9));";
    expect(await run(full)).toMatch(/^Only \d+ MB are free on the disk of \/ and Kelp needs 1000000000 MB: .*\n$/);
  });
});
