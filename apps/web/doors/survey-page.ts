import { formatInstant, readableTone } from '@kelp/std';
import { ratingsOf, ratingText, signOf, type SurveyPage } from '@kelp/surveys';
import type { ShownBrand } from '../brands';
import { html, Html } from '../operator/page';
import { surveyWords } from './survey-words';

const style = `
:root{color-scheme:light dark;--line:light-dark(#c9c5d2,#4a4653);--quiet:light-dark(#635e70,#a9a3b5);--accent:light-dark(#1f5fa8,#9cc4f5);--on:light-dark(#fff,#10141a);--bad:light-dark(#b3261e,#ff9a92)}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;background:light-dark(#fff,#15171b);color:light-dark(#1d2129,#eceef1)}
header{padding:16px 24px;border-bottom:1px solid var(--line);font-weight:600;overflow-wrap:anywhere}header img{display:block;max-width:240px;max-height:48px;padding:4px;border-radius:4px;background:light-dark(transparent,#fff)}main{max-width:640px;margin:0 auto;padding:24px}h1{font-size:22px;line-height:1.3;margin:0 0 4px;overflow-wrap:anywhere}
p{margin:0 0 16px;overflow-wrap:anywhere}.quiet{color:var(--quiet)}.said{border-left:3px solid var(--accent);padding:4px 12px}.bad{color:var(--bad);font-weight:600}
fieldset{border:0;margin:0 0 20px;padding:0;min-width:0}legend{font-weight:600;padding:0;margin-bottom:8px;overflow-wrap:anywhere}.choices{display:flex;flex-wrap:wrap;gap:8px}
.choices label{position:relative;display:grid;place-items:center;min-width:48px;min-height:48px;padding:6px 10px;border:1px solid var(--line);border-radius:8px;font-size:20px;cursor:pointer}
.choices input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}.choices label:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 2px var(--accent);font-weight:700}
.choices label:has(:focus-visible),button:focus-visible,textarea:focus-visible,.consent input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.ends{display:flex;justify-content:space-between;gap:16px;margin-top:6px;font-size:14px;color:var(--quiet)}.field{display:block;font-weight:600;margin-bottom:6px;overflow-wrap:anywhere}
textarea{display:block;width:100%;min-height:110px;margin-bottom:16px;padding:10px;font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:8px}
.consent{display:flex;gap:10px;align-items:flex-start;margin-bottom:16px}.consent input{width:20px;height:20px;margin:2px 0 0}
button{font:inherit;font-weight:600;min-height:48px;padding:8px 24px;border:0;border-radius:8px;background:var(--accent);color:var(--on);cursor:pointer}`;

/** The workspace's colour in tones that can be read on the two grounds above; `colour` has been checked when it was saved. */
function colourOf(colour: string): string {
  const light = readableTone(colour, ['#ffffff'], 4.5, '#000000');
  const dark = readableTone(colour, ['#15171b', '#10141a'], 4.5, '#ffffff');
  return `:root{--accent:light-dark(${light},${dark})}`;
}

/** Name or logo of the workspace; on a dark ground a logo stands on white paper. */
const sign = ({ name, logo }: ShownBrand): Html =>
  logo ? html`<header><img src="${logo}" alt="${name}" /></header>` : html`<header>${name}</header>`;

/** A whole page, readable without a script. */
function document(language: string, title: string, brand: ShownBrand | null, body: Html): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <title>${title}</title>
        <style>
          ${new Html(style)}${new Html(brand?.colour ? colourOf(brand.colour) : '')}
        </style>
      </head>
      <body>
        ${brand ? sign(brand) : ''}
        <main>${body}</main>
      </body>
    </html>`.text;
}

interface Question {
  name: string;
  prompt: string;
  chosen: number | null;
  isRequired: boolean;
}

function question(page: SurveyPage, { name, prompt, chosen, isRequired }: Question): Html {
  const { kind, words } = page;
  const choices = ratingsOf(kind).map(
    (rating) =>
      html`<label title="${ratingText(kind, rating)}"
        ><input
          type="radio"
          name="${name}"
          value="${rating}"
          aria-label="${ratingText(kind, rating)}"
          ${rating === chosen ? new Html('checked') : ''}
          ${isRequired ? new Html('required') : ''}
        /><span aria-hidden="true">${signOf(kind, rating)}</span></label
      >`,
  );
  return html`<fieldset>
    <legend>${prompt}</legend>
    <div class="choices">${choices}</div>
    <div class="ends"><span>${words.low}</span><span>${words.high}</span></div>
  </fieldset>`;
}

/** What stands above the form: whether an answer counts, and what to do when it does not. */
function standing(page: SurveyPage, clicked: number | null): Html {
  const words = surveyWords[page.language];
  const { answer } = page;
  if (answer && (clicked === null || clicked === answer.rating))
    return html`<p class="said" role="status">${words.counted}</p><p>${page.words.thanks}</p>`;
  if (page.isDoubted && !answer) return html`<p class="said" role="status">${words.doubted}</p>`;
  if (answer) return html`<p class="said" role="status">${words.changed}</p>`;
  return clicked === null ? html`` : html`<p class="said" role="status">${words.pressOnce}</p>`;
}

export interface Shown {
  /** The workspace as its clients know it; null shows its name alone. */
  brand: ShownBrand | null;
  /** The rating that a click in the mail names. */
  clicked: number | null;
  /** Set when the click may count by itself: the nonce of this response's only script. */
  nonce: string | null;
  /** What was sent is not complete. */
  isWrong?: boolean;
}

/**
 * The page of a survey. Opening it changes nothing, since programs open links too; a small script then sends the form of one click, in a page that
 * somebody sees. Without scripts the button does the same.
 */
export function surveyPage(page: SurveyPage, { brand, clicked, nonce, isWrong = false }: Shown): string {
  const words = surveyWords[page.language];
  const { answer, expiresAt, zone, language } = page;
  const chosen = clicked ?? answer?.rating ?? null;
  const body = html`${page.ticketTitle ? html`<p class="quiet">${words.about(page.ticketTitle)}</p>` : ''}
    ${page.isTest ? html`<p class="quiet">${words.test}</p>` : ''} ${standing(page, clicked)}
    ${isWrong ? html`<p class="bad" role="alert">${words.wrong}</p>` : ''}
    <form method="post">
      ${question(page, { name: 'rating', prompt: page.words.prompt, chosen, isRequired: true })}
      ${page.words.further.map((prompt, at) =>
        question(page, { name: `further${at}`, prompt, chosen: answer?.further[at] ?? null, isRequired: false }),
      )}
      <label class="field" for="comment">${page.words.commentPrompt}</label>
      <textarea id="comment" name="comment" maxlength="5000">
${answer?.comment ?? ''}</textarea
      >
      ${
        page.asksConsent
          ? html`<label class="consent"
            ><input type="checkbox" name="mayQuote" value="yes" ${answer?.mayQuote ? new Html('checked') : ''} /><span
              >${words.consent}</span
            ></label
          >`
          : ''
      }
      <button type="submit" name="by" value="button">${answer ? words.change : words.send}</button>
    </form>
    <p class="quiet" style="margin-top:16px">${words.until(formatInstant(expiresAt, zone, language, 'date'))}</p>
    ${nonce && clicked !== null ? oneClick(clicked, nonce) : ''}`;
  const shown = brand ?? { name: page.workspace, colour: null, logo: null };
  return document(language, page.words.prompt, shown, body);
}

/** Sends the rating of the link once somebody sees the page: a page that is only fetched, or rendered out of sight, sends nothing. */
function oneClick(rating: number, nonce: string): Html {
  return html`<form method="post" id="click"><input type="hidden" name="rating" value="${rating}" /></form>
    <script nonce="${nonce}">
      ${new Html(`(function () {
        var sent = false;
        function send() {
          if (sent || document.visibilityState !== 'visible') return;
          sent = true;
          setTimeout(function () { document.getElementById('click').submit(); }, 700);
        }
        document.addEventListener('visibilitychange', send);
        send();
      })();`)}
    </script>`;
}

/** A page that says why there is no survey; nothing of a workspace stands on it. */
export function noSurveyPage(language: SurveyPage['language'], why: 'gone' | 'busy' | 'broken'): string {
  const words = surveyWords[language];
  return document(language, words[`${why}Title`], null, html`<h1>${words[`${why}Title`]}</h1><p>${words[why]}</p>`);
}
