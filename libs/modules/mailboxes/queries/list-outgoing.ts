import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { and, sql } from '@kelp/platform/db';
import { listOutgoing } from '../contract';
import { outgoingRows } from './outgoing-rows';

/** The mail that goes out, newest first. */
export const listOutgoingQuery = defineQuery(listOutgoing, {
  permission: 'email_settings.read',
  run: async (ctx, { state, address, ticketId, after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const where = [sql`true`];
    if (state) where.push(sql`e.state = ${state}`);
    if (address) where.push(sql`e.to_address = ${address}`);
    if (ticketId) where.push(sql`e.about_id = ${ticketId}`);
    if (cursor) where.push(sql`e.id < ${cursor[0]}::uuid`);
    const rows = await outgoingRows(ctx, and(where), limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { rows: page, next: rows.length > limit && last ? writeCursor([last.id]) : null };
  },
});
