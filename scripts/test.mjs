// npm test: dependency rules and every test, browser journeys included. Arguments are passed on to jest.
import { requireNode } from './node-version.mjs';

requireNode();
const { runTests } = await import('./test-run.mjs');
await runTests(process.argv.slice(2));
