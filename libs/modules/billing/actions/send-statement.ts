import { clients } from '@kelp/clients';
import { billingProfiles } from '@kelp/contracts';
import { defineAction } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { sendStatement } from '../contract';
import { mailStatement } from '../jobs/mail-statement';
import { invoiceRecipient, noRecipient } from '../queries/invoice-recipient';

/** Mails a statement; the worker draws and sends it. */
export const sendStatementAction = defineAction(sendStatement, {
  permission: 'invoice.send',
  run: async (ctx, { clientId, from, to, address }) => {
    ctx.require('payment.read');
    if (from > to) throw invalid('The last day comes before the first.', { to: 'Choose a later day.' });
    const client = await ctx.db.get(clients, clientId);
    const profile = await ctx.db.find(billingProfiles, { clientId, isDefault: true });
    const target = address ?? (await invoiceRecipient(ctx, clientId, profile));
    if (!target) throw noRecipient(client.name, 'address');
    await ctx.enqueue(mailStatement, { clientId, from, to, address: target, sending: ctx.newId() });
    return { address: target };
  },
});
