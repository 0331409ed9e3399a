import type { Browser } from 'playwright-core';
import {
  accessibilityFaults,
  callAs,
  describeJourney,
  openBrowser,
  picture,
  signInAs,
  visit,
  type Visitor,
} from './browser';
import { startProgram, type Program } from './program';

interface Entry {
  id: string;
  minutes: number;
  state: string;
  ticket: { title: string } | null;
}

describeJourney('A technician’s time, from a key pressed to an approved sheet', () => {
  let program: Program;
  let browser: Browser;
  let tess: Visitor;
  const tickets: Record<string, string> = {};

  const own = () => callAs<{ rows: Entry[] }>(tess, 'time_entry.list', { userId: 'me', limit: 50 });
  const open = async (title: string) => {
    await tess.page.goto(`/msp/tickets/${tickets[title] ?? ''}`);
    await tess.page.getByRole('heading', { name: title }).waitFor();
  };

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({ demo: true }), openBrowser()]);
    tess = await visit(browser, program.address);
    await signInAs(tess, 'tess@northstar.test');
    for (const title of ['Timer: the printer', 'Timer: the mail']) {
      const { id } = await callAs<{ id: string }>(tess, 'ticket.create', { title });
      tickets[title] = id;
    }
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  }, 60_000);

  it('T starts the timer; T on another ticket stops it at that second, and a draft waits', async () => {
    const { page } = tess;
    const top = page.getByRole('banner');
    await open('Timer: the printer');
    await page.getByRole('button', { name: 'Timer' }).first().waitFor();
    await page.keyboard.press('t');
    await top.getByRole('timer').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByRole('region', { name: 'Timer' }).getByText('Timer: the printer').waitFor();
    await top.getByRole('timer').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'timer-my-work');
    await open('Timer: the mail');
    await page.getByRole('button', { name: 'Timer' }).first().waitFor();
    await page.keyboard.press('t');
    await page.getByText(/of Timer: the printer waits as a draft/).waitFor();
    const [draft] = (await own()).rows.filter(({ ticket }) => ticket?.title === 'Timer: the printer');
    expect(draft).toMatchObject({ state: 'draft', minutes: 1 });
    // pressed again it opens where the timer is stopped
    await page.keyboard.press('t');
    await page.getByRole('dialog', { name: 'Timer' }).getByLabel('Notes').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'timer-panel');
    await page.keyboard.press('Escape');
  }, 60_000);

  it('stops on a phone what was started on the desk, and the desk follows', async () => {
    const phone = await visit(browser, program.address, { width: 390, height: 844 });
    await signInAs(phone, 'tess@northstar.test');
    await phone.page.getByRole('banner').getByRole('timer').waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture(phone.page, 'timer-390');
    await phone.page
      .getByRole('banner')
      .getByRole('button', { name: /^Timer:/ })
      .click();
    const panel = phone.page.getByRole('dialog', { name: 'Timer' });
    await panel.getByLabel('Notes').fill('Emptied the mailbox.');
    await picture(phone.page, 'timer-panel-390');
    await panel.getByRole('button', { name: 'Stop', exact: true }).click();
    await phone.page.getByText(/of Timer: the mail waits as a draft/).waitFor();
    await tess.page.getByRole('banner').getByRole('button', { name: 'Start a timer' }).waitFor({ timeout: 10_000 });
    await tess.page.getByText('Emptied the mailbox.').waitFor();
    expect(phone.complaints).toEqual([]);
    await phone.page.context().close();
  }, 60_000);

  it('T in the queue starts it there, and the list shows what runs', async () => {
    const { page } = tess;
    await page.goto('/msp/tickets?q=Timer');
    const row = page.getByRole('row').filter({ hasText: 'Timer: the printer' });
    await row.waitFor();
    await row.getByRole('checkbox').check();
    await page.keyboard.press('t');
    await row.getByRole('timer').waitFor();
    await picture(page, 'timer-queue');
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Timer:/ })
      .click();
    await page.getByRole('dialog', { name: 'Timer' }).getByRole('button', { name: 'Discard' }).click();
    await row.getByRole('timer').waitFor({ state: 'detached' });
    expect(tess.complaints).toEqual([]);
  }, 60_000);
});
