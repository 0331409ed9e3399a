// The environment of the tests: Node's own globals, the same for all files of a worker, so that modules that were loaded once stay.
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

// What the test framework keeps on the globals for one file: its state, who listens, how often to try again.
const framework = /^Symbol\((JEST_|EVENT_HANDLERS|TEST_TIMEOUT|RETRY_|WAIT_BEFORE_RETRY|LOG_ERRORS_BEFORE_RETRY)/;
// What a test of a screen pretends to have; the program takes itself for one in a browser as long as it is there.
const browser = ['window', 'document', 'localStorage', 'sessionStorage', 'EventSource'];

const isSame = (one, other) => one.value === other?.value && one.get === other?.get;

module.exports = class OneRealm {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.former = {
      env: { ...process.env },
      exit: process.exit,
      globals: Object.getOwnPropertyDescriptors(globalThis),
    };
  }

  async setup() {}

  /** The next file finds the globals and `process.env` as this one did; what its modules added to the globals stays with them. */
  async teardown() {
    this.fakeTimersModern.dispose();
    process.exit = this.former.exit;
    for (const name of Object.keys(process.env)) if (!(name in this.former.env)) delete process.env[name];
    Object.assign(process.env, this.former.env);
    for (const key of Object.getOwnPropertySymbols(globalThis)) if (framework.test(String(key))) delete globalThis[key];
    for (const name of browser) if (!(name in this.former.globals)) delete globalThis[name];
    for (const [name, descriptor] of Object.entries(this.former.globals))
      if (!isSame(descriptor, Object.getOwnPropertyDescriptor(globalThis, name)))
        Object.defineProperty(globalThis, name, descriptor);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: what the framework compiles, it compiles among Node's own globals. */
  getVmContext() {
    return undefined;
  }
};
