import { accessibilityFaults, awake, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

/** Ten in the morning on a Tuesday to come, on the wall of the workspace or an hour later. */
const tuesdayAtTen = (() => {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7 || 7));
  day.setUTCHours(16, 0, 0, 0);
  return day;
})();
/** Three weeks ago: older than what the other steps hand in. */
const nightBefore = new Date(Date.now() - 24 * 86_400_000).toISOString().slice(0, 10);
const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

interface Entry {
  id: string;
  minutes: number;
  state: string;
  notes: string;
  ticket: { title: string } | null;
}

interface Logged extends Entry {
  service: { name: string };
  workDate: string;
  startedAt: string;
  version: number;
}

/** Only in what this run writes, so that it can be walked again in the same workspace. */
const mark = `k${Date.now().toString(36)}`;
const printer = `Timer: the printer ${mark}`;
const mail = `Timer: the mail ${mark}`;

describeJourney('A technician’s time, from a key pressed to an approved sheet', () => {
  const scene = openScene();
  let tess: Visitor;
  const tickets: Record<string, string> = {};

  const own = () => callAs<{ rows: Entry[] }>(tess, 'time_entry.list', { userId: 'me', limit: 50 });
  /** A day of the week that the grid shows. */
  const mondayShown = () =>
    tess.page.evaluate(() => document.querySelector<HTMLInputElement>('.kelp-grid-cell')?.dataset['day'] ?? '');
  const open = async (title: string) => {
    await tess.page.goto(`/msp/tickets/${tickets[title] ?? ''}`);
    await tess.page.getByRole('heading', { name: title }).waitFor();
  };

  beforeAll(async () => {
    tess = await scene.visit();
    await signInAs(tess, 'tess@northstar.test');
    for (const title of [printer, mail]) {
      const { id } = await callAs<{ id: string }>(tess, 'ticket.create', { title });
      tickets[title] = id;
    }
  }, 400_000);

  it('T starts the timer; T on another ticket stops it at that second, and a draft waits', async () => {
    const { page } = tess;
    const top = page.getByRole('banner');
    await open(printer);
    await page.getByRole('button', { name: 'Timer' }).first().waitFor();
    await page.keyboard.press('t');
    await top.getByRole('timer').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByRole('region', { name: 'Timer' }).getByText(printer).waitFor();
    await top.getByRole('timer').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'timer-my-work');
    await open(mail);
    await page.getByRole('button', { name: 'Timer' }).first().waitFor();
    await page.keyboard.press('t');
    await page.getByText(`of ${printer} waits as a draft`).waitFor();
    const [draft] = (await own()).rows.filter(({ ticket }) => ticket?.title === printer);
    expect(draft).toMatchObject({ state: 'draft', minutes: 1 });
  }, 120_000);

  it('stops on a phone what was started on the desk', async () => {
    const phone = await scene.visit({ width: 390, height: 844 });
    await signInAs(phone, 'tess@northstar.test');
    await phone.page.getByRole('banner').getByRole('timer').waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture(phone.page, 'timer-390');
    await phone.page
      .getByRole('banner')
      .getByRole('button', { name: /^Timer:/ })
      .click();
    const panel = phone.page.getByRole('dialog', { name: 'Timer' });
    await panel.getByLabel('Notes').fill(`Emptied the mailbox ${mark}.`);
    await picture(phone.page, 'timer-panel-390');
    await panel.getByRole('button', { name: 'Stop', exact: true }).click();
    await phone.page.getByText(`of ${mail} waits as a draft`).waitFor();
    expect((await own()).rows.filter(({ notes }) => notes === `Emptied the mailbox ${mark}.`)).toHaveLength(1);
    expect(phone.complaints).toEqual([]);
    await phone.page.context().close();
  }, 120_000);

  it('T in the queue starts it there, and the list shows what runs', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?q=${mark}`);
    const row = page.getByRole('row').filter({ hasText: printer });
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
  }, 120_000);

  it('notes in this browser who was looked at when, and makes an entry of it', async () => {
    const { page } = tess;
    await page.clock.install();
    await open(printer);
    await page
      .getByRole('button', { name: /^Timer/ })
      .first()
      .waitFor();
    await page.clock.fastForward(90_000);
    await page.mouse.move(400, 400);
    await page.clock.fastForward(90_000);
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.getByRole('heading', { name: 'My time' }).waitFor();
    const noted = page.getByRole('region', { name: 'Noted in this browser' });
    const line = noted.getByRole('listitem').filter({ hasText: printer });
    await line.first().waitFor();
    expect(await line.count()).toBe(1);
    // returning soon goes on rather than doubling
    await open(printer);
    await page.clock.fastForward(60_000);
    await page.getByRole('region', { name: 'Noted for you' }).waitFor();
    await picture(page, 'noted-ticket');
    await page.goto('/msp/my-time');
    await line.first().waitFor();
    expect(await line.count()).toBe(1);
    await picture(page, 'noted-my-time');
    // nobody else's browser knows
    const other = await scene.visit();
    await signInAs(other, 'tess@northstar.test');
    await other.page.goto('/msp/my-time');
    await other.page.getByText('Nothing noted yet').waitFor();
    await other.page.context().close();
    await line.getByRole('button', { name: /^Log / }).click();
    await page.getByRole('dialog', { name: 'Log what was noted' }).getByLabel('Notes').fill(`Looked it over ${mark}.`);
    await picture(page, 'noted-convert');
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await page.getByText(/saved as a draft/).waitFor();
    await line.waitFor({ state: 'detached' });
    expect((await own()).rows.filter(({ notes }) => notes === `Looked it over ${mark}.`)).toHaveLength(1);
  }, 120_000);

  it('closes by itself what was left open over the night, and notes nothing on a board without tracking', async () => {
    const away = await scene.visit();
    await signInAs(away, 'tess@northstar.test');
    const { page } = away;
    const owner = await scene.visit();
    await signInAs(owner, 'olive@northstar.test');
    const board = await callAs<{ id: string }>(owner, 'board.create', { name: `Quiet ${mark} ${Date.now()}` });
    const { untrackedBoardIds } = await callAs<{ untrackedBoardIds: string[] }>(owner, 'time_settings.get', {});
    await callAs(owner, 'time_settings.update', { untrackedBoardIds: [...untrackedBoardIds, board.id] });
    const quiet = await callAs<{ id: string }>(tess, 'ticket.create', { title: `Quiet ${mark}`, boardId: board.id });
    // ten in the morning on a Tuesday to come, on the wall of the workspace; React complains that the server has another clock
    await page.clock.install({ time: tuesdayAtTen });
    await page.goto(`/msp/tickets/${quiet.id}`);
    await page.getByRole('heading', { name: `Quiet ${mark}` }).waitFor();
    await page.clock.fastForward(90_000);
    await page.goto(`/msp/tickets/${tickets[printer] ?? ''}`);
    await page.getByRole('region', { name: 'Noted for you' }).waitFor();
    await page.clock.fastForward(90_000);
    await page.mouse.move(500, 400);
    await page.clock.setSystemTime(tuesdayAtTen.getTime() + 23 * 3_600_000);
    await page.goto('/msp/my-time');
    const noted = page.getByRole('region', { name: 'Noted in this browser' });
    const line = noted.getByRole('listitem').filter({ hasText: printer });
    await line.getByText(/10:01.*5:00\sPM/).waitFor();
    await line.getByText('Closed by itself').waitFor();
    expect(await noted.getByText(`Quiet ${mark}`).count()).toBe(0);
    await picture(page, 'noted-auto-closed');
    await callAs(owner, 'time_settings.update', { untrackedBoardIds });
    await Promise.all([page.context().close(), owner.page.context().close()]);
  }, 120_000);

  it('replies with the time in one line, warns of what overlaps, and splits what goes over midnight', async () => {
    const desk = await scene.visit();
    await signInAs(desk, 'tess@northstar.test');
    const { page } = desk;
    // each try on a ticket of its own
    const title = `Time on a reply ${mark} ${Date.now()}`;
    const { id } = await callAs<{ id: string }>(desk, 'ticket.create', { title });
    const ofTicket = async () =>
      (
        await callAs<{ rows: Logged[] }>(desk, 'time_entry.list', {
          ticketId: id,
          limit: 20,
        })
      ).rows;
    await page.goto(`/msp/tickets/${id}`);
    await page.getByRole('heading', { name: title }).waitFor();
    await awake(page);
    await page.keyboard.press('o');
    await page.getByPlaceholder('Write to your team').fill(`Replaced the fuser ${mark}.`);
    await page.getByPlaceholder('45m onsite').fill('30m onsite');
    await page.getByText(/^0:30 of Onsite visit/).waitFor();
    await page.getByPlaceholder('Write to your team').press('Control+Enter');
    await page.locator('.kelp-ticket-main').getByText(`Replaced the fuser ${mark}.`).waitFor();
    const side = page.getByRole('region', { name: 'Time', exact: true });
    await side.getByText('0:30').first().waitFor();
    expect(await ofTicket()).toMatchObject([{ minutes: 30, service: { name: 'Onsite visit' } }]);

    const log = async (time: string, start: string) => {
      await side.getByRole('button', { name: 'Log time' }).click();
      await page.getByRole('dialog').getByLabel('Time worked').fill(time);
      await page.getByRole('dialog').getByLabel('Started').fill(start);
      await choose('Remote support');
    };
    const choose = async (service: string) => {
      await page.getByRole('dialog').getByRole('combobox', { name: 'Service' }).click();
      await page.getByRole('option', { name: service, exact: true }).click();
    };
    const save = async () => {
      await page.getByRole('dialog').getByRole('button', { name: 'Save and hand in' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await log('1h', `${nightBefore}T23:30`);
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('list', { name: 'Days on which it counts' })
      .getByText(/11:30\sPM – 12:30\sAM: 1:00/)
      .waitFor();
    await dialog.getByRole('switch', { name: 'Split at midnight' }).click();
    const days = dialog.getByRole('list', { name: 'Days on which it counts' }).getByRole('listitem');
    await days.nth(1).waitFor();
    expect((await days.allInnerTexts()).map((text) => text.slice(-4))).toEqual(['0:30', '0:30']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'split-at-midnight');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture(page, 'split-at-midnight-390');
    await page.setViewportSize({ width: 1440, height: 900 });
    await save();
    const night = (await ofTicket()).filter(({ workDate }) => workDate <= dayAfter(nightBefore));
    expect(night.map(({ minutes, workDate }) => [workDate, minutes]).sort()).toEqual([
      [nightBefore, 30],
      [dayAfter(nightBefore), 30],
    ]);
    // 23:20 to 23:40 shares ten minutes; ends that touch share none
    await log('20m', `${nightBefore}T23:20`);
    await save();
    await page.getByText(/^Overlaps 0:10 with/).waitFor();
    const earliest = Math.min(...(await ofTicket()).map(({ startedAt }) => Date.parse(startedAt)));
    const { warnings } = await callAs<{ warnings: unknown[] }>(desk, 'time_entry.create', {
      ticketId: id,
      serviceId: (await callAs<{ services: { id: string }[] }>(desk, 'time_entry.services', {})).services[0]?.id,
      startedAt: new Date(earliest - 600_000).toISOString(),
      minutes: 10,
    });
    expect(warnings).toEqual([]);
    for (const entry of await ofTicket())
      await callAs(desk, 'time_entry.delete', { id: entry.id, version: entry.version });
    expect(desk.complaints).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('logs one line, fills a past week by keyboard, hands it in, and it is read-only then', async () => {
    const { page } = tess;
    await page.getByRole('combobox', { name: 'My open ticket, or none' }).waitFor();
    await page.keyboard.press('e');
    await page.keyboard.type(`30m remote tidied the store room ${mark}`);
    await page.keyboard.press('Enter');
    await page.getByText(/^Logged 0:30/).waitFor();
    for (let week = 0; week < 2; week += 1) await page.getByRole('button', { name: 'The week before' }).click();
    await page.getByRole('button', { name: 'Add row' }).click();
    const cells = page.locator('.kelp-grid-cell:not([readonly])');
    await cells.first().waitFor();
    const name = (await cells.first().getAttribute('aria-label')) ?? '';
    await cells.first().focus();
    await page.keyboard.type('1:15');
    await page.keyboard.press('Tab');
    await page
      .getByRole('region', { name: 'Time sheet' })
      .getByText(/[1-9]\d*:\d\d of/)
      .waitFor();
    expect(await page.getByLabel(name, { exact: true }).inputValue()).toBe('1:15');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'my-time-1440');
    await page.getByRole('heading', { name: 'My time' }).click();
    await page.keyboard.press('Shift+Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
    await page.getByText(/are handed in/).waitFor();
    await page.getByRole('region', { name: 'Time sheet' }).getByText('Handed in', { exact: true }).waitFor();
    expect(await cells.count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture(page, 'my-time-390');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
    await picture(page, 'my-time-1440-dark');
  }, 120_000);

  it('is sent back by the one who manages, handed in again and looked into', async () => {
    const mona = await scene.visit();
    await signInAs(mona, 'mona@northstar.test');
    const { page } = mona;
    await page.goto('/msp/time');
    const row = page.getByRole('row').filter({ hasText: 'Tess' });
    await row.first().waitFor();
    await picture(page, 'sheets-1440');
    await page.keyboard.press('j');
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByLabel('Reason').fill(`Which store room, ${mark}?`);
    await page.keyboard.press('Enter');
    await page.getByText(/^Sent back 1 sheet/).waitFor();
    await row.waitFor({ state: 'detached' });
    const bar = tess.page.getByRole('region', { name: 'Time sheet' });
    await bar.getByText('Changes requested', { exact: true }).waitFor();
    await bar.getByText(`Which store room, ${mark}?`).waitFor();
    await bar.getByRole('button', { name: /^Hand in/ }).click();
    await tess.page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
    await row.first().waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press(' ');
    await page.getByText(`Which store room, ${mark}?`).waitFor();
    await picture(page, 'sheet-peek');
    // as it was found: whoever walks here next may log in this week
    const { id } = await callAs<{ id: string }>(tess, 'time_sheet.get', { date: await mondayShown() });
    await callAs(mona, 'time_sheet.approve', { ids: [id] });
    await callAs(mona, 'time_sheet.reverse', { id, reason: 'The journey is over.' });
    expect(mona.complaints).toEqual([]);
    expect(tess.complaints).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('asks before signing out what becomes of what this browser has noted', async () => {
    const { page } = tess;
    await open(mail);
    await page
      .getByRole('button', { name: /^Timer/ })
      .first()
      .waitFor();
    await page.clock.fastForward(40_000);
    await page.getByRole('region', { name: 'Noted for you' }).waitFor();
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Your menu|Tess/ })
      .click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await picture(page, 'sign-out-noted');
    await page.getByRole('button', { name: 'Delete them and sign out' }).click();
    await page.waitForURL('**/auth/msp/signin**');
    await signInAs(tess, 'tess@northstar.test');
    await page.goto('/msp/my-time');
    await page.getByText('Nothing noted yet').waitFor();
  }, 120_000);
});
