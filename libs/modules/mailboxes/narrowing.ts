import { defineNarrowing, emailMessages } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** Mails name what they are about in words: whom a pack narrows sees those about tickets in sight. */
export const mailNarrowing = defineNarrowing('email', emailMessages, {
  always: ({ tenant, seen }) => {
    const left = seen('tickets');
    return left
      ? sql`(x.about_type in ('ticket', 'ticket_notice')
          and x.about_id in (select x.id from public.tickets x where x.tenant_id = ${tenant} and ${left}))`
      : undefined;
  },
});
