import { defineQuery } from '@kelp/kernel';
import { answerPage } from '../answer-page';
import { findPortalRecords } from '../contract';
import { portalKinds } from '../kinds';

/** The same search for a client's person: own or the company's tickets by role, public words only, and final invoices for who may see them. */
export const findPortalRecordsQuery = defineQuery(findPortalRecords, {
  permission: 'portal_ticket.read_own',
  run: (ctx, input) => answerPage(ctx, portalKinds, input),
});
