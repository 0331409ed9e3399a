import { accessibilityFaults, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { allMailTo, caughtMail } from './mail';
import { openScene } from './scene';

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const note = 'The gate code is 4711.';
const reply = 'We are on it';
const later = 'Your printer is replaced tomorrow';

describeJourney('The conversation of a ticket', () => {
  const scene = openScene();
  let tess: Visitor;
  let amy: Visitor;
  let ticketId: string;
  const write = () => tess.page.locator('.kelp-composer textarea');

  beforeAll(async () => {
    tess = await scene.visit();
    await signInAs(tess, 'tess@northstar.test');
    const { rows } = await callAs<{ rows: { id: string; email: string }[] }>(tess, 'contact.list', {
      search: 'amy@acme',
    });
    const contactId = rows.find(({ email }) => email === 'amy@acme.test')?.id;
    ticketId = (await callAs<{ id: string }>(tess, 'ticket.create', { title: 'The plotter jams', contactId })).id;
    amy = await scene.visit();
    await signInAs(amy, 'amy@acme.test', 'client-portal');
  }, 400_000);

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
    await write().fill('');
    await page.keyboard.press('Escape');
  }, 120_000);

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
    const mail = await caughtMail(scene.program, 'amy@acme.test', ({ text }) => text.includes(reply));
    expect(mail.text).not.toContain('**');
    const all = JSON.stringify(await allMailTo(scene.program, 'amy@acme.test'));
    expect(all).not.toMatch(/4711|Too early/);
  }, 120_000);

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
    const raw = await callAs<{ comments: { html: string }[] }>(amy, 'portal_ticket.get', { id: ticketId });
    expect(JSON.stringify(raw)).not.toMatch(/4711|replaced tomorrow/);
    await expect(callAs(amy, 'ticket.conversation', { ticketId })).rejects.toThrow(/role/);
  }, 120_000);

  it('pauses the scheduled reply when the client writes first, and says so', async () => {
    await callAs(amy, 'portal_ticket.reply', { id: ticketId, text: 'It prints again, thank you.' });
    const { page } = tess;
    await page.getByText('The client wrote first').waitFor();
    const held = page.locator('.kelp-comment[data-pending]').filter({ hasText: later });
    await held.getByRole('button', { name: 'Take back' }).click();
    await held.waitFor({ state: 'detached' });
    await page.waitForFunction(
      (words) => document.querySelector<HTMLTextAreaElement>('.kelp-composer textarea')?.value === words,
      later,
    );
    await write().fill('');
  }, 120_000);

  it('brings back the files and the answered comment of a draft, with a pasted picture in the text', async () => {
    const { page } = tess;
    const words = page.locator('.kelp-comment').filter({ hasText: 'It prints again' }).last();
    await page.locator('.kelp-composer-modes button[data-mode="reply"]').click();
    await words.hover();
    await words.getByRole('button', { name: 'Answer Amy Adams' }).click();
    await page.getByText('Answers Amy Adams').waitFor();
    await page.keyboard.type('Look: ');
    await write().evaluate((area, base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, onePixel);
    const file = page.locator('.kelp-composer .kelp-file').filter({ hasText: /picture-\w+\.png/ });
    await file.waitFor();
    await file.locator('progress').waitFor({ state: 'detached' });
    expect(await write().inputValue()).toMatch(/^Look: !\[picture-\w+\.png\]$/);
    await page.reload();
    await page.getByText('Answers Amy Adams').waitFor();
    await file.waitFor();
    await write().press('Control+Enter');
    const sent = page.locator('.kelp-answers .kelp-comment').filter({ hasText: 'Look:' });
    await sent.locator('img[alt^="picture-"]').waitFor({ timeout: 40_000 });
    expect(await sent.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    const mail = await caughtMail(scene.program, 'amy@acme.test', ({ text }) => text.includes('Look:'));
    expect(mail.attachments).toMatchObject([{ isInline: true }]);
    await page.keyboard.press('Escape');
  }, 120_000);

  it('puts a canned text in place of its shortcut', async () => {
    const { page } = tess;
    const text = {
      name: 'Plotter manual',
      shortcut: ';plotter',
      body: 'The manual says {{contact.name}}.',
      scope: 'personal',
    };
    await callAs(tess, 'canned_text.create', text);
    await page.reload();
    await page.getByRole('heading', { name: 'The plotter jams' }).waitFor();
    await page.keyboard.press('o');
    await page.keyboard.type('Well, ;plo');
    await page.getByRole('option', { name: /Plotter manual/ }).waitFor();
    await picture(page, 'conversation-canned');
    await page.keyboard.press('Tab');
    await page.waitForFunction(
      () =>
        document.querySelector<HTMLTextAreaElement>('.kelp-composer textarea')?.value ===
        'Well, The manual says Amy Adams.',
    );
    await write().fill('');
    await page.keyboard.press('Escape');
  }, 120_000);

  it('reacts, answers in the thread, and mentions a colleague who then follows', async () => {
    const { page } = tess;
    const words = page.locator('.kelp-comment').filter({ hasText: 'It prints again' }).last();
    await words.hover();
    await words.getByRole('button', { name: 'React to the comment by Amy Adams' }).click();
    await page.getByRole('menuitem', { name: 'Thumbs up' }).click();
    await page.locator('.kelp-reactions button[aria-pressed="true"]').waitFor();
    await page.locator('.kelp-composer-modes button[data-mode="note"]').click();
    await words.hover();
    await words.getByRole('button', { name: 'Answer Amy Adams' }).click();
    await page.getByText('Answers Amy Adams').waitFor();
    await page.keyboard.type('Thanks to @mon');
    await page.getByRole('option', { name: 'Mona Meyer' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.locator('.kelp-answers .kelp-comment').filter({ hasText: '@Mona Meyer' }).waitFor();
    await page.locator('.kelp-followers').getByText('Mona Meyer').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'conversation-thread');
  }, 120_000);

  it('shows who else is there, and asks before a reply that crosses another', async () => {
    const dana = await scene.visit();
    await signInAs(dana, 'dana@northstar.test');
    await dana.page.goto(`/msp/tickets/${ticketId}`);
    await dana.page.getByRole('heading', { name: 'The plotter jams' }).waitFor();
    await tess.page.getByText(/Dana Diaz is viewing/).waitFor();
    await tess.page.locator('.kelp-composer-modes button[data-mode="reply"]').click();
    await write().fill('I shall close this.');
    await dana.page.getByText(/Tess Tran is replying/).waitFor();
    await callAs(dana, 'ticket.comment', { ticketId, visibility: 'internal', text: 'I called Amy.' });
    await tess.page.getByText('I called Amy.').waitFor();
    await write().press('Control+Enter');
    const dialog = tess.page.getByRole('dialog');
    await dialog.getByText('I called Amy.').waitFor();
    await picture(tess.page, 'conversation-collision');
    await dialog.getByRole('button', { name: 'Back to my reply' }).click();
    expect(await write().inputValue()).toBe('I shall close this.');
    await write().fill('');
    await dana.page.keyboard.press('s');
    await dana.page.getByRole('option', { name: 'In progress' }).click();
    await tess.page.locator('.kelp-fact-changed').filter({ hasText: 'Dana' }).waitFor();
    await dana.page.close();
    expect(tess.complaints).toEqual([]);
  }, 120_000);
});
