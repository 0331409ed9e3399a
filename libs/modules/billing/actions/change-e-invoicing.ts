import { clients } from '@kelp/clients';
import { defineAction } from '@kelp/kernel';
import { refused, stale } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { makeEInvoice, saveClientEInvoice, updateEInvoiceSettings } from '../contract';
import { isOurs, noPaper } from '../domain/document-kind';
import { eInvoicing } from '../e-invoice-settings';
import { loadEInvoices } from '../load/e-invoice-sources';
import { invoices } from '../tables';
import { clientEInvoiceDetails, eInvoices } from '../tables/e-invoices';
import { freezeEInvoice } from '../write/freeze-e-invoices';

const permission = 'billing_settings.update';

export const updateEInvoiceSettingsAction = defineAction(updateEInvoiceSettings, {
  permission,
  run: async (ctx, after) => {
    const before = await ctx.setting(eInvoicing);
    await ctx.saveSetting(eInvoicing, after);
    const change = { action: 'e_invoice.update_settings', subject: 'tenant_settings', subjectId: null, before, after };
    await recordChange(ctx, change);
    return after;
  },
});

export const saveClientEInvoiceAction = defineAction(saveClientEInvoice, {
  permission,
  run: async (ctx, { clientId, version = null, ...fields }) => {
    await ctx.db.get(clients, clientId);
    const known = await ctx.db.find(clientEInvoiceDetails, { clientId });
    if ((known?.version ?? null) !== version) throw stale(clientEInvoiceDetails.noun, ['details']);
    const saved = known
      ? await ctx.db.update(clientEInvoiceDetails, known.id, fields, known.version)
      : await ctx.db.insert(clientEInvoiceDetails, { clientId, ...fields });
    return { version: saved.version };
  },
});

export const makeEInvoiceAction = defineAction(makeEInvoice, {
  permission: 'invoice.finalize',
  run: async (ctx, { id }) => {
    const invoice = await ctx.db.lock(invoices, id);
    if (!isOurs(invoice.kind)) throw noPaper(invoice.numberText);
    if (invoice.state !== 'final')
      throw refused('e_invoice.not_final', 'Only a final document becomes an e-invoice. Finalise it first.');
    const known = await ctx.db.find(eInvoices, { invoiceId: id });
    if (known && known.state !== 'faulty')
      throw refused('e_invoice.exists', 'This document has its e-invoice already, and it does not change any more.');
    const [row] = await loadEInvoices(ctx, [id]);
    const problems = row ? await freezeEInvoice(ctx, row) : [];
    ctx.touch('invoice');
    return { problems };
  },
});
