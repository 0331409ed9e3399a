import type { Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { isRating, scales, type SurveyKind } from './domain/scales';
import { surveyTemplates } from './tables';

/** Throws invalid for a follow-up at a rating that the kind does not have, or at its best one: every answer would open one. */
export function checkFollowUp(kind: SurveyKind, followUpAt: number | null): void {
  if (followUpAt === null) return;
  const { min, max } = scales[kind];
  if (isRating(kind, followUpAt) && followUpAt < max) return;
  const sentence = `Choose a rating from ${min} to ${max - 1} for the follow-up, or none.`;
  throw invalid(sentence, { followUpAt: sentence });
}

/** Takes the mark of the default from the template that has it. */
export async function clearDefault(ctx: Ctx): Promise<void> {
  await ctx.db.updateAll(surveyTemplates, { isDefault: true }, { isDefault: false });
}
