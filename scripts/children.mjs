import { spawn } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './paths.mjs';
import { signalGroup, startToken, stopInTiers } from './processes.mjs';

/** The order in which things are stopped: what needs the others goes first. */
export const tiers = { task: 0, app: 1, redis: 2, postgres: 3 };

/**
 * The processes that one supervisor has running. Each is the leader of its own group, so a Ctrl-C in the terminal
 * reaches only the supervisor; a watchdog process and, when given, a record file outlive a supervisor that is killed.
 */
export function createChildren({ recordFile } = {}) {
  const running = new Map();
  let watchdog = startWatchdog();
  let closed = false;

  function startWatchdog() {
    const child = spawn(process.execPath, [join(repository, 'scripts/watchdog.mjs')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.on('error', () => {});
    child.once('exit', () => {
      if (closed) return;
      watchdog = startWatchdog();
      for (const entry of running.values()) tell({ add: entry });
    });
    return child;
  }

  function tell(message) {
    watchdog.stdin.write(`${JSON.stringify(message)}\n`);
    if (recordFile) record();
  }

  function record() {
    writeFileSync(`${recordFile}.new`, JSON.stringify([...running.values()], null, 2), { mode: 0o600 });
    renameSync(`${recordFile}.new`, recordFile);
  }

  /**
   * Starts a process; `tier`, `signal` and `limitMs` say how it will be stopped, `killSignal` how when there is no
   * time. Returns the ChildProcess with `ended`, a promise of `{ code, signal, error }` that never rejects.
   */
  function start({
    name,
    command,
    args,
    tier,
    signal = 'SIGTERM',
    limitMs = 10_000,
    killSignal = 'SIGKILL',
    ...options
  }) {
    const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    child.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: null, signal: null, error }));
      child.once('exit', (code, endSignal) => resolve({ code, signal: endSignal, error: null }));
    });
    if (child.pid === undefined) return child;
    const entry = { name, pid: child.pid, token: startToken(child.pid), tier, signal, limitMs, killSignal };
    running.set(child.pid, entry);
    tell({ add: entry });
    child.ended.then(() => {
      running.delete(child.pid);
      // What the process itself started must not outlive it.
      signalGroup(child.pid, 'SIGKILL');
      if (!closed) tell({ remove: child.pid });
    });
    return child;
  }

  const entriesOf = (pids) => [...running.values()].filter(({ pid }) => pids.includes(pid));

  return {
    start,
    /** Stops the given process numbers, or all of them, tier by tier. */
    stop: (pids = [...running.keys()]) => stopInTiers(entriesOf(pids)),
    /** Kills everything at once. */
    kill() {
      for (const { pid, killSignal } of running.values()) signalGroup(pid, killSignal);
    },
    /** Stops what is left and lets the watchdog go; resolves when it has gone. */
    async close() {
      await stopInTiers(entriesOf([...running.keys()]));
      closed = true;
      if (recordFile) rmSync(recordFile, { force: true });
      await new Promise((resolve) => {
        watchdog.once('exit', resolve);
        watchdog.stdin.end();
      });
    },
  };
}
