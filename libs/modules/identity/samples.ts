import { sealPassword } from '@kelp/kernel';
import { randomToken, sha256 } from '@kelp/platform/crypto';
import type { Samples } from '@kelp/testing';
import { writePortalUser } from './actions/invite-portal-user';
import { newTotpSecret } from './domain/totp';
import { openChallenge } from './factors/prove';
import { writeRecoveryCodes } from './factors/recovery';
import { issueLink } from './mail-links';
import { writePermissions } from './role-permissions';
import {
  apiKeys,
  mfaFactors,
  policyBundles,
  policyRevisions,
  providerIdentities,
  providerRoutes,
  roles,
  sessions,
  signInProviders,
  teams,
} from './tables';
import { staffRoleId, writeUser } from './write-user';

/** One record of each noun of this room. `contact` comes from the clients' room when it is there; without it there is no portal user. */
export const samples: Samples = {
  make: async (ctx, ids) => {
    const role = await staffRoleId(ctx, 'Technician');
    const mark = ctx.newId().slice(-8);
    const user = await writeUser(ctx, { name: 'Sam Sample', email: `sam.${mark}@sample.test`, roleIds: [role] });
    const ownRole = await ctx.db.insert(roles, { name: `Own ${mark}`, msp: true, followsDefault: false });
    await writePermissions(ctx, ownRole.id, new Set(['user.read']));
    const team = await ctx.db.insert(teams, { name: `Team ${mark}` });
    const session = await ctx.db.insert(sessions, {
      userId: user.id,
      tokenHash: sha256(randomToken()),
      portal: 'msp',
      expiresAt: new Date(ctx.now().getTime() + 3_600_000),
      seenAt: ctx.now(),
    });
    const key = await ctx.db.insert(apiKeys, {
      userId: user.id,
      name: 'Sample',
      prefix: 'kelp_',
      keyHash: sha256(randomToken()),
    });
    const factor = await ctx.db.insert(mfaFactors, {
      userId: user.id,
      kind: 'totp',
      name: 'Phone',
      secret: sealPassword(ctx.tenant, newTotpSecret()),
      confirmedAt: ctx.now(),
    });
    const issuer = `https://${mark}.sample.test`;
    const provider = await ctx.db.insert(signInProviders, {
      name: `Login ${mark}`,
      preset: 'generic',
      portal: 'msp',
      issuer,
      clientId: 'kelp',
    });
    const identity = await ctx.db.insert(providerIdentities, {
      userId: user.id,
      providerId: provider.id,
      issuer,
      subject: mark,
    });
    const { name, portal, preset } = provider;
    await ctx.db.insertMany(providerRoutes, [{ providerId: provider.id, name, portal, preset }]);
    const pack = await ctx.db.insert(policyBundles, { name: `Pack ${mark}` });
    await ctx.db.insert(policyRevisions, { bundleId: pack.id, number: 1, state: 'draft', hidesCost: true });
    await writeRecoveryCodes(ctx, user.id);
    await openChallenge(ctx, user.id);
    await issueLink(ctx, user.id, 'invitation');
    const made = {
      user: user.id,
      role,
      'own role': ownRole.id,
      team: team.id,
      session: session.id,
      'API key': key.id,
      'second factor': factor.id,
      'sign-in provider': provider.id,
      'connected account': identity.id,
      'policy pack': pack.id,
    };
    if (!ids['contact']) return made;
    const portalUser = await writePortalUser(ctx, { contactId: ids['contact'], role: 'User' });
    return { ...made, 'portal user': portalUser.id };
  },
  inputs: {
    'setting.list_changes': () => ({}),
    'me.get': () => ({}),
    'me.update': () => ({ name: 'Sam Sampler' }),
    'me.change_password': () => ({ current: 'Harbor-Lantern-42', password: 'Granite-Violin-88' }),
    'me.verify_email': () => ({}),
    'session.list': (ids) => ({ userId: ids['user'] }),
    'session.revoke': (ids) => ({ id: ids['session'] }),
    'user.list': () => ({ search: 'sam', state: 'all' }),
    'user.create': (ids) => ({
      name: 'New Person',
      email: 'new.person@sample.test',
      roleIds: [ids['role']],
      reportsTo: ids['user'],
    }),
    'user.update': (ids) => ({ id: ids['user'], name: 'Sam Sampler', roleIds: [ids['role']] }),
    'user.deactivate': (ids) => ({ id: ids['user'] }),
    'user.activate': (ids) => ({ id: ids['user'] }),
    'user.invite': (ids) => ({ id: ids['user'] }),
    'role.list': () => ({ side: 'msp' }),
    'role.catalogue': () => ({}),
    'role.create': (ids) => ({ name: 'Night shift', permissions: ['user.read'], copyOf: ids['role'] }),
    'role.update': (ids) => ({ id: ids['role'], permissions: ['user.read', 'team.read'] }),
    'role.delete': (ids) => ({ id: ids['own role'], replacementId: ids['role'] }),
    'portal_user.list': (ids) => ({ clientId: ids['client'] }),
    'portal_user.invite': (ids) => ({ contactId: ids['contact'], role: 'User' }),
    'portal_user.set_role': (ids) => ({ id: ids['portal user'], role: 'Admin' }),
    'portal_user.revoke': (ids) => ({ id: ids['portal user'] }),
    'team.list': () => ({}),
    'team.create': (ids) => ({
      name: 'Another team',
      managerId: ids['user'],
      members: [{ userId: ids['user'], role: 'lead' }],
    }),
    'team.update': (ids) => ({
      id: ids['team'],
      managerId: ids['user'],
      members: [{ userId: ids['user'], role: 'member' }],
    }),
    'audit_log.list': () => ({ words: 'sam', door: 'ui', limit: 50 }),
    'audit_log.export': () => ({ words: 'sam' }),
    'audit_log.settings': () => ({}),
    'audit_log.set_retention': () => ({ keptMonths: 24 }),
    'policy.list': () => ({}),
    'policy.get': (ids) => ({ id: ids['policy pack'] }),
    'policy.compare': (ids) => ({ id: ids['policy pack'], from: 1, to: 1 }),
    'policy.catalogue': () => ({}),
    'policy.choices': () => ({ noun: 'client', words: '' }),
    'policy.why': (ids) => ({ userId: ids['user'], noun: 'ticket', recordId: ids['ticket'] ?? ids['user'] }),
    'policy.create': () => ({ name: 'Night shift', template: 'contractor' }),
    'policy.update': (ids) => ({ id: ids['policy pack'], rules: [], hidesCost: true }),
    'policy.publish': (ids) => ({ id: ids['policy pack'] }),
    'policy.archive': (ids) => ({ id: ids['policy pack'] }),
    'policy.delete': (ids) => ({ id: ids['policy pack'] }),
    'policy.assign': (ids) => ({ id: ids['policy pack'], kind: 'user', subjectId: ids['user'] }),
    'policy.unassign': (ids) => ({ id: ids['policy pack'], kind: 'user', subjectId: ids['user'] }),
    'me.view_as': (ids) => ({ userId: ids['user'] }),
    'me.end_view': () => ({}),
    'me.factors': () => ({}),
    'me.start_totp': () => ({}),
    'me.confirm_totp': (ids) => ({ id: ids['second factor'], code: '123456', name: 'Phone' }),
    'me.start_passkey': () => ({}),
    'me.confirm_passkey': () => ({ response: { id: 'none' }, name: 'Laptop' }),
    'me.rename_factor': (ids) => ({ id: ids['second factor'], name: 'Old phone' }),
    'me.remove_factor': (ids) => ({ id: ids['second factor'] }),
    'me.new_recovery_codes': () => ({}),
    'user.reset_factors': (ids) => ({ id: ids['user'] }),
    'role.require_factor': (ids) => ({ id: ids['role'], isRequired: true, graceDays: 7 }),
    'sign_in_settings.get': () => ({}),
    'sign_in_settings.update': () => ({ shortestPassword: 14 }),
    'sign_in_provider.list': () => ({}),
    'sign_in_provider.save': (ids) => ({
      name: 'Another provider',
      preset: 'generic',
      issuer: 'https://login.sample.test',
      clientId: 'kelp',
      clientSecret: 'sample secret',
      isEnabled: true,
      roleId: ids['role'],
    }),
    'sign_in_provider.remove': (ids) => ({ id: ids['sign-in provider'] }),
    'me.identities': () => ({}),
    'me.disconnect_identity': (ids) => ({ id: ids['connected account'] }),
    'session.revoke_all': (ids) => ({ userId: ids['user'] }),
    'api_key.create': () => ({ name: 'Reports' }),
    'api_key.list': () => ({}),
    'api_key.scopes': () => ({}),
    'api_key.revoke': (ids) => ({ id: ids['API key'] }),
  },
};
