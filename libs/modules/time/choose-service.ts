import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, notFound } from '@kelp/std';
import { defaultServices } from './settings';

export interface WorkService {
  id: string;
  name: string;
}

/** Active services that are billed by the hour: what time can be logged on. */
export const workServices = (ctx: ReadCtx): Promise<WorkService[]> =>
  ctx.db.rows<WorkService>(
    sql`select id, name from services where tenant_id = ${ctx.tenant} and is_active and billing_method = 'hourly' order by lower(name), id`,
  );

/** The service of an entry that names none: that of the board, else of the workspace, else the only one there is; null when none is clear. */
export async function defaultServiceId(
  ctx: ReadCtx,
  boardId: string | null,
  services: readonly WorkService[],
): Promise<string | null> {
  const chosen = await ctx.setting(defaultServices);
  const wished = [boardId ? chosen.boards[boardId] : null, chosen.workspace];
  const known = wished.find((id) => services.some((service) => service.id === id));
  if (known) return known;
  return services.length === 1 && services[0] ? services[0].id : null;
}

/** What the person logged last, as long as it can still be logged: a fair guess where nothing is set. */
export async function lastServiceId(
  ctx: ReadCtx,
  userId: string,
  services: readonly WorkService[],
): Promise<string | null> {
  const last = await ctx.db.maybe<{ serviceId: string }>(
    sql`select service_id from time_entries where tenant_id = ${ctx.tenant} and user_id = ${userId}
        order by started_at desc, id desc limit 1`,
  );
  return services.find(({ id }) => id === last?.serviceId)?.id ?? null;
}

/** The service time goes on. Throws invalid when none is given and none is the default, or when it is not billed by the hour. */
export const chooseService = async (
  ctx: ReadCtx,
  wished: string | undefined,
  boardId: string | null,
): Promise<WorkService> => (await serviceChooser(ctx))(wished, boardId);

/** The same for many entries: what they choose from is read once. */
export async function serviceChooser(
  ctx: ReadCtx,
): Promise<(wished: string | undefined, boardId: string | null) => Promise<WorkService>> {
  const services = await workServices(ctx);
  const usual = new Map<string | null, Promise<string | null>>();
  const usualOf = (boardId: string | null) => {
    const known = usual.get(boardId) ?? defaultServiceId(ctx, boardId, services);
    usual.set(boardId, known);
    return known;
  };
  return async (wished, boardId) => {
    const id = wished ?? (await usualOf(boardId));
    if (!id) throw invalid('Choose the service you worked on.', { serviceId: 'Choose a service.' });
    return services.find((one) => one.id === id) ?? refuseService(ctx, id);
  };
}

async function refuseService(ctx: ReadCtx, id: string): Promise<never> {
  const other = await ctx.db.maybe<{ name: string; isActive: boolean }>(
    sql`select name, is_active from services where tenant_id = ${ctx.tenant} and id = ${id}`,
  );
  if (!other) throw notFound('service');
  const why = other.isActive ? 'is not billed by the hour' : 'is no longer offered';
  throw invalid(`${other.name} ${why}. Choose another service.`, { serviceId: 'Choose an hourly service.' });
}
