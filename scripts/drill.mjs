// npm run drill [-- --drill <name> --seed <number> --kills <number> --seconds <number> --keep]: does to the real processes, under load, what the drill is named for and counts what came of it; --keep leaves its folder with the logs.
import { requireNode } from './node-version.mjs';

requireNode();
const { runDrill } = await import('./drills/run.mjs');
await runDrill(process.argv.slice(2));
