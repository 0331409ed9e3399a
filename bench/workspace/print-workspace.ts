import { withHouse } from '../../apps/scheduler/commands/open-house';
import { makeWorkspace } from './make-workspace';

const [name = 'bench', kind] = process.argv.slice(2);

/** Makes a workspace named by the first argument (a demo workspace with "demo" as the second) and prints it as one line of JSON, for programs that are not bundled. */
await withHouse(async (engines) => {
  console.log(JSON.stringify(await makeWorkspace(engines, name, kind === 'demo')));
});
process.exit(0);
