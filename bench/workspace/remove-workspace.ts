import { withHouse } from '../../apps/scheduler/commands/open-house';
import { removeDemo } from '../../apps/scheduler/demo/remove-demo';

/** Takes the demo workspace with the id of the first argument away, as `kelp demo remove` does with the sample one, and prints how many rows went. */
await withHouse(async (engines) => {
  console.log(JSON.stringify({ removed: await removeDemo(engines, process.argv[2] ?? '') }));
});
process.exit(0);
