import { pageAddress } from '@kelp/identity';

/** The page of one survey; with a rating the one that a click in the mail opens. */
export const surveyAddress = (tenant: string, token: string, rating?: number): string =>
  pageAddress.page(`/survey/${tenant}/${token}${rating === undefined ? '' : `?rating=${rating}`}`);
