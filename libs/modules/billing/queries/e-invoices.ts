import { clients } from '@kelp/clients';
import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { checkInvoiceForEInvoice, getClientEInvoice, getEInvoiceFile, getEInvoiceSettings } from '../contract';
import { checkEInvoice } from '../domain/check-e-invoice';
import { eInvoiceOf } from '../domain/e-invoice';
import { isOurs } from '../domain/document-kind';
import { eInvoicing } from '../e-invoice-settings';
import { loadEInvoices, placesOf } from '../load/e-invoice-sources';
import { invoices } from '../tables';
import { clientEInvoiceDetails, eInvoices } from '../tables/e-invoices';

export const getEInvoiceSettingsQuery = defineQuery(getEInvoiceSettings, {
  permission: 'billing_settings.read',
  run: (ctx) => ctx.setting(eInvoicing),
});

const noDetails = {
  legalName: '',
  vatId: '',
  registrationId: '',
  street: '',
  city: '',
  postalCode: '',
  country: '',
  buyerReference: '',
  endpointScheme: '',
  endpoint: '',
  isAttached: false,
};

export const getClientEInvoiceQuery = defineQuery(getClientEInvoice, {
  permission: 'billing_settings.read',
  run: async (ctx, { clientId }) => {
    const [client, details, [place]] = await Promise.all([
      ctx.db.get(clients, clientId),
      ctx.db.find(clientEInvoiceDetails, { clientId }),
      placesOf(ctx, [clientId]),
    ]);
    const { street = '', city = '', postalCode = '', country = '' } = place ?? {};
    return {
      ...noDetails,
      ...details,
      version: details?.version ?? null,
      fallback: { legalName: client.name, street, city, postalCode, country },
    };
  },
});

export const checkInvoiceForEInvoiceQuery = defineQuery(checkInvoiceForEInvoice, {
  permission: 'invoice.read',
  run: async (ctx, { id }) => {
    const [invoice, { mode }, kept] = await Promise.all([
      ctx.db.get(invoices, id),
      ctx.setting(eInvoicing),
      ctx.db.find(eInvoices, { invoiceId: id }),
    ]);
    // What another system wrote is no e-invoice of ours: there is nothing to show.
    if (!isOurs(invoice.kind)) return { mode: 'off' as const, state: null, problems: [], mayMake: false };
    const mayMake = invoice.state === 'final' && kept?.state !== 'ready' && kept?.state !== 'queued';
    if (kept && kept.state !== 'faulty') return { mode, state: kept.state, problems: [], mayMake };
    const [row] = await loadEInvoices(ctx, [id]);
    // a faulty one is looked at with the details as they are now, so that a person sees what is still to be mended
    const problems = row ? checkEInvoice(eInvoiceOf(row.source, row.parties)) : [];
    return { mode, state: kept?.state ?? null, problems, mayMake: mayMake && ctx.can('invoice.finalize') };
  },
});

/** Where the XML of a document is. Throws refused while there is none. */
export async function eInvoiceFile(ctx: ReadCtx, id: string) {
  const [{ numberText }, kept] = await Promise.all([
    ctx.db.get(invoices, id),
    ctx.db.find(eInvoices, { invoiceId: id }),
  ]);
  if (!kept?.fileKey) throw refused('e_invoice.none', 'There is no e-invoice of this document. Make it on its page.');
  const filename = `${numberText ?? 'invoice'}.xml`;
  return { filename, contentType: 'application/xml', size: Number(kept.fileSize ?? 0n), storageKey: kept.fileKey };
}

export const getEInvoiceFileQuery = defineQuery(getEInvoiceFile, {
  permission: 'invoice.read',
  run: (ctx, { id }) => eInvoiceFile(ctx, id),
});
