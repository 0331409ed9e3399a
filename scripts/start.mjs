// npm start: see docs/operations.md. Whatever is newer than Node's oldest versions is imported after the check.
import { requireNode } from './node-version.mjs';

requireNode();
const { launch } = await import('./launch.mjs');
await launch(process.argv.slice(2));
