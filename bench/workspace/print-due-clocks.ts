import { withHouse } from '../../apps/scheduler/commands/open-house';
import { addHot, inside, makeClockRoom } from './make-clocks';

const [count = 100, firstAfterSeconds = 5, seconds = 60] = process.argv.slice(2).map(Number);

/** Makes a workspace with so many clocks that come due one after the other from so many seconds on, over so many, and prints which it is. */
await withHouse(async (engines) => {
  const room = await makeClockRoom(engines);
  const now = await inside(engines, room.tenant, async (ctx) => ctx.now());
  await addHot(engines, room, count, new Date(now.getTime() + firstAfterSeconds * 1000), seconds * 1000);
  console.log(JSON.stringify({ tenant: room.tenant }));
});
process.exit(0);
