import type { ReadCtx } from '@kelp/kernel';
import { readTenant } from '@kelp/tenants';

/** The language in which a person is written to: their own, else the workspace's; whatever that of somebody who caused the mail is. */
export const languageOf = async (ctx: ReadCtx, { locale }: { locale: string | null }): Promise<string> =>
  locale ?? (await readTenant(ctx)).locale;
