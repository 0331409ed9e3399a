// npm run bench [-- name …]: runs the programs in bench/ on engines of their own.
import { requireNode } from './node-version.mjs';

requireNode();
const { runBenches } = await import('./bench-run.mjs');
await runBenches(process.argv.slice(2));
