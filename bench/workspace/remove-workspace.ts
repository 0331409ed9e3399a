import { withHouse } from '../../apps/scheduler/commands/open-house';
import { removeWorkspace } from '../../apps/scheduler/removal/remove-workspace';

/** Takes the demo workspace with the id of the first argument away, as `kelp demo remove` does with the sample one, and prints how many rows went. */
await withHouse(async (engines) => {
  const { rows } = await removeWorkspace(engines, process.argv[2] ?? '');
  console.log(JSON.stringify({ removed: rows }));
});
process.exit(0);
