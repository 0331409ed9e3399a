import net from 'node:net';
import express from 'express';
import { sql } from '@kelp/platform/db';
import { safeDownloadHeaders } from '@kelp/platform/storage';
import { describeJourney, openBrowser } from '../../../../apps/web/journeys/browser';
import { requestContext, contextOf } from '../../../../apps/web/middleware/request-context';
import { securityHeaders } from '../../../../apps/web/middleware/security-headers';
import { hostileCorpus } from '../testing/hostile-corpus';
import { openMailDesk, support, type MailDesk } from '../testing/mail-desk';

let desk: MailDesk;
let refused: string[];
let answers: number;
const corpus = hostileCorpus();

beforeAll(async () => {
  desk = await openMailDesk();
  await desk.newWorkspace();
  refused = [];
  for (const { name, raw, from } of corpus)
    await desk.sendRaw(raw as never, [support], from).catch((error: { responseCode?: number }) => {
      if (!error.responseCode) throw error;
      refused.push(name);
    });
  answers = (await desk.delivered()).length;
}, 180_000);
afterAll(() => desk.close());

const rows = <T>(statement: Parameters<typeof desk.test.rows>[1]) => desk.test.rows<T>(desk.tenant, statement);

it('ends each as a ticket, a held mail or a refusal; none is lost, and no loop begins', async () => {
  const found = await rows<{ state: string; count: bigint }>(
    sql`select state, count(*) as count from inbound_messages where tenant_id = ${desk.tenant} group by state`,
  );
  const count = Object.fromEntries(found.map(({ state, count: mails }) => [state, Number(mails)]));
  const { done = 0, held = 0, skipped = 0, ...others } = count;
  expect(others).toEqual({});
  expect(done + held + skipped + refused.length).toBe(corpus.length);
  // Dropped on purpose: an answering machine, and mail that claims to come from our own mailbox.
  expect(skipped).toBe(2);
  expect(done).toBeGreaterThan(40);
  // One acknowledgement to each of the people who wrote, within the hour; none to a machine.
  expect(answers).toBeLessThanOrEqual(3);
});

it('adds at most twenty people in copy of ten thousand, and takes at most fifty recipients of an envelope', async () => {
  const [watchers] = await rows<{ count: bigint }>(
    sql`select count(*) as count from ticket_watchers w join tickets t on t.tenant_id = w.tenant_id and t.id = w.ticket_id
        where w.tenant_id = ${desk.tenant} and t.title = 'ten thousand recipients'`,
  );
  // Twenty with our own address, which is none of them.
  expect(Number(watchers?.count)).toBe(19);
  const crowd = Array.from({ length: 60 }, (_, n) => `support+${n}@northstar.test`);
  const before = await rows(sql`select id from inbound_messages where tenant_id = ${desk.tenant}`);
  await desk.sendRaw('From: amy@acme.test\r\nSubject: crowd\r\n\r\nwords', crowd);
  const after = await rows(sql`select id from inbound_messages where tenant_id = ${desk.tenant}`);
  expect(after.length - before.length).toBe(1);
});

it('keeps no file that could do harm, no path of a name, and serves nothing that a browser would run', async () => {
  const files = await rows<{ filename: string; contentType: string }>(
    sql`select filename, content_type from attachments where tenant_id = ${desk.tenant} order by filename`,
  );
  const names = files.map(({ filename }) => filename);
  for (const gone of ['holiday.zip', 'photo.png', 'invoice.pdf', 'invoice.pdf.exe']) expect(names).not.toContain(gone);
  for (const name of names) expect(name).not.toMatch(/[/\\\u0000-\u001f]|\.\./);
  for (const { filename, contentType } of files) {
    const headers = safeDownloadHeaders(filename, contentType, 'inline');
    expect(headers['Content-Type']).not.toMatch(/html|svg|xml|script/);
    if (/html|svg/.test(contentType)) expect(headers['Content-Disposition']).toMatch(/^attachment/);
  }
  const warnings = await rows<{ text: string }>(
    sql`select text from comments where tenant_id = ${desk.tenant} and author_type = 'system' and text like 'Careful%'`,
  );
  for (const word of ['unpacks to', 'far too many pixels', 'is a program', 'is not what its name says'])
    expect(warnings.some(({ text }) => text.includes(word))).toBe(true);
});

it('lets no second mail be smuggled in behind a bare line feed', async () => {
  const socket = net.connect(desk.port, '127.0.0.1');
  const talk = (line: string) =>
    new Promise<string>((resolve) => {
      socket.once('data', (chunk) => resolve(chunk.toString()));
      if (line) socket.write(line);
    });
  await talk('');
  await talk('EHLO evil\r\n');
  await talk('MAIL FROM:<amy@acme.test>\r\n');
  await talk(`RCPT TO:<${support}>\r\n`);
  await talk('DATA\r\n');
  const smuggled = `MAIL FROM:<boss@northstar.test>\r\nRCPT TO:<${support}>\r\nDATA\r\nFrom: boss@northstar.test\r\nSubject: smuggled\r\n\r\npay`;
  await talk(`From: amy@acme.test\r\nSubject: outer\r\n\r\nwords\n.\n${smuggled}\r\n.\r\n`);
  socket.destroy();
  await desk.delivered();
  const found = await rows<{ subject: string }>(
    sql`select subject from inbound_messages where tenant_id = ${desk.tenant} and subject in ('outer', 'smuggled')`,
  );
  expect(found.map(({ subject }) => subject)).toEqual(['outer']);
});

describeJourney('in a browser, under the policy of our pages', () => {
  it('runs nothing of any comment, breaks no rule of the policy and asks no other server for anything', async () => {
    const comments = await rows<{ html: string }>(
      sql`select html from comments where tenant_id = ${desk.tenant} order by id`,
    );
    expect(comments.length).toBeGreaterThan(40);
    const app = express();
    app.use(requestContext, ...securityHeaders({ isDevelopment: false, isHttps: false }));
    app.get('/', (request, response) => {
      const { nonce } = contextOf(request);
      const data = JSON.stringify(comments.map(({ html }) => html)).replaceAll('<', '\\u003c');
      // Drawn twice: as the server sends it, and as React sets it in the browser.
      const watch = `window.__broken=[];document.addEventListener('securitypolicyviolation',(event)=>window.__broken.push(event.violatedDirective+' '+event.blockedURI))`;
      const draw = `for(const html of ${data}){const box=document.createElement('div');box.className='kelp-comment-html';box.innerHTML=html;document.body.append(box)}`;
      response.send(
        `<!doctype html><script nonce="${nonce}">${watch}</script>${comments.map(({ html }) => `<div class="kelp-comment-html">${html}</div>`).join('')}<script nonce="${nonce}">${draw}</script><p id="end">end</p>`,
      );
    });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const browser = await openBrowser();
    try {
      const page = await (await browser.newContext()).newPage();
      const elsewhere: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(origin)) elsewhere.push(request.url());
      });
      page.on('console', (message) => {
        if (/Content Security Policy|Refused/.test(message.text())) complaints.push(message.text());
      });
      page.on('dialog', (dialog) => void dialog.dismiss().then(() => complaints.push('dialog')));
      await page.goto(origin);
      await page.waitForSelector('#end');
      for (const link of await page.locator('.kelp-comment-html [onclick], .kelp-comment-html [onerror]').all())
        complaints.push(await link.innerHTML());
      const seen = await page.evaluate(() => {
        const known = window as unknown as { __ran?: number; __broken: string[] };
        const links = [...document.querySelectorAll<HTMLAnchorElement>('.kelp-comment-html a[href]')].map(
          ({ href }) => href,
        );
        const covers = [...document.querySelectorAll('.kelp-comment-html *')].filter((one) =>
          ['fixed', 'absolute', 'sticky'].includes(getComputedStyle(one).position),
        );
        return { ran: known.__ran ?? 0, broken: known.__broken, links, covers: covers.length, url: location.href };
      });
      expect(seen).toMatchObject({ ran: 0, broken: [], covers: 0, url: `${origin}/` });
      expect(seen.links.filter((href) => !/^(https?|mailto):/.test(href))).toEqual([]);
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      server.close();
    }
  }, 60_000);
});
