import { z } from '@kelp/kernel/contract';

/** Something the writer should look at; the entry is written all the same. */
export const timeWarning = z.object({ kind: z.enum(['overlap']), message: z.string(), entryId: z.uuid() });
export type TimeWarning = z.output<typeof timeWarning>;
