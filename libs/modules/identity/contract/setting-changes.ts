import { contract, instant, z } from '@kelp/kernel/contract';

/** The settings that are not as they were shipped. Their values stand on their pages. */
export const listSettingChanges = contract({
  name: 'setting.list_changes',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        /** Such as `billing.reminder_steps`. */
        key: z.string(),
        label: z.string(),
        changedAt: instant,
        /** Null for what a program of the installation set. */
        changedBy: z.string().nullable(),
      }),
    ),
  }),
});
