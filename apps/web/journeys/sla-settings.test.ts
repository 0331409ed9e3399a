import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { accessibilityFaults, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

/** Calls an action or query as the person of this page. */
async function call<T>(page: Page, name: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await (await fetch(path as string, { method: 'POST', headers, body: body as string })).json()) as unknown;
    },
    [`/api/call/${name}`, JSON.stringify(input)],
  );
  const { data } = answer as { data?: T };
  if (data === undefined) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return data;
}

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8');

const run = Date.now().toString(36);
const names = {
  germany: `Germany ${run}`,
  works: `Works days ${run}`,
  desk: `Night desk ${run}`,
  policy: `Gold ${run}`,
  ticket: `The scanner blinks ${run}`,
};
const works = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Northstar//Works days//EN',
  `X-WR-CALNAME:${names.works}`,
  'BEGIN:VEVENT',
  'UID:stocktaking@northstar.test',
  'DTSTART;VALUE=DATE:20301231',
  'SUMMARY:Stocktaking',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');
/** Tomorrow as a date of the desk's zone, for which it takes a day off of its own. */
const tomorrow = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(Date.now() + 86_400_000);

describeJourney('SLA from its settings to the clock that explains itself', () => {
  const scene = openScene();
  let olive: Visitor;
  let ticketId = '';

  beforeAll(async () => {
    olive = await scene.visit();
    olive.page.setDefaultTimeout(30_000);
    await signInAs(olive, 'olive@northstar.test');
  }, 400_000);
  afterEach(() => expect(olive.complaints).toEqual([]));

  const openSettings = async () => {
    await olive.page.goto('/msp/settings/sla');
    await olive.page.getByRole('button', { name: 'Open Standard' }).waitFor();
  };
  const dialog = () => olive.page.getByRole('dialog');
  const choose = async (label: string, option: string | RegExp) => {
    await dialog().getByRole('combobox', { name: label }).click();
    await olive.page.getByRole('option', { name: option }).first().click();
  };

  it('reads the public holidays of a country and an .ics file, shown before they are taken over', async () => {
    const { page } = olive;
    await openSettings();
    await page.getByRole('button', { name: 'New holiday calendar' }).click();
    await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill(names.germany);
    await choose('Country', 'Germany');
    await dialog().getByRole('button', { name: 'Read public holidays' }).click();
    await dialog()
      .getByText(/days were read\. Nothing changes until/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Take them over' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'sla-holidays');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByText(`${names.germany} is saved.`).waitFor();

    await page.getByRole('button', { name: 'New holiday calendar' }).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      dialog().getByRole('button', { name: 'Read an .ics file' }).click(),
    ]);
    await chooser.setFiles({ name: 'works.ics', mimeType: 'text/calendar', buffer: Buffer.from(works) });
    await dialog().getByText('New: 2030-12-31 Stocktaking').waitFor();
    await dialog().getByRole('button', { name: 'Take them over' }).click();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByText(`${names.works} is saved.`).waitFor();
  }, 60_000);

  it('makes a calendar open past midnight that keeps shared holidays and a day off of its own', async () => {
    const { page } = olive;
    await openSettings();
    await page.getByRole('button', { name: 'New calendar', exact: true }).click();
    await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill(names.desk);
    await dialog().getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).click();
    await dialog().getByLabel('Monday opens').fill('22:00');
    await dialog().getByLabel('Monday closes').fill('06:00');
    await dialog().getByText('next day').waitFor();
    await dialog().getByRole('button', { name: 'Add hours on Sunday' }).click();
    await dialog().getByRole('combobox', { name: 'Keep the days of' }).press('ArrowDown');
    await page.getByRole('option', { name: names.germany }).click();
    await page.keyboard.press('Tab');
    await dialog().getByRole('button', { name: 'Add a day off' }).click();
    await dialog().getByLabel('Date of Day off 1').fill(tomorrow);
    await dialog().getByLabel('Name of Day off 1').fill('Move to the new office');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'sla-calendar');
    await dialog().getByRole('button', { name: 'Create calendar' }).click();
    await page.getByText(`${names.desk} is saved.`).waitFor();
    await page.getByText('Europe/Berlin, used by no policy').first().waitFor();
  }, 60_000);

  it('sets ITIL up in one step', async () => {
    const { page } = olive;
    await openSettings();
    await page.getByRole('button', { name: 'ITIL set-up' }).click();
    await dialog().getByRole('button', { name: 'Create policy' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('ITIL standard', { exact: true }).waitFor();
  }, 30_000);

  it('tries a draft on a past period, and saves nothing of it', async () => {
    const { page } = olive;
    await openSettings();
    await page.getByRole('button', { name: 'Open Standard' }).click();
    const medium = dialog().getByLabel('First response for Medium', { exact: true });
    expect(await medium.inputValue()).toBe('240');
    await medium.fill('1');
    await dialog().getByRole('button', { name: 'Try it out' }).click();
    await dialog()
      .getByText(/verdicts? would differ/)
      .waitFor({ timeout: 30_000 });
    const figures = dialog().getByRole('table', { name: 'Saved settings and draft compared' });
    const [, saved = '', draft = ''] = await figures
      .getByRole('row', { name: /First response, Medium/ })
      .getByRole('cell')
      .allInnerTexts();
    expect(parseFloat(draft)).toBeLessThan(parseFloat(saved));
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'sla-back-test');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Open Standard' }).click();
    expect(await medium.inputValue()).toBe('240');
    await page.keyboard.press('Escape');
  }, 60_000);

  it('makes a policy with targets and levels, and gives it to a client', async () => {
    const { page } = olive;
    await openSettings();
    await page.getByRole('button', { name: 'New policy' }).click();
    await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill(names.policy);
    await choose('Business hours', new RegExp(`^${names.desk}`));
    await dialog().getByLabel('First response for Medium', { exact: true }).fill('60');
    await dialog().getByLabel('Resolution for Medium', { exact: true }).fill('100');
    await choose('Unit of Resolution for Medium', 'Business hours');
    const levels = dialog().getByLabel(/^Percent of Level/);
    const before = await levels.count();
    await dialog().getByRole('button', { name: 'Add a level' }).click();
    await levels.nth(before).fill('120');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'sla-policy');
    await dialog().getByRole('button', { name: 'Create policy' }).click();
    await page.getByText(`${names.policy} is saved.`).waitFor();

    await page.getByRole('button', { name: `Assign ${names.policy}` }).click();
    await choose('Clients', 'Acme Dental');
    await page.getByText(`${names.policy} holds for Acme Dental now.`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Holds for 1 client.').waitFor();
  }, 60_000);

  it('says on a ticket why it is due then: stretches, pauses, days off, zone, policy', async () => {
    const { page } = olive;
    const { rows } = await call<{ rows: { id: string }[] }>(page, 'client.list', { search: 'Acme Dental' });
    const { priorities, boards } = await call<{
      priorities: { id: string; name: string }[];
      boards: { id: string; name: string }[];
    }>(page, 'ticket.choices', {});
    const boardId = boards.find(({ name }) => name === 'Service Desk')?.id;
    const priorityId = priorities.find(({ name }) => name === 'Medium')?.id;
    const input = { title: names.ticket, clientId: rows[0]?.id, priorityId, boardId };
    ({ id: ticketId } = await call<{ id: string }>(page, 'ticket.create', input));
    const { statuses } = await call<{ statuses: { id: string; name: string }[] }>(page, 'board.get', { id: boardId });
    for (const wanted of ['Waiting for customer', 'In progress']) {
      const statusId = statuses.find(({ name }) => name === wanted)?.id;
      await call(page, 'ticket.update', { id: ticketId, statusId });
    }
    await page.goto(`/msp/tickets/${ticketId}`);
    const side = page.locator('.kelp-ticket-side');
    await side.getByText(`${names.policy}, chosen by the client`).waitFor();
    const resolution = side.getByRole('listitem').filter({ hasText: 'Resolution' }).filter({ hasText: 'Why then?' });
    await resolution.getByText('Why then?').click();
    await resolution.getByText('Working time as clocks in Europe/Berlin show it.').waitFor();
    await resolution.getByText('Time that counts').waitFor();
    await resolution.getByText(/: status, .* of working time/).waitFor();
    await resolution.getByText(/^Closed on .*: Move to the new office$/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'sla-why');
  }, 60_000);

  it('shows the clock on the board, and gives the rows of board and report as files', async () => {
    const { page } = olive;
    await page.goto('/msp/sla?lane=on_track');
    await page.getByRole('grid').getByText(names.ticket).first().waitFor();
    const [board] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(await textOf(board)).toContain(`${names.ticket},Acme Dental`);

    await page.getByRole('link', { name: 'SLA compliance' }).click();
    await page.getByRole('table').first().waitFor();
    await page.goto('/msp/sla/compliance?by=client');
    await page.getByRole('cell', { name: 'Acme Dental' }).first().waitFor();
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(await textOf(report)).toMatch(/^.?Client,met,breached,unanswered\r?\n/);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'sla-compliance');
  }, 60_000);
});
