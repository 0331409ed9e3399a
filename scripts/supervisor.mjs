import { setTimeout as delay } from 'node:timers/promises';
import { forwardOutput, readLines } from './app-output.mjs';
import { createChildren, tiers } from './children.mjs';
import { openLogFile } from './log-file.mjs';
import { repository } from './paths.mjs';
import { Refusal } from './refusal.mjs';

const restartLimit = 5;
const firstRestartMs = 500;
const settledMs = 30_000;
const appStopMs = 20_000;
const doubleSignalMs = 500;
const parentPollMs = 500;
const keptLines = 40;

/**
 * Holds everything that one command runs: short tasks, engines and apps. On SIGINT, SIGTERM or SIGHUP, or when npm
 * above it dies, it stops all in order and exits; a second signal kills at once. `beforeExit` runs last.
 */
export function createSupervisor({ recordFile, beforeExit = () => {}, signalExitCode = 0 } = {}) {
  const children = createChildren({ recordFile });
  const apps = new Map();
  let stopping = null;
  let signalledAt = 0;

  /** Prints `reason`, stops everything and exits with `code`; never resolves for its caller. */
  function stop(reason, code) {
    stopping ??= (async () => {
      if (reason) console.log(reason);
      await children.close();
      beforeExit();
      process.exit(code);
    })();
    return stopping;
  }

  function onSignal(signal) {
    // npm passes on the signal that the terminal has already sent to the whole group: the same one, twice.
    if (stopping && Date.now() - signalledAt > doubleSignalMs) {
      console.log('Killing everything at once.');
      children.kill();
    }
    signalledAt ||= Date.now();
    stop(signal === 'SIGINT' ? '\nStopping Kelp …' : 'Stopping Kelp …', signalExitCode);
  }

  // A terminal or npm that has gone takes our output's reader with it; stopping in order matters more than the text.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  if (process.env.npm_lifecycle_event) stopWithParent(() => stop('npm is gone, stopping Kelp …', 1));

  /** Runs a command to its end and returns `{ code, output }` (its last lines); `onLine` sees every line. */
  async function run({ onLine = () => {}, ...spec }) {
    const lines = [];
    const child = children.start({ cwd: repository, ...spec, tier: tiers.task });
    readLines(child, (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      onLine(line);
    });
    const closed = new Promise((resolve) => child.once('close', resolve));
    const { code, signal, error } = await child.ended;
    if (stopping) await stopping;
    if (error) throw new Refusal(`${spec.command} could not be started: ${error.message}`);
    await closed;
    return { code: code ?? `signal ${signal}`, output: lines.join('\n') };
  }

  /** Stops everything when this engine ends by itself: nothing works without it. */
  function watchEngine(name, child, logFile) {
    child.ended.then((end) => {
      if (!stopping) stop(`${name} ended unexpectedly (${describe(end)}), see ${logFile}. Stopping Kelp …`, 1);
    });
  }

  /**
   * Starts a Node program and starts it again when it ends unexpectedly, five times at most in quick succession;
   * one with `waitsForChange` (development) is left alone until it is replaced.
   */
  function keepRunning({ name, args, env, logFile, waitsForChange = false }) {
    const app = { name, args, env, logFile, waitsForChange, log: openLogFile(logFile), failures: 0, child: null };
    apps.set(name, app);
    launch(app);
  }

  function launch(app) {
    const startedAt = Date.now();
    const child = children.start({
      name: app.name,
      command: process.execPath,
      args: app.args,
      env: app.env,
      cwd: repository,
      tier: tiers.app,
      limitMs: appStopMs,
    });
    app.child = child;
    forwardOutput(child, app.name, app.log);
    child.ended.then((end) => {
      if (stopping || app.child !== child) return;
      if (Date.now() - startedAt > settledMs) app.failures = 0;
      relaunch(app, child, describe(end));
    });
  }

  async function relaunch(app, ended, reason) {
    if (app.waitsForChange) {
      console.log(`${app.name} ended (${reason}); it starts again after the next change.`);
      return;
    }
    if (app.failures === restartLimit) {
      stop(`${app.name} keeps ending (${reason}), see ${app.logFile}. Stopping Kelp …`, 1);
      return;
    }
    const wait = firstRestartMs * 2 ** app.failures;
    app.failures += 1;
    console.log(`${app.name} ended unexpectedly (${reason}); starting it again in ${wait / 1000} s.`);
    await delay(wait);
    if (!stopping && app.child === ended) launch(app);
  }

  /** Stops an app and starts it again, for changed sources; calls that come meanwhile are one more replacement. */
  async function replace(name) {
    const app = apps.get(name);
    const { child } = app;
    if (child === null) {
      app.replaceAgain = true;
      return;
    }
    app.child = null;
    await children.stop([child.pid]);
    await child.ended;
    if (stopping) return;
    launch(app);
    if (!app.replaceAgain) return;
    app.replaceAgain = false;
    await replace(name);
  }

  /** Ends the command after a failure: a `Refusal` shows its sentence, anything else its stack. */
  async function fail(error) {
    if (stopping) return stopping;
    console.error(error instanceof Refusal ? error.message : error);
    return stop(null, 1);
  }

  return { children, run, watchEngine, keepRunning, replace, stop, fail };
}

function stopWithParent(onGone) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, parentPollMs).unref();
}

function describe({ code, signal, error }) {
  if (error) return error.message;
  return signal ? `signal ${signal}` : `exit code ${code}`;
}
