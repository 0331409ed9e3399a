import type { Redis } from '@kelp/platform/redis';
import { allStreams } from './consumer';

/**
 * Trims every stream below what its slowest group has settled. `groups` are the handlers that exist; groups of handlers that are
 * gone are removed first, else they would hold the stream for ever.
 */
export async function trimStreams(redis: Redis, prefix: string, groups: ReadonlySet<string>): Promise<void> {
  for (const stream of allStreams(prefix)) {
    const infos = ((await redis.xinfo('GROUPS', stream).catch(() => [])) as unknown[][]).map(asRecord);
    const floors: string[] = [];
    for (const info of infos) {
      if (!groups.has(String(info['name']))) {
        await redis.xgroup('DESTROY', stream, String(info['name']));
        continue;
      }
      const oldest = Number(info['pending']) > 0 ? await oldestPending(redis, stream, String(info['name'])) : undefined;
      floors.push(oldest ?? String(info['last-delivered-id']));
    }
    const floor = floors.sort(compareIds)[0];
    if (floor && floors.length === groups.size) await redis.xtrim(stream, 'MINID', floor);
  }
}

async function oldestPending(redis: Redis, stream: string, group: string): Promise<string | undefined> {
  const summary = (await redis.xpending(stream, group)) as [number, string | null];
  return summary[1] ?? undefined;
}

function asRecord(flat: unknown[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let index = 0; index < flat.length; index += 2) record[String(flat[index])] = flat[index + 1];
  return record;
}

function compareIds(a: string, b: string): number {
  const [aMs = '0', aSeq = '0'] = a.split('-');
  const [bMs = '0', bSeq = '0'] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(aSeq) - Number(bSeq);
}
