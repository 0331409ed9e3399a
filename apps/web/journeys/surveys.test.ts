import { accessibilityFaults, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { allMailTo, caughtMail } from './mail';
import { openScene } from './scene';

/** Only in the names of this run, so that it can be walked again in the same workspace. */
const mark = Date.now().toString(36);
const board = `Surveyed ${mark}`;
const trigger = `Closed on ${mark}`;
const email = `sue-${mark}@acme.test`;
const title = `Screen stays black ${mark}`;
const phone = { width: 390, height: 844 };

/** J25, its first half: a closed ticket asks, one click answers, a low answer finds somebody, and the figures show it. */
describeJourney('From a closed ticket to a figure', () => {
  const scene = openScene();
  let olive: Visitor;
  let tess: Visitor;
  let mona: Visitor;
  let sue: Visitor;
  let clientId = '';
  let boardId = '';
  let ticketId = '';
  let link = '';

  const setClosed = async (isClosed: boolean) => {
    type Choices = { statuses: { id: string; boardId: string; isClosed: boolean }[] };
    const { statuses } = await callAs<Choices>(tess, 'ticket.choices', {});
    const status = statuses.find((one) => one.boardId === boardId && one.isClosed === isClosed);
    await callAs(tess, 'ticket.update', { id: ticketId, statusId: status?.id });
  };
  const looks = async ({ page }: Visitor, name: string) => {
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, name);
    const wide = page.viewportSize() ?? { width: 1440, height: 900 };
    await page.setViewportSize(phone);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await picture(page, `${name}-390`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, `${name}-390-dark`);
    await page.setViewportSize(wide);
    await picture(page, `${name}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
  };

  beforeAll(async () => {
    const someone = () => scene.visit();
    [olive, tess, mona, sue] = [await someone(), await someone(), await someone(), await someone()];
    await signInAs(olive, 'olive@northstar.test');
    await signInAs(tess, 'tess@northstar.test');
    await signInAs(mona, 'mona@northstar.test');
    const { rows } = await callAs<{ rows: { id: string; name: string }[] }>(tess, 'client.list', { search: 'Acme' });
    clientId = rows[0]?.id ?? '';
    const person = { fullName: `Sue Summer ${mark}`, email, clientId };
    const contact = await callAs<{ id: string }>(olive, 'contact.create', person);
    boardId = (await callAs<{ id: string }>(olive, 'board.create', { name: board })).id;
    const me = await callAs<{ id: string }>(tess, 'me.get', {});
    const wish = { title, contactId: contact.id, boardId, assignedTo: me.id };
    ticketId = (await callAs<{ id: string }>(olive, 'ticket.create', wish)).id;
  }, 400_000);

  it('is set up by a trigger for one board, and tried by a test to oneself', async () => {
    const { page, complaints } = olive;
    await page.goto('/msp/settings/surveys');
    await page.getByRole('button', { name: 'New trigger' }).click();
    const dialog = page.getByRole('dialog', { name: 'New trigger' });
    await dialog.getByLabel('Name').fill(trigger);
    await dialog.getByRole('combobox', { name: 'Boards' }).click();
    await page.getByRole('option', { name: board }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Create trigger' }).click();
    await page.getByText(`A ticket closes: ${board}`).waitFor();
    await page.getByRole('button', { name: 'What can be done with How did we do?' }).click();
    await page.getByRole('menuitem', { name: 'Send me a test in German' }).click();
    const mail = await caughtMail(scene.program, 'olive@northstar.test', ({ subject }) => /^Test: /.test(subject));
    expect(mail.subject).toBe('Test: Wie zufrieden sind Sie mit unserer Hilfe?');
    await looks(olive, 'survey-settings');
    await page.getByRole('button', { name: 'What can be done with How did we do?' }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await page.getByRole('dialog', { name: 'Change template' }).getByText('How it is asked').waitFor();
    await looks(olive, 'survey-template');
    await page.keyboard.press('Escape');
    expect(complaints).toEqual([]);
  }, 120_000);

  it('asks the contact when the ticket closes, and one click in the mail counts at once', async () => {
    await setClosed(true);
    const mail = await caughtMail(scene.program, email, ({ text }) => text.includes('/survey/'));
    link = /http\S+\/survey\/\S+rating=2/.exec(mail.text)?.[0] ?? '';
    const { page, complaints } = sue;
    await page.goto(link);
    await page.getByText('Your answer counts. Thank you!').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.locator('body').innerText()).not.toMatch(/Sue|Acme|Tess/);
    await looks(sue, 'survey-page');
    await page.getByLabel('What could we do better?').fill(`It took two days ${mark}.`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your answer counts. Thank you!').waitFor();
    await page.goto(`${link}x`.replace('?rating', 'x?rating'));
    await page.getByText('This link does not work any more').waitFor();
    await looks(sue, 'survey-gone');
    expect(complaints).toEqual([]);
  }, 120_000);

  it('answers by the button where scripts are off', async () => {
    await setClosed(false);
    await setClosed(true);
    const context = await scene.browser.newContext({ javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      const seven = await callAs<{ rows: { id: string; version: number; name: string }[] }>(
        olive,
        'survey_trigger.list',
        {},
      );
      const row = seven.rows.find(({ name }) => name === trigger);
      // at most one in seven days: the second closing asks nobody
      expect((await allMailTo(scene.program, email)).filter(({ text }) => text.includes('/survey/'))).toHaveLength(1);
      await callAs(olive, 'survey_trigger.update', { id: row?.id, version: row?.version, isActive: false });
      await page.goto(link.replace('rating=2', 'rating=1'));
      await page.getByText('You have answered already.').waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Your answer counts. Thank you!').waitFor();
    } finally {
      await context.close();
    }
  }, 120_000);

  it('tells whoever had the ticket, who talks with the client and says so', async () => {
    const { page, complaints } = tess;
    await page.goto(`/msp/tickets/${ticketId}`);
    const panel = page.getByRole('region', { name: 'Satisfaction' });
    await panel.getByText(`It took two days ${mark}.`).waitFor();
    await panel.getByText('★ 1/5').waitFor();
    await picture(page, 'survey-ticket');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto('/msp');
    await page.getByText(title).first().waitFor();
    await picture(page, 'survey-my-work');
    await page.goto(`/msp/tickets/${ticketId}`);
    await panel.getByRole('button', { name: 'Finish follow-up' }).click();
    await page.getByLabel('What came of it').fill('Called Sue, a new screen is on its way.');
    await page.getByRole('dialog').getByRole('button', { name: 'Finish follow-up' }).click();
    await panel.getByText(/Followed up by Tess/).waitFor();
    await page.getByText('History', { exact: true }).click();
    await page.getByText('answered the survey').first().waitFor();
    await page.getByText('finished the follow-up').first().waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);

  it('shows in the figures, whose numbers open their rows, and on the client', async () => {
    const { page, complaints } = mona;
    await page.goto(`/msp/surveys?board=${boardId}`);
    await page.getByText(`It took two days ${mark}.`).waitFor();
    await page.getByRole('button', { name: '1, Poor answers: show them' }).click();
    await page.getByRole('heading', { name: 'Poor answers' }).waitFor();
    await page.getByText('By technician').click();
    await page.getByRole('button', { name: /^1, Sent, Tess/ }).waitFor();
    await looks(mona, 'survey-results');
    const csv = await page.getByRole('link', { name: /export/i }).getAttribute('href');
    const file = await page.evaluate(async (href) => (await fetch(href ?? '')).text(), csv);
    expect(file).toContain(`It took two days ${mark}.`);
    await page.goto(`/msp/clients/${clientId}`);
    await page.getByRole('region', { name: 'Satisfaction' }).getByText(`It took two days ${mark}.`).waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);
});
