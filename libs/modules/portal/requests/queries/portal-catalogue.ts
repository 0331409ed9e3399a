import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { portalCatalogue, portalRequestForm, type OfferedService } from '../../contract/portal-requests';
import { ownClient } from '../../visibility/own-client';
import { colleaguesOf } from '../colleagues';
import { offeredForms, type OfferedForm } from '../offered-forms';
import { pricesFor } from '../price-of';
import { serviceRequestDefinitions, type ShownPrice } from '../tables';

/** What of a form leaves the server: nothing of the ticket that will be made of it. */
const toOffered = (
  ctx: ReadCtx,
  { id, content }: OfferedForm,
  prices: ReadonlyMap<string, ShownPrice>,
): OfferedService => ({
  id,
  name: content.name,
  description: content.description,
  needsApproval: content.needsApproval && !ctx.can('portal_request.approve'),
  price: (content.serviceId && prices.get(content.serviceId)) || null,
});

/** The services that this person may ask for, by name, with today's list price in the client's currency. */
export const portalCatalogueQuery = defineQuery(portalCatalogue, {
  permission: 'portal_request.create',
  run: async (ctx) => {
    const forms = await offeredForms(ctx);
    const prices = await pricesFor(
      ctx,
      ownClient(ctx),
      forms.map(({ content }) => content.serviceId),
    );
    return {
      rows: forms.map((form) => toOffered(ctx, form, prices)),
      abilities: abilitiesOf(ctx, ['portal_request.approve']),
    };
  },
});

/** One form to fill in; a form that is not offered to this person is unknown. */
export const portalRequestFormQuery = defineQuery(portalRequestForm, {
  permission: 'portal_request.create',
  run: async (ctx, { id }) => {
    const clientId = ownClient(ctx);
    const [form] = await offeredForms(ctx, sql`d.id = ${id}`);
    if (!form) throw notFound(serviceRequestDefinitions.noun);
    const asksColleague = form.content.fields.some(({ kind }) => kind === 'contact');
    const [prices, colleagues] = await Promise.all([
      pricesFor(ctx, clientId, [form.content.serviceId]),
      asksColleague ? colleaguesOf(ctx, clientId) : [],
    ]);
    return {
      ...toOffered(ctx, form, prices),
      versionId: form.versionId,
      fields: form.content.fields,
      colleagues,
    };
  },
});
