import { closeSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tiers } from '../children.mjs';
import { openAppending } from '../log-file.mjs';
import { distribution, repository } from '../paths.mjs';
import { findFreePort } from '../ports.mjs';
import { signalGroup } from '../processes.mjs';
import { waitUntilReady } from '../readiness.mjs';

const portNames = { web: 'PORT', worker: 'WORKER_PORT', scheduler: 'SCHEDULER_PORT' };
const ownPorts = [...Object.values(portNames), 'SMTP_LISTEN_PORT', 'CATCHER_SMTP_PORT'];

/** The program's processes by name; `worker-2` is a second worker on ports of its own. */
export function openApps({ children, logs, env }) {
  const apps = new Map();
  const crashes = [];
  const environments = new Map();
  const roleOf = (name) => name.split('-')[0];
  const portOf = (name) => environments.get(name)?.[portNames[roleOf(name)]];

  async function environmentOf(name) {
    if (environments.has(name)) return environments.get(name);
    const own = { ...env };
    if (name !== roleOf(name)) for (const port of ownPorts) if (own[port]) own[port] = String(await findFreePort());
    environments.set(name, own);
    return own;
  }

  /** Starts one and resolves when it is ready; with `skewMs` its clock stands so far from that of the machine. */
  async function startApp(name, { skewMs = 0 } = {}) {
    const log = openAppending(join(logs, `${name}.log`));
    const preload = skewMs === 0 ? [] : ['--import', join(repository, 'scripts/drills/shift-clock.mjs')];
    const own = await environmentOf(name);
    const child = children.start({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', ...preload, join(distribution, `${roleOf(name)}.mjs`)],
      env: { ...own, KELP_DRILL_SKEW_MS: String(skewMs) },
      tier: tiers.app,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const app = { child, isReady: false, isKilled: false };
    apps.set(name, app);
    child.ended.then(({ code, signal }) => {
      app.isReady = false;
      if (!app.isKilled) crashes.push(`${name} ended by itself (${signal ?? `exit code ${code}`})`);
    });
    await waitUntilReady(name, `http://127.0.0.1:${portOf(name)}/readyz`);
    app.isReady = true;
  }

  async function endApp(name, signal) {
    const app = apps.get(name);
    app.isKilled = true;
    app.isReady = false;
    signalGroup(app.child.pid, signal);
    return app.child.ended;
  }

  /** Kills one with SIGKILL and starts it again; resolves when it is ready. */
  async function killApp(name) {
    await endApp(name, 'SIGKILL');
    await startApp(name);
  }

  /** Asks one to stop; null when it ended cleanly, else how it ended. */
  async function stopApp(name) {
    const { code, signal } = await endApp(name, 'SIGTERM');
    return code === 0 ? null : `${name} ended with ${signal ?? `exit code ${code}`}`;
  }

  async function restartApp(name) {
    const end = await stopApp(name);
    await startApp(name);
    return end;
  }

  return {
    crashes,
    startApp,
    stopApp,
    killApp,
    restartApp,
    isReady: (name) => apps.get(name)?.isReady ?? false,
    addressOf: (name) => `http://127.0.0.1:${portOf(name)}`,
    stopApps() {
      for (const app of apps.values()) app.isKilled = true;
      return children.stop([...apps.values()].map(({ child }) => child.pid));
    },
    /** How many warnings and errors the processes have logged. */
    complaints() {
      const files = readdirSync(logs).filter((file) => portNames[file.split(/[-.]/)[0]]);
      const lines = files.flatMap((file) => readFileSync(join(logs, file), 'utf8').split('\n'));
      return lines.filter((line) => /^\{"level":[456]0/.test(line)).length;
    },
  };
}
