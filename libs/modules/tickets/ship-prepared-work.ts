import type { Ctx } from '@kelp/kernel';
import {
  shippedCannedTexts,
  shippedChecklists,
  shippedEscalationPriority,
  shippedMacros,
} from './domain/shipped-prepared-work';
import { cannedTexts, checklistTemplates, macros, priorities } from './tables';

/** Checklists, macros and texts of a new workspace, shared with everyone. */
export async function shipPreparedWork(ctx: Ctx): Promise<void> {
  await ctx.db.insertMany(
    checklistTemplates,
    shippedChecklists.map(({ name, items }) => ({ name, items: items.map((item) => ({ ...item })) })),
  );
  const high = await ctx.db.find(priorities, { name: shippedEscalationPriority, isItil: false });
  await ctx.db.insertMany(
    macros,
    shippedMacros(high?.id).map((macro, position) => ({ ...macro, position, scope: 'everyone' as const })),
  );
  await ctx.db.insertMany(
    cannedTexts,
    shippedCannedTexts.map((text) => ({ ...text, scope: 'everyone' as const })),
  );
}
