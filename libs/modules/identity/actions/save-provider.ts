import { defineAction, sealPassword, type Ctx, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { saveProvider } from '../contract';
import { assertProved } from '../factors/prove';
import { providerRoutes, roles, signInProviders } from '../tables';
import { assertMayGive } from './create-user';

const googleIssuer = 'https://accounts.google.com';
const microsoftIssuer = /^https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}\/v2\.0$/;

/** Makes or changes a way to sign in with an account somewhere else. Who may be made by it gets a role that the caller may give. */
export const saveProviderAction = defineAction(saveProvider, {
  permission: 'sign_in_settings.update',
  run: async (ctx, { id, version, clientSecret, ...input }) => {
    await assertProved(ctx);
    const facts = { ...input, roleId: input.roleId ?? null, issuer: input.issuer.replace(/\/+$/, '') };
    checkIssuer(facts.preset, facts.issuer);
    await checkCreation(ctx, facts);
    const secret = clientSecret === undefined ? {} : { clientSecret: sealPassword(ctx.tenant, clientSecret.trim()) };
    const row = id
      ? await ctx.db.update(signInProviders, id, { ...facts, ...secret }, version)
      : await ctx.db.insert(signInProviders, { ...facts, ...secret });
    await ctx.db.rows(sql`delete from provider_routes where tenant_id = ${ctx.tenant} and provider_id = ${row.id}`);
    const { name, portal, preset } = row;
    if (row.isEnabled) await ctx.db.insertMany(providerRoutes, [{ providerId: row.id, name, portal, preset }]);
    ctx.touch('sign_in_provider');
    return { id: row.id, version: row.version };
  },
});

function checkIssuer(preset: string, issuer: string): void {
  if (preset === 'google' && issuer !== googleIssuer)
    throw invalid('Google has one issuer.', { issuer: `Google’s issuer is ${googleIssuer}.` });
  // The address for all directories would let in everybody who has any Microsoft account.
  if (preset === 'microsoft' && !microsoftIssuer.test(issuer))
    throw invalid('Name your own Microsoft directory.', {
      issuer: 'It reads https://login.microsoftonline.com/<directory id>/v2.0.',
    });
}

async function checkCreation(
  ctx: Ctx,
  {
    mayCreate,
    portal,
    roleId,
    domains,
  }: Pick<z.output<typeof saveProvider.input>, 'mayCreate' | 'portal' | 'domains'> & { roleId: string | null },
): Promise<void> {
  if (roleId) {
    if (!(await ctx.db.get(roles, roleId)).msp)
      throw invalid('Choose a staff role.', { roleId: 'Choose a staff role.' });
    await assertMayGive(ctx, [roleId]);
  }
  if (!mayCreate) return;
  if (portal === 'client')
    throw invalid('Portal users come by invitation only.', { mayCreate: 'Accounts are made for staff only.' });
  if (!roleId) throw invalid('Choose the role of new people.', { roleId: 'Choose the role of new people.' });
  if (domains.length === 0)
    throw invalid('Name the mail domains of new people.', {
      domains: 'Name at least one domain, else anybody could come in.',
    });
}
