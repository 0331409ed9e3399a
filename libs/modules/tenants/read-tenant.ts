import { sql } from '@kelp/platform/db';
import type { ReadCtx } from '@kelp/kernel';
import { notFound } from '@kelp/std';

export interface Workspace {
  name: string;
  zone: string;
  currency: string;
  locale: string;
  isDemo: boolean;
  version: number;
}

/** The caller's own workspace: name, IANA zone, ISO currency, language. Throws not_found when there is none. */
export async function readTenant(ctx: ReadCtx): Promise<Workspace> {
  const found = await ctx.db.maybe<Workspace>(
    sql`select name, zone, currency, locale, is_demo, version from tenants where id = ${ctx.tenant}`,
  );
  if (!found) throw notFound('workspace');
  return found;
}
