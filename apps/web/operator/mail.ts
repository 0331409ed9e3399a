import { join } from 'node:path';
import { Router } from 'express';
import { notFound } from '@kelp/std';
import { sanitizeMailHtml } from '@kelp/platform/html';
import { openCaughtMail, parseMail } from '@kelp/platform/mail';
import type { WebHouse } from '../web-house';
import { Html, html, operatorPage } from './page';

const shown = 100;

/** Where the catcher of this installation keeps its mail. */
export const caughtMailFolder = (dataFolder: string): string => join(dataFolder, 'caught-mail');

/** Mail that would have gone out, for installations without an SMTP server. */
export function mailPages(web: WebHouse): Router {
  const caught = openCaughtMail(caughtMailFolder(web.config.KELP_DATA_DIR));
  const open = async (id: string) => {
    const mail = await caught.read(id);
    if (!mail) throw notFound('mail');
    return { mail, parsed: await parseMail(mail.raw) };
  };
  const router = Router();
  router.get('/', async (_request, response) => {
    const entries = (await caught.list()).slice(0, shown);
    const rows = await Promise.all(
      entries.map(async ({ id, at }) => {
        const { mail, parsed } = await open(id);
        return html`<tr><td>${at.toISOString().replace('T', ' ').slice(0, 19)}</td><td>${mail.envelope.to.join(', ')}</td><td><a href="/admin/mail/${id}">${parsed.subject || '(no subject)'}</a></td></tr>`;
      }),
    );
    const state = web.config.SMTP_URL
      ? html`<p>Mail goes out through the configured SMTP server; nothing is caught.</p>`
      : html`<p>No SMTP server is configured (SMTP_URL), so outgoing mail is caught here. The newest ${shown}:</p>`;
    const list = rows.length === 0 ? html`<p class="quiet">No mail yet.</p>` : html`<div class="wide"><table><thead><tr><th>When (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows}</tbody></table></div>`;
    response.type('html').send(operatorPage('Caught mail', '/admin/mail', html`<h1>Caught mail</h1>${state}${list}`));
  });
  router.get('/:id', async (request, response) => {
    const { id } = request.params;
    const { mail, parsed } = await open(id);
    const body = html`<h1>${parsed.subject}</h1>
      <p class="quiet">To ${mail.envelope.to.join(', ')} · <a href="/admin/mail/${id}/source">Source</a></p>
      <h2>HTML</h2><iframe title="The mail as HTML" sandbox src="/admin/mail/${id}/html"></iframe>
      <h2>Text</h2><pre>${parsed.text}</pre>
      <h2>Attachments</h2>${parsed.attachments.length === 0 ? html`<p class="quiet">None.</p>` : parsed.attachments.map((one) => html`<p>${one.filename} (${one.contentType})</p>`)}`;
    response.type('html').send(operatorPage(parsed.subject, '/admin/mail', body));
  });
  router.get('/:id/html', async (request, response) => {
    const { parsed } = await open(request.params.id);
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox");
    response.setHeader('x-frame-options', 'SAMEORIGIN');
    response.type('html').send(new Html(sanitizeMailHtml(parsed.html ?? '').html).text);
  });
  router.get('/:id/source', async (request, response) => {
    const { mail } = await open(request.params.id);
    response.type('text/plain').send(mail.raw.toString('utf8'));
  });
  return router;
}
