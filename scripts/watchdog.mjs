// Outlives the supervisor by a few seconds: when the supervisor is killed outright, its end of this pipe closes,
// and whatever it still had running is stopped from here.
import { createInterface } from 'node:readline';
import { stopInTiers } from './processes.mjs';

const longestMs = 5000;
const entries = new Map();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const message = parse(line);
  if (message.add) entries.set(message.add.pid, message.add);
  if (message.remove) entries.delete(message.remove);
}
await stopInTiers([...entries.values()], longestMs);
process.exit(0);

// A supervisor killed in the middle of a write leaves half a line, which must not cost us the others.
function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
