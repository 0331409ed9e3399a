import type { Browser } from 'playwright-core';
import { accessibilityFaults, describeUnproven, openBrowser, picture, signInAs, visit, type Visitor } from './browser';
import { allMailTo, caughtMail } from './mail';
import { startProgram, type Program } from './program';

const note = 'The gate code is 4711.';
const reply = 'We are on it';
const later = 'Your printer is replaced tomorrow';

/** Calls an action or query as the person of this page. */
async function call<T>({ page }: Visitor, name: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([path, body]) => {
      const response = await fetch(path ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body ?? '',
      });
      return (await response.json()) as { data: unknown; error?: { message: string } };
    },
    [`/api/call/${name}`, JSON.stringify(input)],
  );
  if (answer.error) throw new Error(`${name}: ${answer.error.message}`);
  return answer.data as T;
}

describeUnproven('The conversation of a ticket', () => {
  let program: Program;
  let browser: Browser;
  let tess: Visitor;
  let amy: Visitor;
  let ticketId: string;
  const write = () => tess.page.locator('.kelp-composer textarea');

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({ demo: true }), openBrowser()]);
    tess = await visit(browser, program.address);
    await signInAs(tess, 'tess@northstar.test');
    const { rows } = await call<{ rows: { id: string; email: string }[] }>(tess, 'contact.list', {
      search: 'amy@acme',
    });
    const contactId = rows.find(({ email }) => email === 'amy@acme.test')?.id;
    ticketId = (await call<{ id: string }>(tess, 'ticket.create', { title: 'The plotter jams', contactId })).id;
    amy = await visit(browser, program.address);
    await signInAs(amy, 'amy@acme.test', 'client-portal');
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  }, 60_000);

  it('keeps a half note and a half reply apart, over a reload', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets/${ticketId}`);
    await page.getByRole('heading', { name: 'The plotter jams' }).waitFor();
    await page.keyboard.press('o');
    await page.keyboard.type('half a note');
    await page.locator('.kelp-composer-modes button[data-mode="reply"]').click();
    await page.keyboard.type('half a reply');
    await page.reload();
    await page.getByRole('heading', { name: 'The plotter jams' }).waitFor();
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.kelp-composer textarea')?.value);
    expect(await write().inputValue()).toBe('half a reply');
    expect(await page.locator('.kelp-composer').getAttribute('data-mode')).toBe('reply');
    await write().fill('');
    await page.locator('.kelp-composer-modes button[data-mode="note"]').click();
    expect(await write().inputValue()).toBe('half a note');
    await picture(page, 'conversation-note');
    expect(await accessibilityFaults(page)).toEqual([]);
    await write().fill('');
    await page.keyboard.press('Escape');
  }, 60_000);

  it('saves a note at once, takes a reply back, and lets one leave after its seconds', async () => {
    const { page } = tess;
    await page.keyboard.press('o');
    await page.keyboard.type(note);
    await page.keyboard.press('Control+Enter');
    await page.locator('.kelp-comment[data-visibility="internal"]').filter({ hasText: note }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.keyboard.type('Too early');
    await page.getByRole('button', { name: /^Send to Amy/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('.kelp-comment[data-pending]').filter({ hasText: 'Too early' }).waitFor();
    await page.locator('.kelp-undo button').click();
    await page.locator('.kelp-comment[data-pending]').waitFor({ state: 'detached' });
    await page.waitForFunction(
      (words) => document.querySelector<HTMLTextAreaElement>('.kelp-composer textarea')?.value === words,
      'Too early',
    );
    await write().fill(`${reply} **now**`);
    await write().press('Control+Enter');
    await page.locator('.kelp-comment[data-pending]').waitFor();
    await picture(page, 'conversation-pending');
    await page
      .locator('.kelp-comment:not([data-pending])')
      .filter({ hasText: `${reply} now` })
      .waitFor({ timeout: 40_000 });
    const mail = await caughtMail(program, 'amy@acme.test', ({ text }) => text.includes(reply));
    expect(mail.text).not.toContain('**');
    const all = JSON.stringify(await allMailTo(program, 'amy@acme.test'));
    expect(all).not.toMatch(/4711|Too early/);
  }, 90_000);

  it('schedules a reply with its zone, which the client does not learn of in any answer', async () => {
    const { page } = tess;
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.keyboard.type(later);
    await page.getByRole('button', { name: 'Send later' }).click();
    await page.getByRole('button', { name: 'Tomorrow 8:30' }).click();
    await page.getByRole('button', { name: /^Schedule for Amy/ }).click();
    const held = page.locator('.kelp-comment[data-pending]').filter({ hasText: later });
    await held.waitFor();
    expect(await held.innerText()).toMatch(/8:30.*\(America\/Chicago\)/);
    await picture(page, 'conversation-scheduled');
    expect(await accessibilityFaults(page)).toEqual([]);

    const answers: string[] = [];
    amy.page.on('response', (response) => {
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      );
    });
    await amy.page.goto(`/client-portal/tickets/${ticketId}`);
    await amy.page.getByText(`${reply} now`).waitFor();
    await amy.page.waitForLoadState('networkidle');
    const everything = [...answers, await amy.page.content()].join('\n');
    expect(everything).toContain(reply);
    expect(everything).not.toContain('4711');
    expect(everything).not.toContain(later);
    const raw = await call<{ comments: { html: string }[] }>(amy, 'portal_ticket.get', { id: ticketId });
    expect(JSON.stringify(raw)).not.toMatch(/4711|replaced tomorrow/);
    await expect(call(amy, 'ticket.conversation', { ticketId })).rejects.toThrow(/role/);
  }, 60_000);

  it('pauses the scheduled reply when the client writes first, and says so', async () => {
    await call(amy, 'portal_ticket.reply', { id: ticketId, text: 'It prints again, thank you.' });
    const { page } = tess;
    await page.getByText('The client wrote first').waitFor();
    const held = page.locator('.kelp-comment[data-pending]').filter({ hasText: later });
    await held.getByRole('button', { name: 'Take back' }).click();
    await held.waitFor({ state: 'detached' });
    expect(await write().inputValue()).toBe(later);
    await write().fill('');
  }, 60_000);

  it('reacts, answers in the thread, and mentions a colleague who then follows', async () => {
    const { page } = tess;
    const words = page.locator('.kelp-comment').filter({ hasText: 'It prints again' }).last();
    await words.hover();
    await words.getByRole('button', { name: /^React to/ }).click();
    await page.getByRole('menuitem', { name: 'Thumbs up' }).click();
    await page.locator('.kelp-reactions button[aria-pressed="true"]').waitFor();
    await page.locator('.kelp-composer-modes button[data-mode="note"]').click();
    await words.hover();
    await words.getByRole('button', { name: /^Answer/ }).click();
    await page.getByText('Answers Amy Adams').waitFor();
    await page.keyboard.type('Thanks to @mon');
    await page.getByRole('option', { name: 'Mona Meyer' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.locator('.kelp-answers .kelp-comment').filter({ hasText: '@Mona Meyer' }).waitFor();
    await page.locator('.kelp-followers').getByText('Mona Meyer').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'conversation-thread');
  }, 60_000);

  it('shows who else is there, and asks before a reply that crosses another', async () => {
    const dana = await visit(browser, program.address);
    await signInAs(dana, 'dana@northstar.test');
    await dana.page.goto(`/msp/tickets/${ticketId}`);
    await dana.page.getByRole('heading', { name: 'The plotter jams' }).waitFor();
    await tess.page.getByText(/Dana Diaz is viewing/).waitFor();
    await tess.page.locator('.kelp-composer-modes button[data-mode="reply"]').click();
    await write().fill('I shall close this.');
    await dana.page.getByText(/Tess Tran is replying/).waitFor();
    await call(dana, 'ticket.comment', { ticketId, visibility: 'internal', text: 'I called Amy.' });
    await tess.page.getByText('I called Amy.').waitFor();
    await write().press('Control+Enter');
    const dialog = tess.page.getByRole('dialog');
    await dialog.getByText('I called Amy.').waitFor();
    expect(await accessibilityFaults(tess.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Back to my reply' }).click();
    expect(await write().inputValue()).toBe('I shall close this.');
    await write().fill('');
    await dana.page.keyboard.press('s');
    await dana.page.getByRole('option', { name: 'In progress' }).click();
    await tess.page.locator('.kelp-fact-changed').filter({ hasText: 'Dana' }).waitFor();
    await dana.page.close();
    expect(tess.complaints).toEqual([]);
  }, 90_000);
});
