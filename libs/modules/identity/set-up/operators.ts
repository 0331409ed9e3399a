import { inUnit, systemActor, type Ctx, type House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, newId, refused } from '@kelp/std';
import { createTenant, type NewTenant } from '@kelp/tenants';
import { plainAddress } from '../domain/address';
import { pageAddress, pagesFor } from '../links';
import { issueLink } from '../mail-links';
import type { Portal } from '../tables';
import { createOwner, writeOperator } from '../write-user';

/** Whether this person runs the installation. */
export async function isOperator(house: House, tenant: string, userId: string): Promise<boolean> {
  const rows = await house.database.control(
    sql`select 1 from operators where tenant_id = ${tenant} and user_id = ${userId}`,
  );
  return rows.length > 0;
}

interface Found {
  tenantId: string;
  tenantName: string;
  userId: string;
  portal: Portal;
}

async function find(house: House, email: string, portals: readonly Portal[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const portal of portals) {
    const rows = await house.database.control<Omit<Found, 'portal'>>(
      sql`select tenant_id, tenant_name, user_id from find_sign_in(${plainAddress(email)}, ${portal})`,
    );
    found.push(...rows.map((row) => ({ ...row, portal })));
  }
  if (found.length === 0) throw invalid(`Nobody signs in with ${plainAddress(email)}. Check the address.`);
  return found;
}

const asOperator = <T>(house: House, tenant: string, label: string, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  inUnit(house, { tenant, actor: systemActor('operator'), door: 'operator', requestId: newId() }, label, work);

/**
 * Makes the member of staff with this address an operator. With the address in several workspaces name the one meant. Throws invalid
 * for an address that nobody signs in with.
 */
export async function addOperator(house: House, email: string, workspace?: string): Promise<{ workspace: string }> {
  const all = await find(house, email, ['msp']);
  const fitting =
    workspace === undefined ? all : all.filter((one) => one.tenantName === workspace || one.tenantId === workspace);
  const [only] = fitting;
  if (!only || fitting.length > 1) {
    const names = all.map((one) => `${one.tenantName} (${one.tenantId})`).join(', ');
    throw refused('operator.which', `This address is in these workspaces: ${names}. Name the one you mean.`);
  }
  await asOperator(house, only.tenantId, 'operator.add', (ctx) => writeOperator(ctx, only.userId));
  return { workspace: only.tenantName };
}

/** A new link for setting a password, for each account with this address; older ones are void. Sent by nobody: the operator hands it over. */
export async function resetLinks(
  house: House,
  email: string,
): Promise<{ workspace: string; portal: Portal; link: string }[]> {
  const links = [];
  for (const { tenantId, tenantName, userId, portal } of await find(house, email, ['msp', 'client'])) {
    const link = await asOperator(house, tenantId, 'password_reset.link', async (ctx) => {
      const pages = await pagesFor(ctx, portal);
      return pages.setPassword(portal, await issueLink(ctx, userId, 'password_reset'));
    });
    links.push({ workspace: tenantName, portal, link });
  }
  return links;
}

/**
 * A further workspace with its Owner. Without a password a single-use link for setting it comes back (7 days), to be handed over.
 */
export async function createTenantWithOwner(
  house: House,
  details: NewTenant,
  owner: { name: string; email: string; password?: string },
): Promise<{ tenantId: string; ownerId: string; link: string | null }> {
  let ownerId = '';
  let link: string | null = null;
  const tenantId = await createTenant(house, details, async (ctx) => {
    ownerId = await createOwner(ctx, owner);
    if (owner.password !== undefined) return;
    link = pageAddress.setPassword('msp', await issueLink(ctx, ownerId, 'invitation'));
  });
  return { tenantId, ownerId, link };
}
