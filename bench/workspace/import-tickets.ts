import { withHouse } from '../../apps/scheduler/commands/open-house';
import { addImported, makeClockRoom } from './make-clocks';

const count = Number(process.argv[2] ?? 100_000);

/**
 * Imports so many tickets of the last eight days into a new workspace by set: rows, muted facts, and the fold that makes their clocks. What
 * they have crossed is due at once, for the sweep to write as suppressed. Prints the workspace.
 */
await withHouse(async (engines) => {
  const room = await makeClockRoom(engines);
  await addImported(engines, room, count);
  console.log(JSON.stringify({ tenant: room.tenant }));
});
process.exit(0);
