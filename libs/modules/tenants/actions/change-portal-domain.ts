import { defineAction } from '@kelp/kernel';
import { randomToken } from '@kelp/platform/crypto';
import { refused } from '@kelp/std';
import { addPortalDomain, checkPortalDomain, removePortalDomain } from '../contract';
import { lockWorkspace } from '../lock-workspace';
import { checkDomain, dropRoute } from '../portal-domain/check-domain';
import { domainOf } from '../portal-domain/host-name';
import { publicAddress } from '../public-address';
import { portalDomains } from '../tables';

const permission = 'portal_domain.update';

/** Claims a domain: it does nothing before its record is found in the DNS. Several workspaces may claim the same one; who proves it first has it. */
export const addPortalDomainAction = defineAction(addPortalDomain, {
  permission,
  run: async (ctx, { host: typed }) => {
    const host = domainOf(typed, new URL(publicAddress()).hostname);
    await lockWorkspace(ctx);
    if (await ctx.db.find(portalDomains, {}))
      throw refused(
        'portal_domain.exists',
        'The portal has a domain already. Remove it first, then add the other one.',
      );
    await ctx.db.insert(portalDomains, { id: ctx.newId(), host, token: randomToken(24) });
    ctx.touch('portal_domain');
    return { host };
  },
});

/** Lets the worker ask the DNS now. */
export const checkPortalDomainAction = defineAction(checkPortalDomain, {
  permission,
  run: async (ctx) => {
    const row = await ctx.db.find(portalDomains, {});
    if (!row) throw refused('portal_domain.none', 'Add a domain first, then check it.');
    await ctx.db.update(portalDomains, row.id, { isChecking: true });
    await ctx.enqueue(checkDomain, { domainId: row.id, asked: ctx.newId() });
    ctx.touch('portal_domain');
    return {};
  },
});

/** From the commit on the domain leads nowhere, and mails lead to the public address again. */
export const removePortalDomainAction = defineAction(removePortalDomain, {
  permission,
  run: async (ctx) => {
    const row = await ctx.db.find(portalDomains, {});
    if (!row) return {};
    await ctx.db.remove(portalDomains, row.id);
    await dropRoute(ctx, row.host);
    ctx.touch('portal_domain');
    return {};
  },
});
