import { defineAction, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { clientContact, type ClientContact } from '../client-contact';
import { invitePortalUser } from '../contract';
import type { PortalRole } from '../domain/shipped-roles';
import { userUpdated } from '../events';
import { sendInvitation } from '../invite';
import { portalRole } from '../portal-roles';
import { recordRoles } from '../record-roles';
import { users } from '../tables';
import { giveRoles, writeUser } from '../write-user';

/** Opens the client portal for a contact and mails the invitation. Again for one who has not come yet, or whose access was ended. */
export const invitePortalUserAction = defineAction(invitePortalUser, {
  permission: 'portal_access.invite',
  run: async (ctx, { contactId, role }) => {
    const user = await writePortalUser(ctx, { contactId, role });
    await sendInvitation(ctx, user);
    return { id: user.id };
  },
});

/** A portal user for this contact with this role; `password` only where no invitation is sent. Refuses one who has access already. */
export async function writePortalUser(
  ctx: Ctx,
  { contactId, role, password }: { contactId: string; role: PortalRole; password?: string },
): Promise<Row<typeof users>> {
  const contact = await clientContact(ctx, contactId);
  const { id: roleId } = await portalRole(ctx, role);
  const known = await ctx.db.find(users, { contactId });
  if (known) return reopen(ctx, known, contact, roleId);
  const { name, email, clientId } = contact;
  return writeUser(ctx, { name, email, password, roleIds: [roleId], client: { clientId, contactId } });
}

async function reopen(
  ctx: Ctx,
  known: Row<typeof users>,
  contact: ClientContact,
  roleId: string,
): Promise<Row<typeof users>> {
  if (known.isActive && known.passwordHash !== null && known.clientId === contact.clientId) {
    throw refused('portal_user.exists', 'This contact already has access to the portal.');
  }
  const { name, email, clientId } = contact;
  const user = await ctx.db.update(users, known.id, { name, email, clientId, isActive: true });
  await ctx.db.rows(
    sql`update sign_in_routes set email = ${email} where tenant_id = ${ctx.tenant} and user_id = ${known.id}`,
  );
  await recordRoles(ctx, known.id, () => giveRoles(ctx, user, [roleId]));
  ctx.emit(userUpdated, user.id, { userId: user.id, type: 'client' });
  return user;
}
