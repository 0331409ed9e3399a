import { defineJob, z } from '@kelp/kernel';
import { takeEvent } from '../write/take-event';

/** Works off one event of a provider, in one transaction with its mark: exactly once, however often the provider repeats it. */
export const takeProviderEvent = defineJob({
  name: 'payment.take_event',
  queue: 'default',
  input: z.object({ id: z.uuid() }),
  key: ({ id }) => id,
  run: (ctx, { id }) => takeEvent(ctx, id),
});
