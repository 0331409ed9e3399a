import { taxCategories } from '@kelp/catalog';
import { clients } from '@kelp/clients';
import { billingProfiles } from '@kelp/contracts';
import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, addMonthsClamped, notFound, type LocalDate } from '@kelp/std';
import { getClientTax, getExemptionFile, listEndingExemptions, type ExemptionCard } from '../contract';
import { loadClients } from '../load/load-rows';
import { loadTaxParties, taxOfProfile } from '../load/tax-parties';
import { today } from '../load/today';
import { clientVatNumbers, taxExemptions } from '../tables/tax';

function stateOf(
  { validFrom, validTo }: { validFrom: LocalDate; validTo: LocalDate | null },
  date: LocalDate,
): ExemptionCard['state'] {
  if (validFrom > date) return 'planned';
  if (validTo === null || validTo > addMonthsClamped(date, 1)) return 'valid';
  return validTo > date ? 'ending' : 'ended';
}

/** How a client is taxed and why. */
export const getClientTaxQuery = defineQuery(getClientTax, {
  permission: 'client_tax.read',
  run: async (ctx, { clientId }) => {
    await ctx.db.get(clients, clientId);
    const [[client], parties, profiles, exemptions, categories, vatNumber, date] = await Promise.all([
      loadClients(ctx, [clientId]),
      loadTaxParties(ctx, [clientId]),
      ctx.db.list(billingProfiles, { clientId }, { orderBy: 'name' }),
      ctx.db.list(taxExemptions, { clientId }, { orderBy: 'validFrom', direction: 'desc' }),
      ctx.db.list(taxCategories, {}),
      ctx.db.find(clientVatNumbers, { clientId }),
      today(ctx),
    ]);
    const named = new Map(categories.map(({ id, name }) => [id, { id, name }]));
    return {
      profiles: profiles.map((profile) => {
        if (!client) throw notFound(clients.noun);
        const { taxPlaces: places, taxPoint, taxRounding } = taxOfProfile(profile, client, parties);
        return {
          id: profile.id,
          name: profile.name,
          places,
          taxPoint,
          taxRounding,
          isByAddress: profile.taxPlace === '*',
        };
      }),
      exemptions: exemptions.map((one) => ({
        ...one,
        category: one.categoryId ? (named.get(one.categoryId) ?? null) : null,
        state: stateOf(one, date),
      })),
      vatNumber: vatNumber ?? null,
      abilities: abilitiesOf(ctx, ['client_tax.update', 'billing_profile.update']),
    };
  },
});

/** The scanned certificate. */
export const getExemptionFileQuery = defineQuery(getExemptionFile, {
  permission: 'client_tax.read',
  run: async (ctx, { id }) => {
    const { fileKey, fileName, fileType, fileSize } = await ctx.db.get(taxExemptions, id);
    if (!fileKey || !fileName || !fileType || fileSize === null) throw notFound('file of this certificate');
    return { storageKey: fileKey, filename: fileName, contentType: fileType, size: Number(fileSize) };
  },
});

export const listEndingExemptionsQuery = defineQuery(listEndingExemptions, {
  permission: 'client_tax.read',
  run: async (ctx) => {
    const date = await today(ctx);
    const rows = await ctx.db.rows<{
      id: string;
      clientId: string;
      clientName: string;
      certificate: string;
      validTo: string;
    }>(
      sql`select e.id, e.client_id, c.name as client_name, e.certificate, e.valid_to from tax_exemptions e
          join clients c on c.tenant_id = e.tenant_id and c.id = e.client_id
          where e.tenant_id = ${ctx.tenant} and e.valid_to > ${addDays(date, -365)} and e.valid_to <= ${addMonthsClamped(date, 1)}
            and not exists (select 1 from tax_exemptions n where n.tenant_id = e.tenant_id and n.client_id = e.client_id and n.id <> e.id
              and (n.valid_to is null or n.valid_to > e.valid_to) and n.category_id is not distinct from e.category_id and n.place is not distinct from e.place)
          order by e.valid_to, c.name, e.id limit 200`,
    );
    return {
      certificates: rows.map(({ id, clientId, clientName, certificate, validTo }) => ({
        id,
        client: { id: clientId, name: clientName },
        certificate,
        validTo,
      })),
    };
  },
});
