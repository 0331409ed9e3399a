import { defineQuery, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { unauthenticated } from '@kelp/std';
import { getMe } from '../contract';
import { passwordLength } from '../settings';
import { factorDueAt } from '../factors/factor-due-at';

type Row = Omit<
  z.output<typeof getMe.output>,
  'tenant' | 'viewing' | 'client' | 'permissions' | 'locale' | 'shortestPassword'
> & {
  locale: string | null;
  tenantName: string;
  tenantZone: string;
  currency: string;
  tenantLocale: string;
  isDemo: boolean;
  clientId: string | null;
  clientName: string | null;
};

/** The signed-in person, the workspace, and what both may do. Not for API keys and the system, which are nobody. */
export const getMeQuery = defineQuery(getMe, {
  signedIn: true,
  run: async (ctx) => {
    // Identity lies below the clients' room; the name comes along by the foreign key that users carries.
    const row = await ctx.db.maybe<Row>(
      sql`select u.id, u.name, u.email, u.email_verified_at is not null as is_email_verified, u.type as user_type, u.zone, u.locale,
            u.contact_id, u.client_id, u.version, c.name as client_name, t.name as tenant_name, t.zone as tenant_zone, t.currency,
            t.locale as tenant_locale, t.is_demo,
            ${factorDueAt} as factor_due_at,
            exists (select from operators o where o.tenant_id = u.tenant_id and o.user_id = u.id) as is_operator,
            array(select r.name from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
                  where ur.tenant_id = u.tenant_id and ur.user_id = u.id order by r.name) as roles
          from users u
          join tenants t on t.id = u.tenant_id
          left join clients c on c.tenant_id = u.tenant_id and c.id = u.client_id
          where u.tenant_id = ${ctx.tenant} and u.id = ${ctx.actor.id}`,
    );
    if (!row) throw unauthenticated();
    const { clientId, clientName, tenantName, tenantZone, tenantLocale, currency, isDemo, ...person } = row;
    const { permissions: held, viewer } = ctx.actor;
    return {
      ...person,
      ...(viewer?.as.kind === 'role' ? { roles: [viewer.as.name] } : {}),
      // operators belong to the installation: nobody looks at it as one
      isOperator: person.isOperator && !viewer,
      viewing: viewer ? { ...viewer.as, by: viewer.name } : null,
      shortestPassword: await ctx.setting(passwordLength),
      locale: person.locale ?? tenantLocale,
      permissions: held === 'all' ? [] : [...held].sort(),
      client: clientId ? { id: clientId, name: clientName ?? '' } : null,
      tenant: { id: ctx.tenant, name: tenantName, zone: tenantZone, currency, locale: tenantLocale, isDemo },
    };
  },
});
