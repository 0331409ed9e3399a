import { defineQuery } from '@kelp/kernel';
import { tickets } from '@kelp/tickets';
import { defaultServiceId, lastServiceId, workServices } from '../choose-service';
import { timeServices } from '../contract';

/** The hourly services, and the one that time on this ticket gets when none is named. */
export const timeServicesQuery = defineQuery(timeServices, {
  permission: 'time_entry.create',
  run: async (ctx, { ticketId }) => {
    const ticket = ticketId ? await ctx.db.get(tickets, ticketId) : null;
    const services = await workServices(ctx);
    return {
      services,
      defaultServiceId: await defaultServiceId(ctx, ticket?.boardId ?? null, services),
      lastServiceId: ctx.actor.id ? await lastServiceId(ctx, ctx.actor.id, services) : null,
    };
  },
});
