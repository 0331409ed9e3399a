import { deletion } from './deletion.mjs';
import { importing } from './import.mjs';
import { kills } from './kills.mjs';
import { longTransaction } from './long-transaction.mjs';
import { newerEvent } from './newer-event.mjs';
import { poison } from './poison.mjs';
import { postgresRestart } from './postgres-restart.mjs';
import { redisAway } from './redis-away.mjs';
import { rolling } from './rolling.mjs';
import { skew } from './skew.mjs';
import { slowSmtp } from './slow-smtp.mjs';

/**
 * Every drill by its name. `act(house)` does under load what the drill is for; what it returns is printed: `did` (counts of what was done),
 * `faults` (counts that must be 0), and `dead` (ids of events that must end dead). `after(house)` comes when the load has ended and all is
 * quiet. `stand` are options of the stand, `pauseMs` slows the load.
 */
export const drills = {
  kills,
  'redis-away': redisAway,
  'postgres-restart': postgresRestart,
  skew,
  poison,
  'newer-event': newerEvent,
  'slow-smtp': slowSmtp,
  'long-transaction': longTransaction,
  import: importing,
  deletion,
  rolling,
};
