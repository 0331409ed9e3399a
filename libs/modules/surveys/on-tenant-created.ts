import type { Ctx } from '@kelp/kernel';
import { shippedFollowUp, shippedTexts } from './domain/shipped-texts';
import { surveyTemplates } from './tables';

/** A template to begin with. Nothing is sent by it until somebody adds a trigger. */
export async function onTenantCreated(ctx: Ctx): Promise<void> {
  await ctx.db.insert(surveyTemplates, {
    name: 'How did we do?',
    kind: 'stars',
    texts: shippedTexts('stars'),
    followUpAt: shippedFollowUp.stars,
    isDefault: true,
  });
}
