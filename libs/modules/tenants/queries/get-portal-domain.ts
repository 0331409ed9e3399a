import { defineQuery } from '@kelp/kernel';
import { getPortalDomain } from '../contract';
import { domainRecord } from '../portal-domain/domain-record';
import { addressAt, publicAddress } from '../public-address';
import { portalDomains } from '../tables';

/** The own domain of the portal, how it is proved and how that stands. */
export const getPortalDomainQuery = defineQuery(getPortalDomain, {
  permission: 'portal_domain.read',
  run: async (ctx) => {
    const target = new URL(publicAddress()).hostname;
    const row = await ctx.db.find(portalDomains, {});
    if (!row) return { domain: null, target };
    const { host, token, verifiedAt, ...state } = row;
    const { isChecking, problem, checkedAt, missingSince } = state;
    return {
      target,
      domain: {
        ...{ host, isVerified: verifiedAt !== null, isChecking, problem, checkedAt, missingSince },
        record: domainRecord(host, token),
        address: addressAt(host),
      },
    };
  },
});
