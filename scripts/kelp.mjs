// npm run kelp -- <command>: the operator's tool, on the running Kelp or, when none runs, on engines started for it.
import { requireNode } from './node-version.mjs';

requireNode();
const { operate } = await import('./operation.mjs');
await operate(process.argv.slice(2));
