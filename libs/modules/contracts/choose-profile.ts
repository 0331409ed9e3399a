import { clientLocations, clients } from '@kelp/clients';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, isCurrency } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { billingProfiles } from './tables';

export type BillingProfileRow = Row<typeof billingProfiles>;

/** The address for invoices, else that of the client's default location, as lines of text; empty when there is none. */
async function addressOf(ctx: Ctx, clientId: string): Promise<string> {
  const place =
    (await ctx.db.find(clientLocations, { clientId, isBilling: true })) ??
    (await ctx.db.find(clientLocations, { clientId, isDefault: true }));
  if (!place) return '';
  const city = [place.postalCode, place.city, place.region].filter(Boolean).join(' ');
  return [place.line1, place.line2, city, place.country].filter(Boolean).join('\n');
}

/** A profile with the client's own currency, zone and address, or the workspace's. The first one is the default. */
export async function insertProfile(
  ctx: Ctx,
  clientId: string,
  fields: Partial<Omit<BillingProfileRow, 'id' | 'clientId' | 'isDefault'>>,
): Promise<BillingProfileRow> {
  const client = await ctx.db.lock(clients, clientId);
  const [workspace, address, others] = await Promise.all([
    readTenant(ctx),
    addressOf(ctx, clientId),
    ctx.db.list(billingProfiles, { clientId }),
  ]);
  const currency = fields.currency ?? client.currency ?? workspace.currency;
  if (!isCurrency(currency)) throw invalid(`"${currency}" is not a currency. Use an ISO code such as USD.`);
  return ctx.db.insert(billingProfiles, {
    zone: client.zone ?? workspace.zone,
    address,
    name: others.length === 0 ? 'Standard' : `Invoices in ${currency}`,
    ...fields,
    clientId,
    currency,
    isDefault: !others.some((other) => other.isDefault),
  });
}

/**
 * The profile that pays for a contract: the one asked for, else the client's default, else one in the asked currency, else
 * a new one. Throws invalid when the profile asked for is another client's or in another currency.
 */
export async function chooseProfile(
  ctx: Ctx,
  clientId: string,
  wish: { billingProfileId?: string | undefined; currency?: string | undefined },
): Promise<BillingProfileRow> {
  const { billingProfileId, currency } = wish;
  if (billingProfileId) {
    const profile = await ctx.db.get(billingProfiles, billingProfileId);
    assertFits(profile, clientId, currency);
    return profile;
  }
  await ctx.db.lock(clients, clientId);
  const profiles = await ctx.db.list(billingProfiles, { clientId }, { orderBy: 'createdAt' });
  const fitting = profiles.filter((profile) => currency === undefined || profile.currency === currency);
  return (
    fitting.find((profile) => profile.isDefault) ??
    fitting[0] ??
    insertProfile(ctx, clientId, currency === undefined ? {} : { currency })
  );
}

/** A client who changes currency ends one contract and starts another; so a contract and its profile share one. */
export function assertFits(profile: BillingProfileRow, clientId: string | null, currency: string | undefined): void {
  if (profile.clientId !== clientId) {
    throw invalid('This billing profile belongs to another client. Choose one of this client.', {
      billingProfileId: 'Belongs to another client.',
    });
  }
  if (currency !== undefined && profile.currency !== currency) {
    throw invalid(
      `This billing profile is in ${profile.currency}, the contract in ${currency}. Choose one in ${currency}.`,
      {
        billingProfileId: `Is in ${profile.currency}.`,
      },
    );
  }
}
