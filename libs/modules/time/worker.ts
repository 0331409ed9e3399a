import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound, refused } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { mayWriteFor } from './delegates';

/** Whose time it is. */
export interface Worker {
  id: string;
  name: string;
  /** Their own zone, else the workspace's: work dates are dates on their wall. */
  zone: string;
  userType: string;
  /** The name of their role when they have exactly one. */
  role: string | null;
}

interface PersonRow extends Omit<Worker, 'zone'> {
  zone: string | null;
  isActive: boolean;
}

/** The caller's own id. Throws refused for the system, which works for nobody. */
export function ownId(ctx: ReadCtx): string {
  if (!ctx.actor.id) throw refused('time_entry.nobody', 'Time belongs to a person. Sign in as the one who worked.');
  return ctx.actor.id;
}

/** The person whose time is logged: the caller, or somebody by delegation. Throws forbidden, and not_found for clients' people and unknown ids. */
export async function findWorker(ctx: ReadCtx, userId: string | undefined): Promise<Worker> {
  const id = userId ?? ownId(ctx);
  if (!(await mayWriteFor(ctx, id))) ctx.require('time_sheet.act_for_others');
  const { isActive, ...worker } = await readWorker(ctx, id);
  if (isActive) return worker;
  throw refused('user.inactive', `${worker.name} is deactivated. Activate them before logging time for them.`);
}

/** An internal person, active or not. Throws not_found for clients' people and unknown ids. */
export async function readWorker(ctx: ReadCtx, id: string): Promise<Worker & { isActive: boolean }> {
  const person = (await readWorkers(ctx, [id])).get(id);
  if (!person) throw notFound('user');
  return person;
}

/** Internal people, active or not, by their ids; clients' people and unknown ids are not among them. */
export async function readWorkers(
  ctx: ReadCtx,
  ids: readonly string[],
): Promise<Map<string, Worker & { isActive: boolean }>> {
  const people = await ctx.db.rows<PersonRow>(
    sql`select u.id, u.name, u.zone, u.type as user_type, u.is_active,
          (select min(r.name) from user_roles l join roles r on r.tenant_id = l.tenant_id and r.id = l.role_id
           where l.tenant_id = u.tenant_id and l.user_id = u.id having count(*) = 1) as role
        from users u where u.tenant_id = ${ctx.tenant} and u.id = any(${ids}::uuid[]) and u.type = 'internal'`,
  );
  const usual = people.some(({ zone }) => zone === null) ? (await readTenant(ctx)).zone : '';
  return new Map(people.map((person) => [person.id, { ...person, zone: person.zone ?? usual }]));
}

/** Ids of the active internal people of the workspace. */
export async function staffIds(ctx: ReadCtx): Promise<string[]> {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select id from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active`,
  );
  return rows.map((row) => row.id);
}
