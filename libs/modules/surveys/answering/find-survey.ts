import type { ReadCtx } from '@kelp/kernel';
import { sha256 } from '@kelp/platform/crypto';
import type { Row } from '@kelp/platform/db';
import { isUuid, notFound } from '@kelp/std';
import { surveyInvitations, surveyTemplates } from '../tables';

export type Invitation = Row<typeof surveyInvitations>;

/** Whether an address can be one of ours at all; asked before a transaction opens for it. */
export const looksLikeOne = (tenant: string, token: string): boolean => isUuid(tenant) && /^[\w-]{20,64}$/.test(token);

/** The one refusal of this door: an unknown link and an ended one look the same. */
export const noSurvey = () => notFound('survey');

/** The survey of a token with what it asks. Throws not_found for an unknown token and for one whose days are over. */
export async function findSurvey(ctx: ReadCtx, token: string) {
  const now = await ctx.time();
  const invitation = await ctx.db.find(surveyInvitations, { tokenHash: sha256(token) });
  if (!invitation || invitation.expiresAt <= now) throw noSurvey();
  return { invitation, template: await ctx.db.get(surveyTemplates, invitation.templateId) };
}
