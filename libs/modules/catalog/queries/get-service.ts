import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { getService } from '../contract';
import { services } from '../tables';
import { serviceCards } from './service-cards';

/** One service with all its prices. */
export const getServiceQuery = defineQuery(getService, {
  permission: 'service.read',
  run: async (ctx, { id }) => {
    const [card] = await serviceCards(ctx, [await ctx.db.get(services, id)]);
    if (!card) throw notFound('service');
    return { ...card, abilities: abilitiesOf(ctx, ['service.update']) };
  },
});
