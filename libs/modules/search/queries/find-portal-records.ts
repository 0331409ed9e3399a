import { defineQuery } from '@kelp/kernel';
import { answerSearch } from '../answer-search';
import { findPortalRecords } from '../contract';
import { portalKinds } from '../kinds';

/** The same search for a client's person: own or the company's tickets by role, public words only, and final invoices for who may see them. */
export const findPortalRecordsQuery = defineQuery(findPortalRecords, {
  permission: 'portal_ticket.read_own',
  run: (ctx, { text, type, after }) =>
    answerSearch(
      ctx,
      portalKinds,
      { text, type },
      { after: type ? after : undefined, limit: type ? 25 : 10, most: 500 },
    ),
});
