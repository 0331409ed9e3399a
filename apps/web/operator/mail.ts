import { join } from 'node:path';
import { Router } from 'express';
import { notFound } from '@kelp/std';
import { sanitizeMailHtml } from '@kelp/platform/html';
import { openCaughtMail, parseMail, type CaughtMail, type ParsedMail } from '@kelp/platform/mail';
import type { WebHouse } from '../web-house';
import { html, operatorPage, type Html } from './page';

const shown = 100;

interface Opened {
  mail: CaughtMail;
  parsed: ParsedMail;
}

function listPage(rows: readonly Html[], isCaught: boolean): string {
  const state = isCaught
    ? html`<p>No SMTP server is configured (SMTP_URL), so outgoing mail is caught here. The newest ${shown}:</p>`
    : html`<p>Mail goes out through the configured SMTP server; nothing is caught.</p>`;
  const list =
    rows.length === 0
      ? html`<p class="quiet">No mail yet.</p>`
      : html`<div class="wide"><table><thead><tr><th>When (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return operatorPage('Caught mail', '/admin/mail', html`<h1>Caught mail</h1>${state}${list}`);
}

function mailPage(id: string, { mail, parsed }: Opened): string {
  const files = parsed.attachments.map((one) => html`<p>${one.filename} (${one.contentType})</p>`);
  const body = html`<h1>${parsed.subject}</h1>
    <p class="quiet">To ${mail.envelope.to.join(', ')} · <a href="/admin/mail/${id}/source">Source</a></p>
    <h2>HTML</h2><iframe title="The mail as HTML" sandbox src="/admin/mail/${id}/html"></iframe>
    <h2>Text</h2><pre>${parsed.text}</pre>
    <h2>Attachments</h2>${files.length === 0 ? html`<p class="quiet">None.</p>` : files}`;
  return operatorPage(parsed.subject, '/admin/mail', body);
}

/** Its own page in a frame: no script, no form, nothing from elsewhere. */
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** Mail that would have gone out, for installations without an SMTP server. */
export function mailPages(web: WebHouse): Router {
  const caught = openCaughtMail(join(web.config.KELP_DATA_DIR, 'caught-mail'));
  const open = async (id: string): Promise<Opened> => {
    const mail = await caught.read(id);
    if (!mail) throw notFound('mail');
    return { mail, parsed: await parseMail(mail.raw) };
  };
  const row = async ({ id, at }: { id: string; at: Date }): Promise<Html> => {
    const { mail, parsed } = await open(id);
    return html`<tr><td>${at.toISOString().replace('T', ' ').slice(0, 19)}</td><td>${mail.envelope.to.join(', ')}</td>
      <td><a href="/admin/mail/${id}">${parsed.subject || '(no subject)'}</a></td></tr>`;
  };
  const router = Router();
  router.get('/', async (_request, response) => {
    const rows = await Promise.all((await caught.list()).slice(0, shown).map(row));
    response.type('html').send(listPage(rows, !web.config.SMTP_URL));
  });
  router.get('/:id', async ({ params }, response) => {
    response.type('html').send(mailPage(params.id, await open(params.id)));
  });
  router.get('/:id/html', async ({ params }, response) => {
    const { parsed } = await open(params.id);
    response.setHeader('content-security-policy', framePolicy);
    response.setHeader('x-frame-options', 'SAMEORIGIN');
    response.type('html').send(sanitizeMailHtml(parsed.html ?? '').html);
  });
  router.get('/:id/source', async ({ params }, response) => {
    response.type('text/plain').send((await open(params.id)).mail.raw.toString('utf8'));
  });
  return router;
}
