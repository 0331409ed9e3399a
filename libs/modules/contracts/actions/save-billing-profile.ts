import { clients } from '@kelp/clients';
import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid, isCurrency, isZone, notFound, refused } from '@kelp/std';
import { insertProfile, type BillingProfileRow } from '../choose-profile';
import { saveBillingProfile } from '../contract';
import { termsColumns } from '../domain/payment-terms';
import { profileIsBilled } from '../slots';
import { billingProfiles, contracts } from '../tables';

type Input = z.output<typeof saveBillingProfile.input>;
type Fields = Partial<Omit<BillingProfileRow, 'id' | 'clientId' | 'isDefault'>>;

/** Makes a billing profile or changes the given facts of one; a new default takes the mark from the old one. */
export const saveBillingProfileAction = defineAction(saveBillingProfile, {
  permission: 'billing_profile.update',
  run: async (ctx, input) => {
    const { id, version: _expected, clientId, isDefault, terms, ...facts } = input;
    if (facts.zone && !isZone(facts.zone)) {
      throw invalid(`"${facts.zone}" is not a time zone. Choose one such as America/Chicago.`, { zone: 'Unknown.' });
    }
    const given = Object.entries({ ...facts, ...(terms ? termsColumns(terms) : {}) });
    const fields = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Fields;
    await ctx.db.lock(clients, clientId);
    const saved = id ? await change(ctx, { ...input, id }, fields) : await insertProfile(ctx, clientId, fields);
    const marked = isDefault && !saved.isDefault ? await makeDefault(ctx, saved) : saved;
    ctx.touch('billing_profile');
    return { id: marked.id, version: marked.version };
  },
});

async function change(ctx: Ctx, { id, clientId, version }: Input & { id: string }, fields: Fields) {
  const profile = await ctx.db.lock(billingProfiles, id);
  if (profile.clientId !== clientId) throw notFound('billing profile');
  if (fields.currency && fields.currency !== profile.currency) {
    if (!isCurrency(fields.currency)) throw invalid(`"${fields.currency}" is not a currency. Use a code such as USD.`);
    if (await ctx.db.find(contracts, { billingProfileId: id })) {
      throw refused(
        'billing_profile.currency_in_use',
        `Contracts in ${profile.currency} use this profile. Make a second profile for ${fields.currency}, and a contract in it.`,
      );
    }
    if (await ctx.askSlot(profileIsBilled, { profileId: id })) {
      throw refused(
        'billing_profile.currency_billed',
        `Invoices in ${profile.currency} stand on this profile. Make a second profile for ${fields.currency}, and a contract in it.`,
      );
    }
  }
  return ctx.db.update(billingProfiles, id, fields, version);
}

async function makeDefault(ctx: Ctx, profile: BillingProfileRow) {
  const former = await ctx.db.find(billingProfiles, { clientId: profile.clientId, isDefault: true });
  if (former) await ctx.db.update(billingProfiles, former.id, { isDefault: false });
  return ctx.db.update(billingProfiles, profile.id, { isDefault: true });
}
