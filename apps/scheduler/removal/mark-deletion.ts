import { openMigrationDatabase } from '@kelp/platform/migrate';

/**
 * Says, with the login that migrates, that a workspace is being deleted, or (`begins` false) that it is not after all. It is closed from then on,
 * or open again. Returns its name; null when there is none.
 */
export async function markDeletion(url: string, workspaceId: string, begins: boolean): Promise<string | null> {
  const knex = openMigrationDatabase(url);
  try {
    return await knex.transaction(async (transaction) => {
      await transaction.raw('set local role kelp_directory');
      const { rows } = await transaction.raw(
        `update tenants set deletion_began_at = case when ? then coalesce(deletion_began_at, now()) end, is_active = not ? where id = ? returning name`,
        [begins, begins, workspaceId],
      );
      return (rows as { name: string }[])[0]?.name ?? null;
    });
  } finally {
    await knex.destroy();
  }
}
