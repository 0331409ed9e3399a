import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { clients } from '@kelp/clients';
import { localDate } from '@kelp/std';
import { tickets } from '@kelp/tickets';
import { findPayingLine } from '../attribute';
import { defaultServiceId, workServices } from '../choose-service';
import { payingLinePreview } from '../contract';
import { findWorker } from '../worker';

/** Which line would pay for the caller's work on this ticket or for this client; today on their wall unless a date is given. */
export const payingLineQuery = defineQuery(payingLinePreview, {
  permission: 'time_entry.create',
  run: async (ctx, input) => {
    const ticket = input.ticketId ? await ctx.db.get(tickets, input.ticketId) : null;
    const clientId = ticket ? ticket.clientId : input.clientId ? (await ctx.db.get(clients, input.clientId)).id : null;
    const services = await workServices(ctx);
    const wished = input.serviceId ?? (await defaultServiceId(ctx, ticket?.boardId ?? null, services));
    const service = services.find((one) => one.id === wished) ?? null;
    if (!service) return { service, answer: { kind: 'none' as const, reason: 'Choose the service you work on.' } };
    const workDate = input.workDate ?? (await today(ctx));
    return { service, answer: await findPayingLine(ctx, { clientId, serviceId: service.id, workDate }) };
  },
});

async function today(ctx: ReadCtx): Promise<string> {
  const { zone } = await findWorker(ctx, undefined);
  return localDate(await ctx.time(), zone);
}
