import { defineSetting, z } from '@kelp/kernel';

/** What a workspace decides for all notices together. */
export const noticeSettings = defineSetting({
  key: 'notification.rules',
  label: 'Notices',
  schema: z.object({
    /** Off: nobody of the staff gets notices by mail; they wait in the program. Account mails go on. */
    isMailOn: z.boolean(),
    /** Further notices about the same ticket within this time become one mail. */
    foldMinutes: z.number().int().min(1, 'At least one minute.').max(120, 'At most 120 minutes.'),
  }),
  initial: { isMailOn: true, foldMinutes: 2 },
});
