// npm run drill [-- --seed <number> --kills <number> --keep]: kills the real processes under load and counts what came of it; --keep leaves its folder with the logs.
import { requireNode } from './node-version.mjs';

requireNode();
const { runDrill } = await import('./drill-run.mjs');
await runDrill(process.argv.slice(2));
