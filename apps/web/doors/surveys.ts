import express, { Router, type Request, type Response } from 'express';
import { isAppError } from '@kelp/std';
import { surveyDoor, type SurveyReply } from '@kelp/surveys';
import { contextOf } from '../middleware/request-context';
import { answerErrors } from '../middleware/errors';
import { limitRate } from '../middleware/rate-limits';
import type { WebHouse } from '../web-house';
import { noSurveyPage, surveyPage } from './survey-page';
import { languageOf } from './survey-words';

const mostComment = 5000;

/**
 * `/survey/<workspace>/<token>`: where the links of surveys lead. No session and no origin count here: the secret in the address does. Reading
 * the page never answers, however often; answers come by POST, and lead back to the page.
 */
export function surveysDoor(web: WebHouse): Router {
  const router = Router();
  const door = surveyDoor(web.house);
  const form = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 20 });
  router.use(limitRate(web, 'survey'), (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'same-origin');
    response.setHeader('x-robots-tag', 'noindex, nofollow');
    next();
  });
  router.get('/:tenant/:token', async (request, response) => {
    const page = await door.open(linkOf(request));
    const clicked = ratingOf(request.query['rating']);
    const mayCount = !page.isDoubted && !page.answer?.isConfirmed && page.answer?.rating !== clicked;
    const brand = await web.brands.of(request.params.tenant);
    const nonce = mayCount ? contextOf(request).nonce : null;
    response.type('html').send(surveyPage(page, { brand, clicked, nonce }));
  });
  router.post('/:tenant/:token', form, async (request, response) => {
    const link = linkOf(request);
    const reply = replyOf(request.body as Record<string, unknown>);
    if (reply) return answered(response, link, door.answer(link, reply));
    const page = await door.open(link);
    const brand = await web.brands.of(link.tenant);
    const shown = surveyPage(page, { brand, clicked: null, nonce: null, isWrong: true });
    response.status(422).type('html').send(shown);
  });
  router.use(answerErrors(web.log, writeRefusal));
  return router;
}

const linkOf = (request: Request) => {
  const { tenant, token } = request.params as { tenant: string; token: string };
  return { tenant, token, requestId: contextOf(request).id };
};

/** Back to the page by GET, so that a reload sends nothing again; an answer that the survey does not ask for shows the page as it is. */
async function answered(response: Response, link: { tenant: string; token: string }, work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (!isAppError(error) || error.id !== 'invalid') throw error;
  }
  response.redirect(303, `/survey/${encodeURIComponent(link.tenant)}/${encodeURIComponent(link.token)}`);
}

/** A whole number of at most two digits; null for anything else. */
const ratingOf = (value: unknown): number | null =>
  typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : null;

function replyOf(body: Record<string, unknown> | undefined): SurveyReply | null {
  const rating = ratingOf(body?.['rating']);
  if (!body || rating === null) return null;
  const comment = typeof body['comment'] === 'string' ? body['comment'] : '';
  return {
    rating,
    further: [ratingOf(body['further0']), ratingOf(body['further1'])],
    // What PostgreSQL cannot keep is left out, and browsers send line ends of two signs.
    comment: comment.replaceAll('\u0000', '').replace(/\r\n?/g, '\n').trim().slice(0, mostComment),
    mayQuote: body['mayQuote'] === 'yes',
    isPressed: body['by'] === 'button',
  };
}

/** Every refusal is a page too; an unknown link reads like one that has ended. */
const writeRefusal: Parameters<typeof answerErrors>[1] = ({ status }, request, response) => {
  const why = status === 429 ? 'busy' : status >= 500 ? 'broken' : 'gone';
  response
    .status(why === 'gone' ? 404 : status)
    .type('html')
    .send(noSurveyPage(languageOf(request.get('accept-language')), why));
};
