import { withHouse } from '../../apps/scheduler/commands/open-house';
import { makeWorkspace } from './make-workspace';

/** Makes a workspace named by the first argument and prints it as one line of JSON, for programs that are not bundled. */
await withHouse(async (engines) => {
  console.log(JSON.stringify(await makeWorkspace(engines, process.argv[2] ?? 'bench')));
});
process.exit(0);
