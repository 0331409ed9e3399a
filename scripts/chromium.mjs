import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step } from './progress.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const packages = ['chromium', 'fonts-liberation'];

/** The path of a Chromium that runs here, from the PATH or, as root on Debian, installed first; else null. */
export async function ensureChromium(supervisor) {
  return find() ?? ((await installDebians(supervisor)) ? find() : null);
}

function find() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path) && runs(path)) ?? null;
}

// Ubuntu's package of this name is an empty one that only points to a snap.
const runs = (path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;

async function installDebians(supervisor) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return step('Installing Chromium for the browser journeys (apt-get)', async () => {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
      const { code, output } = await supervisor.run({ name: 'apt-get', command: 'apt-get', args, env });
      if (code !== 0) {
        console.log(output);
        return false;
      }
    }
    return true;
  });
}
