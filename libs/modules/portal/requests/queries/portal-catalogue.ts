import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import {
  portalCatalogue,
  portalRequestForm,
  type OfferedService,
  type PortalRequestForm,
} from '../../contract/portal-requests';
import { getServiceForm, listServiceForms } from '../../contract/staff-requests';
import { ownClient } from '../../visibility/own-client';
import { colleaguesOf } from '../colleagues';
import { formsForClient, offeredForms, type OfferedForm } from '../offered-forms';
import { pricesFor } from '../price-of';
import { serviceRequestDefinitions, type ShownPrice } from '../tables';

interface Reader {
  clientId: string;
  /** Nobody has to approve what they ask for. */
  mayApprove: boolean;
}

/** What of a form leaves the server: nothing of the ticket that will be made of it. */
const toOffered = (
  { id, content }: OfferedForm,
  { mayApprove }: Reader,
  prices: ReadonlyMap<string, ShownPrice>,
): OfferedService => ({
  id,
  name: content.name,
  description: content.description,
  needsApproval: content.needsApproval && !mayApprove,
  price: (content.serviceId && prices.get(content.serviceId)) || null,
});

async function listOf(ctx: ReadCtx, forms: readonly OfferedForm[], reader: Reader): Promise<OfferedService[]> {
  const prices = await pricesFor(
    ctx,
    reader.clientId,
    forms.map(({ content }) => content.serviceId),
  );
  return forms.map((form) => toOffered(form, reader, prices));
}

async function toFillIn(ctx: ReadCtx, form: OfferedForm | undefined, reader: Reader): Promise<PortalRequestForm> {
  if (!form) throw notFound(serviceRequestDefinitions.noun);
  const { versionId, content } = form;
  const asksColleague = content.fields.some(({ kind }) => kind === 'contact');
  const [prices, colleagues] = await Promise.all([
    pricesFor(ctx, reader.clientId, [content.serviceId]),
    asksColleague ? colleaguesOf(ctx, reader.clientId) : [],
  ]);
  return { ...toOffered(form, reader, prices), versionId, fields: content.fields, colleagues };
}

const inPortal = (ctx: ReadCtx): Reader => ({
  clientId: ownClient(ctx),
  mayApprove: ctx.can('portal_request.approve'),
});
const forClient = (ctx: ReadCtx, clientId: string): Reader => ({
  clientId,
  mayApprove: ctx.can('service_request.decide'),
});

/** The services that this person may ask for, by name, with today's list price in the client's currency. */
export const portalCatalogueQuery = defineQuery(portalCatalogue, {
  permission: 'portal_request.create',
  run: async (ctx) => {
    const reader = inPortal(ctx);
    const rows = await listOf(ctx, await offeredForms(ctx), reader);
    return { rows, abilities: abilitiesOf(ctx, ['portal_request.approve']) };
  },
});

/** One form to fill in; a form that is not offered to this person is unknown. */
export const portalRequestFormQuery = defineQuery(portalRequestForm, {
  permission: 'portal_request.create',
  run: async (ctx, { id }) => {
    const reader = inPortal(ctx);
    const [form] = await offeredForms(ctx, sql`d.id = ${id}`);
    return toFillIn(ctx, form, reader);
  },
});

/** The services that a client can ask for, for staff who ask in its place. */
export const listServiceFormsQuery = defineQuery(listServiceForms, {
  permission: 'service_request.create',
  run: async (ctx, { clientId }) => ({
    rows: await listOf(ctx, await formsForClient(ctx, clientId), forClient(ctx, clientId)),
  }),
});

export const getServiceFormQuery = defineQuery(getServiceForm, {
  permission: 'service_request.create',
  run: async (ctx, { id, clientId }) => {
    const [form] = await formsForClient(ctx, clientId, sql`d.id = ${id}`);
    return toFillIn(ctx, form, forClient(ctx, clientId));
  },
});
