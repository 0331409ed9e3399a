import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, describeUnproven, openBrowser, picture, signInAs, visit, type Visitor } from './browser';
import { startProgram, type Program } from './program';

type Answer<T> = { data: T };

/** Calls an action or query as the person of this page. */
async function call<T>(page: Page, name: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([path, body]) => {
      const response = await fetch(path as string, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body as string,
      });
      return (await response.json()) as unknown;
    },
    [`/api/call/${name}`, JSON.stringify(input)],
  );
  const { data } = answer as Answer<T>;
  if (data === undefined) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return data;
}

/** Only in the titles of this run, so that it can be walked again in the same workspace. */
const mark = `q${Date.now().toString(36)}`;

describeUnproven('A technician’s morning in the queue', () => {
  let program: Program;
  let browser: Browser;
  let tess: Visitor;
  let tom: Visitor;
  let acme = '';

  const rows = (page: Page) => page.getByRole('grid').getByRole('row');
  const cell = (page: Page, title: string) => rows(page).filter({ hasText: title });

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({ demo: true }), openBrowser()]);
    tess = await visit(browser, program.address);
    await signInAs(tess, 'tess@northstar.test');
    const clients = await call<{ rows: { id: string }[] }>(tess.page, 'client.list', { search: 'Acme Dental' });
    acme = clients.rows[0]?.id ?? '';
    for (let n = 1; n <= 60; n += 1)
      await call(tess.page, 'ticket.create', { title: `${mark} check ${n}`, clientId: acme });
    const { rows: checks } = await call<{ rows: { id: string }[] }>(tess.page, 'ticket.list', {
      search: mark,
      limit: 2,
    });
    const me = await call<{ id: string }>(tess.page, 'me.get', {});
    for (const { id } of checks)
      await call(tess.page, 'ticket.update', { id, assignedTo: me.id, title: 'Queue print jam' });
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  }, 60_000);

  it('sets two tickets in progress by keyboard, in place, and takes it back', async () => {
    const { page } = tess;
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL('**/msp/tickets');
    await page.getByPlaceholder('Filter', { exact: true }).fill(mark);
    await page.getByRole('status').filter({ hasText: /of 58/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 rows selected').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('combobox', { name: 'Status of 2 tickets' }).fill('In progress');
    await page.keyboard.press('Enter');
    await page.getByText('Set 2 tickets to In progress').waitFor();
    expect(await rows(page).filter({ hasText: 'In progress' }).count()).toBe(2);
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await page.getByText('2 tickets are as before').waitFor({ timeout: 20_000 });
    expect(await rows(page).filter({ hasText: 'In progress' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 120_000);

  it('narrows, saves the list as a view with its count, and opens the copied address elsewhere', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?client=${acme}&assignee=me`);
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('print');
    await cell(page, 'Queue print jam').first().waitFor();
    await page.waitForURL('**q=print**');
    await page.keyboard.press('Escape');
    await page.keyboard.press('v');
    await page.getByLabel('Name').fill('My Acme prints');
    await page.keyboard.press('Enter');
    const pinned = page.getByRole('navigation', { name: 'Pinned views' }).getByRole('link', { name: /My Acme prints/ });
    await pinned.filter({ hasText: /\d/ }).waitFor();
    await page.waitForURL('**view=**');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'queue-view');
    const copied = page.url();
    const elsewhere = await visit(browser, program.address);
    await signInAs(elsewhere, 'tess@northstar.test');
    await elsewhere.page.goto(copied);
    await elsewhere.page.getByRole('heading', { name: 'My Acme prints' }).waitFor();
    await cell(elsewhere.page, 'Queue print jam').first().waitFor();
    expect(elsewhere.complaints).toEqual([]);
    await elsewhere.page.context().close();
  }, 120_000);

  it('peeks, opens and goes to the neighbours', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?q=${mark}&sort=number&dir=asc`);
    await rows(page).nth(2).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Space');
    await page.getByRole('complementary', { name: new RegExp(mark) }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: new RegExp(mark) }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/msp\/tickets\/[0-9a-f-]{36}/);
    const first = page.url();
    await page.getByRole('link', { name: 'Next' }).first().waitFor();
    await page.keyboard.press(']');
    await page.waitForURL((url) => url.href !== first);
    await page.keyboard.press('[');
    await page.waitForURL(first);
  }, 120_000);

  it('changes all that match, more than a page, with progress and a result for each ticket', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?q=${mark}`);
    await rows(page).nth(2).waitFor();
    await page.getByRole('checkbox', { name: 'Select all' }).first().check();
    await page.getByRole('button', { name: 'Select all 58 that match' }).click();
    await page.getByText('All 58 that match are selected').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('combobox', { name: 'Status of all 58 tickets' }).fill('Scheduled');
    await page.keyboard.press('Enter');
    const dock = page.getByRole('region', { name: 'Changes under way' });
    await dock.getByText('58 of 58 tickets changed, 0 not').waitFor({ timeout: 60_000 });
    await dock.getByRole('button', { name: 'Results' }).click();
    const results = page.getByRole('dialog');
    await results.getByText('Done').first().waitFor();
    expect(await results.getByRole('listitem').count()).toBe(58);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'queue-bulk');
    await page.keyboard.press('Escape');
    await dock.getByRole('button', { name: 'Undo' }).click();
    await dock.getByText('58 of 58 changes taken back, 0 left').waitFor({ timeout: 60_000 });
  }, 180_000);

  it('shows what somebody else does without reloading and without losing the selection', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?q=${mark}&sort=number&dir=asc`);
    await rows(page).nth(2).waitFor();
    await rows(page).nth(1).getByRole('checkbox').check();
    await page.getByText('1 row selected').waitFor();
    const { rows: shown } = await call<{ rows: { id: string; board: { id: string } }[] }>(page, 'ticket.list', {
      search: mark,
      sort: 'number',
      direction: 'asc',
      limit: 2,
    });
    const [, second] = shown;
    tom = await visit(browser, program.address);
    await signInAs(tom, 'tom@northstar.test');
    const choices = await call<{ statuses: { id: string; boardId: string; name: string }[] }>(
      tom.page,
      'ticket.choices',
      {},
    );
    const status = choices.statuses.find(
      ({ boardId, name }) => boardId === second?.board.id && name === 'Waiting for customer',
    );
    await call(tom.page, 'ticket.update', { id: second?.id, statusId: status?.id });
    await rows(page).nth(2).getByText('Waiting for customer').waitFor({ timeout: 10_000 });
    expect(await page.getByText('1 row selected').count()).toBe(1);
    expect(await rows(page).nth(1).getByRole('checkbox').isChecked()).toBe(true);
    const closed = choices.statuses.find(({ boardId, name }) => boardId === second?.board.id && name === 'Closed');
    await call(tom.page, 'ticket.update', { id: second?.id, statusId: closed?.id });
    // it fits the list no more: faded at first, then gone, while the chosen one stays
    await page.locator('[data-gone]').waitFor({ timeout: 10_000 });
    await page.locator('[data-gone]').waitFor({ state: 'detached', timeout: 15_000 });
    expect(await rows(page).nth(1).getByRole('checkbox').isChecked()).toBe(true);
  }, 120_000);

  it('fits a phone', async () => {
    const { page } = tess;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/msp/tickets');
    await rows(page).nth(1).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'queue-390');
    expect(tess.complaints).toEqual([]);
  }, 60_000);
});
