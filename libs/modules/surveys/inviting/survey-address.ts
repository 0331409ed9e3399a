import { pagesFor } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';

/** Where the survey of a token is answered: its page, or with a rating the page that a click in the mail opens. */
export async function surveyAddress(ctx: ReadCtx, token: string): Promise<(rating?: number) => string> {
  const pages = await pagesFor(ctx, 'client');
  return (rating) => pages.page(`/survey/${ctx.tenant}/${token}${rating === undefined ? '' : `?rating=${rating}`}`);
}
