import { defineJob, defineSchedule, fileStorage, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** How long a file that was sent up waits for the message that takes it. */
const keptDays = 7;
/** Rows in one transaction. */
const chunk = 500;

/** Takes the bytes of files away whose rows are gone. Done twice it does nothing the second time. */
export const dropUploadBytes = defineJob({
  name: 'tickets.drop_upload_bytes',
  queue: 'default',
  input: z.object({ keys: z.array(z.string()).max(chunk) }),
  key: ({ keys }) => keys[0] ?? '',
  process: async (_unit, { keys }) => {
    for (const key of keys) await fileStorage().delete(key);
  },
});

/**
 * Deletes what was sent up and not attached for seven days, except what a waiting reply holds. The row goes in one transaction with the job that
 * takes its bytes, so that nothing is lost between both; whoever attaches the file first keeps it.
 */
export const forgetUploads = defineJob({
  name: 'tickets.forget_uploads',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  process: async (unit) => {
    for (let taken = chunk; taken === chunk;) {
      taken = await unit.transaction(async (ctx) => {
        const rows = await ctx.db.rows<{ storageKey: string }>(
          sql`delete from uploads where tenant_id = ${ctx.tenant} and id in (
                select u.id from uploads u where u.tenant_id = ${ctx.tenant}
                  and u.created_at < ${ctx.now()}::timestamptz - ${keptDays} * interval '1 day'
                  and not exists (select from held_replies h where h.tenant_id = ${ctx.tenant}
                    and h.input -> 'uploads' @> to_jsonb(u.id::text))
                order by u.id limit ${chunk} for update skip locked)
              returning storage_key`,
        );
        const keys = rows.map(({ storageKey }) => storageKey).sort();
        if (keys.length > 0) await ctx.enqueue(dropUploadBytes, { keys });
        return keys.length;
      });
    }
  },
});

export const forgetUploadsNightly = defineSchedule('tickets.forget_uploads', '10 4 * * *', 'UTC', forgetUploads);
