import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getClientHealth, listClients } from '../contract';
import { healthColumns, toHealth, type FlatHealth } from '../health';
import { pageOfClients } from './page-of-clients';

/** Clients in the order asked for, keyset paged. */
export const listClientsQuery = defineQuery(listClients, {
  permission: 'client.read',
  run: async (ctx, { withHealth = false, ...wish }) => ({
    ...(await pageOfClients(ctx, wish, withHealth)),
    upTo: await ctx.upTo(),
    abilities: abilitiesOf(ctx, ['client.create', 'client.export']),
  }),
});

/** How one client is doing: the same figures as in the list. */
export const getClientHealthQuery = defineQuery(getClientHealth, {
  permission: 'client.read',
  run: async (ctx, { id }) => {
    const { select, from } = await healthColumns(ctx);
    const row = await ctx.db.maybe<FlatHealth>(
      sql`select ${select} from clients c ${from} where c.tenant_id = ${ctx.tenant} and c.id = ${id} and ${ctx.visible('client.read', 'c')}`,
    );
    if (!row) throw notFound('client');
    return toHealth(row);
  },
});
