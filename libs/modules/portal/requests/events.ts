import { defineEvent, z } from '@kelp/kernel';

const of = { serviceRequestId: z.uuid(), clientId: z.uuid(), userId: z.uuid() };

/** Somebody of a client asked for a service; `isWaiting`: it must be approved first. */
export const serviceRequestSubmitted = defineEvent(
  'service_request.submitted',
  1,
  z.object({ ...of, isWaiting: z.boolean() }),
);

/** What waited was approved (then it has a ticket) or refused; `userId` is who asked. */
export const serviceRequestDecided = defineEvent(
  'service_request.decided',
  1,
  z.object({ ...of, isApproved: z.boolean(), decidedBy: z.uuid().nullable() }),
);
