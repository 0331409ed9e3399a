// The environment of the tests: Node's own globals, the same for all files of a worker, so that modules that were loaded once stay.
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

// What the test framework keeps on the globals for one file: its state, who listens, how often to try again.
const framework = /^Symbol\((JEST_|EVENT_HANDLERS|TEST_TIMEOUT|RETRY_|WAIT_BEFORE_RETRY|LOG_ERRORS_BEFORE_RETRY)/;

module.exports = class OneRealm {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.former = { env: { ...process.env }, exit: process.exit, console: globalThis.console };
  }

  async setup() {}

  /** The next file finds the console, `process.env` and the framework's own globals as this one did. */
  async teardown() {
    this.fakeTimersModern.dispose();
    process.exit = this.former.exit;
    globalThis.console = this.former.console;
    for (const name of Object.keys(process.env)) if (!(name in this.former.env)) delete process.env[name];
    Object.assign(process.env, this.former.env);
    for (const key of Object.getOwnPropertySymbols(globalThis)) if (framework.test(String(key))) delete globalThis[key];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: what the framework compiles, it compiles among Node's own globals. */
  getVmContext() {
    return undefined;
  }
};
