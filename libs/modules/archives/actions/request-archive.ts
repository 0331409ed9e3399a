import { assertProved } from '@kelp/identity';
import { defineAction, type Ctx } from '@kelp/kernel';
import { allAs, notify, peopleWithRole } from '@kelp/notifications';
import { requestArchive } from '../contract';
import { makeArchive } from '../jobs/make-archive';
import { ownerOf } from '../owner-of';
import { workspaceArchives } from '../tables';

/** Every Owner hears of it, whoever asked: it is the whole workspace. */
async function tellOwners(ctx: Ctx): Promise<void> {
  const { name: who } = ctx.actor;
  await notify(ctx, allAs('administrator', await peopleWithRole(ctx, 'Owner')), {
    subtype: 'security.archive_requested',
    eventId: ctx.newId(),
    title: (say) => say('security.archive_requested', { who }),
    body: (say) => say('security.archive_requested.body'),
    link: '/msp/settings/archive',
  });
}

export const requestArchiveAction = defineAction(requestArchive, {
  permission: 'workspace_archive.make',
  isAboutAll: true,
  run: async (ctx) => {
    const userId = await ownerOf(ctx);
    await assertProved(ctx);
    const { id } = await ctx.db.insert(workspaceArchives, { id: ctx.newId(), userId });
    await ctx.enqueue(makeArchive, { archiveId: id });
    await tellOwners(ctx);
    ctx.touch('workspace_archive');
    return { id };
  },
});
