import { sql } from '@kelp/platform/db';
import { handlersFor, toEnvelope } from '../../libs/kernel/bus/relay';
import { addToStreams } from '../../libs/kernel/bus/streams';
import { withHouse } from '../../apps/scheduler/commands/open-house';

type Row = Parameters<typeof toEnvelope>[0];

const batch = 500;

/** Adds every published event to its stream two more times, in another order, and prints how many events that were. */
await withHouse(async ({ house, redis, config }) => {
  const rows = await house.database.asSystem((run) =>
    run<Row>(sql`select * from outbox where published_at is not null order by md5(id::text)`),
  );
  const events = rows
    .map((row) => toEnvelope(row, handlersFor(house, row)))
    .filter(({ handlers }) => handlers.length > 0);
  for (const copy of [events, [...events].reverse()]) {
    for (let start = 0; start < copy.length; start += batch)
      await addToStreams(redis, config.REDIS_PREFIX, copy.slice(start, start + batch));
  }
  console.log(JSON.stringify({ repeated: events.length }));
});
process.exit(0);
