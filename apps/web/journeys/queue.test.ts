import type { Page } from 'playwright-core';
import { accessibilityFaults, awake, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

/** Only in the titles of this run, so that it can be walked again in the same workspace. */
const mark = `q${Date.now().toString(36)}`;
const tag = `Wave ${mark}`;
const field = `rack_${mark}`;

describeJourney('A technician’s morning in the queue', () => {
  const scene = openScene();
  let tess: Visitor;
  let tom: Visitor;
  let acme = '';

  const rows = (page: Page) => page.getByRole('grid').getByRole('row');
  const cell = (page: Page, title: string) => rows(page).filter({ hasText: title });

  /** Narrows the list by keys alone. */
  const filterBy = async (page: Page, filter: string, value: string) => {
    await page.keyboard.press('f');
    await page.getByRole('combobox', { name: 'Filter by' }).waitFor();
    await page.keyboard.type(filter);
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: filter }).waitFor();
    await page.keyboard.type(value);
    await page.getByRole('option', { name: value, exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    tess = await scene.visit();
    await signInAs(tess, 'tess@northstar.test');
    const clients = await callAs<{ rows: { id: string }[] }>(tess, 'client.list', { search: 'Acme Dental' });
    acme = clients.rows[0]?.id ?? '';
    for (let n = 1; n <= 60; n += 1)
      await callAs(tess, 'ticket.create', { title: `${mark} check ${n}`, clientId: acme });
    const { rows: checks } = await callAs<{ rows: { id: string }[] }>(tess, 'ticket.list', {
      search: mark,
      limit: 2,
    });
    const me = await callAs<{ id: string }>(tess, 'me.get', {});
    const olive = await scene.visit();
    await signInAs(olive, 'olive@northstar.test');
    await callAs(olive, 'tag.create', { name: tag, entities: ['ticket'] });
    await callAs(olive, 'field.create', { entity: 'ticket', key: field, label: 'Rack', kind: 'text' });
    await olive.page.context().close();
    for (const [at, { id }] of checks.entries()) {
      const custom = at === 0 ? { custom: { [field]: 'R-17' } } : {};
      await callAs(tess, 'ticket.update', { id, assignedTo: me.id, title: 'Queue print jam', ...custom });
    }
    const { boards } = await callAs<{ boards: { id: string; priorityMode: string }[] }>(tess, 'ticket.choices', {});
    const itil = boards.find(({ priorityMode }) => priorityMode === 'itil');
    const alert = { title: `a${mark}`, boardId: itil?.id, impact: 4, urgency: 4 };
    const { id: alertId } = await callAs<{ id: string }>(tess, 'ticket.create', alert);
    await callAs(tess, 'ticket.comment', { ticketId: alertId, visibility: 'internal', text: 'Pomegranate' });
  }, 400_000);

  it('sets two tickets in progress by keyboard, in place, and takes it back', async () => {
    const { page } = tess;
    await page.goto('/msp');
    await awake(page);
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
    await page.getByText('1 row selected').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 rows selected').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('combobox', { name: 'Status of 2 tickets' }).fill('In progress');
    await page.keyboard.press('Enter');
    await page.getByText('Set 2 tickets to In progress').waitFor();
    expect(await rows(page).filter({ hasText: 'In progress' }).count()).toBe(2);
    await page.getByRole('button', { name: /^Undo/ }).first().waitFor();
    await page.keyboard.press('ControlOrMeta+z');
    await page.getByText('2 tickets are as before').waitFor({ timeout: 20_000 });
    // the rows are drawn a moment after the sentence on a busy machine
    await rows(page).filter({ hasText: 'In progress' }).first().waitFor({ state: 'detached' });
    expect(await rows(page).filter({ hasText: 'In progress' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 120_000);

  it('narrows, saves the list as a view with its count, and opens the copied address elsewhere', async () => {
    const { page } = tess;
    await page.goto('/msp/tickets');
    await rows(page).nth(1).waitFor();
    await filterBy(page, 'Assignee', 'Me');
    await page.waitForURL('**assignee=me**');
    await filterBy(page, 'Client', 'Acme Dental');
    await page.waitForURL(`**client=${acme}**`);
    await page.keyboard.press('/');
    await page.keyboard.type('print');
    await cell(page, 'Queue print jam').first().waitFor();
    await page.waitForURL('**q=print**');
    await page.keyboard.press('Escape');
    await page.keyboard.press('v');
    await page.getByLabel('Name').fill(`Prints ${mark}`);
    await page.keyboard.press('Enter');
    const pinned = page
      .getByRole('navigation', { name: 'Pinned views' })
      .getByRole('link', { name: new RegExp(`Prints ${mark}`) });
    await pinned.filter({ hasText: /\d/ }).waitFor();
    await page.waitForURL('**view=**');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'queue-view');
    const copied = page.url();
    const elsewhere = await scene.visit();
    await signInAs(elsewhere, 'tess@northstar.test');
    await elsewhere.page.goto(copied);
    await elsewhere.page.getByRole('heading', { name: `Prints ${mark}` }).waitFor();
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
    await page.getByRole('link', { name: 'Previous' }).first().waitFor();
    await page.keyboard.press('[');
    await page.waitForURL(first);
  }, 120_000);

  it('tags all that match, more than a page, with progress, a result for each ticket, and the way back', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?q=${mark}`);
    await rows(page).nth(2).waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.getByRole('button', { name: 'Select all 58 that match' }).waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.getByText('All 58 that match are selected').waitFor();
    await page.keyboard.press('l');
    const dialog = page.getByRole('dialog', { name: 'Tags of all 58 tickets' });
    await dialog.getByLabel('Add').first().fill(tag);
    await page.getByRole('option', { name: tag }).click();
    await page.keyboard.press('Tab');
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change tags' }).click();
    const dock = page.getByRole('region', { name: 'Changes under way' });
    await dock.getByText('58 of 58 tickets changed, 0 not').waitFor({ timeout: 60_000 });
    await cell(page, mark).first().getByText(tag).waitFor();
    await dock.getByRole('button', { name: 'Results' }).click();
    const results = page.getByRole('dialog');
    await results.getByRole('listitem').nth(57).waitFor();
    expect(await results.getByRole('listitem').count()).toBe(58);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'queue-bulk');
    await page.keyboard.press('Escape');
    await dock.getByRole('button', { name: 'Undo' }).click();
    await dock.getByText('58 of 58 changes taken back, 0 left').waitFor({ timeout: 60_000 });
    await cell(page, mark).first().getByText(tag).waitFor({ state: 'detached' });
  }, 180_000);

  it('filters by tag, by a client’s family and by a custom field, which is a column too', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?client=family:${acme}&field.${field}=any&cols=title,tags,field.${field}`);
    await page.getByRole('columnheader', { name: 'Rack' }).waitFor();
    await cell(page, 'Queue print jam').getByText('R-17').waitFor();
    await page.getByRole('button', { name: 'Client: Acme Dental and all below it' }).waitFor();
    await page.getByRole('button', { name: 'Rack: Filled in' }).waitFor();
    expect(await rows(page).count()).toBe(2);
    await page.getByRole('button', { name: 'Filter by something else' }).click();
    await page.getByRole('menuitem', { name: 'Tags' }).click();
    await page.getByRole('search').getByRole('button', { name: 'Tags', exact: true }).click();
    await page.getByRole('checkbox', { name: tag }).click();
    await page.getByText('No ticket fits these filters').waitFor();
    await page.waitForURL('**tag=**');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'queue-filters');
  }, 120_000);

  it('ticks in the column chooser what is shown, and no more', async () => {
    const { page } = tess;
    await page.goto('/msp/tickets');
    await rows(page).nth(1).waitFor();
    await page.getByRole('button', { name: 'Columns and rows' }).click();
    const chooser = page.getByRole('dialog', { name: 'Columns and rows' });
    const shown = await page.getByRole('columnheader').allInnerTexts();
    const ticked = await chooser.getByRole('checkbox', { checked: true }).count();
    expect(ticked).toBe(shown.filter((name) => name.trim() !== '').length);
    await chooser.getByRole('checkbox', { name: 'Turn' }).click();
    await page.getByRole('columnheader', { name: 'Turn' }).waitFor();
    await picture(page, 'queue-columns');
    await page.keyboard.press('Escape');
  }, 60_000);

  it('asks impact and urgency where the priority follows from them', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?q=a${mark}`);
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    await page.getByRole('combobox', { name: /^Impact of T-/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: /^Urgency of T-/ }).waitFor();
    await page.keyboard.press('Enter');
    await rows(page).nth(1).getByText('P1 Critical').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).first().waitFor();
    await page.keyboard.press('ControlOrMeta+z');
    await page.getByText('1 ticket is as before').waitFor({ timeout: 20_000 });
    await rows(page).nth(1).getByText('P1 Critical').waitFor({ state: 'detached' });
  }, 90_000);

  it('opens a ticket by its number, a client by its scope, a timer as a command, and is kind to nonsense', async () => {
    const { page } = tess;
    await page.goto('/msp/tickets');
    await awake(page);
    const ask = async (words: string) => {
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('ControlOrMeta+k');
      await page.locator('[role=combobox]:focus').waitFor();
      await page.keyboard.type(words);
    };
    const { rows: some } = await callAs<{ rows: { number: number; id: string }[] }>(tess, 'ticket.list', {
      search: mark,
      limit: 1,
    });
    const [ticket] = some;
    await ask(`#${ticket?.number}`);
    await page.getByRole('option', { selected: true }).filter({ hasText: mark }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/msp/tickets/${ticket?.id}**`);
    await page
      .getByRole('heading', { name: new RegExp(mark) })
      .first()
      .waitFor();
    await ask('client:acme');
    await page.getByRole('option', { selected: true }).filter({ hasText: 'Acme Dental' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/msp/clients/${acme}**`);
    await page
      .getByRole('heading', { name: /Acme Dental/ })
      .first()
      .waitFor();
    await ask('qwertzuiop');
    await page.getByText('Nothing fits “qwertzuiop”').waitFor();
    await page.keyboard.press('Escape');
    await ask('>timer');
    await page.getByRole('option', { selected: true }).filter({ hasText: 'timer' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('What are you working on?').waitFor();
    await page.keyboard.type(`Looking into ${mark}`);
    await page.keyboard.press('Enter');
    await page.getByText('The timer runs').first().waitFor();
    const { timer } = await callAs<{ timer: { id: string; notes: string } | null }>(tess, 'timer.get', {});
    expect(timer?.notes).toBe(`Looking into ${mark}`);
    await callAs(tess, 'timer.discard', { id: timer?.id });
  }, 120_000);

  it('goes from the palette to everything that fits, by keyboard, and opens a result', async () => {
    const { page } = tess;
    await page.goto('/msp');
    await page.getByRole('button', { name: /Search or jump to/ }).waitFor();
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox').fill(mark);
    await page.getByRole('option', { name: `See all results for “${mark}”` }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/msp/search?q=**');
    await page.getByRole('button', { name: /^Tickets\s*58$/ }).click();
    await page.waitForURL('**type=ticket**');
    await page.locator('a[data-hit]').nth(24).waitFor();
    expect(await page.locator('a[data-hit]').count()).toBe(25);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.locator('a[data-hit]').nth(49).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'search');
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/msp\/tickets\/[0-9a-f-]{36}/);
  }, 90_000);

  it('shows a client’s person own requests and nothing internal', async () => {
    const amy = await scene.visit({ width: 390, height: 844 });
    await signInAs(amy, 'amy@acme.test', 'client-portal');
    await amy.page.goto('/client-portal/search');
    await amy.page.getByRole('searchbox').fill('Pomegranate');
    await amy.page.getByText('Nothing has these words').waitFor();
    await amy.page.getByRole('searchbox').fill('printer');
    await amy.page.locator('a[data-hit]').first().waitFor();
    for (const href of await amy.page
      .locator('a[data-hit]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href'))))
      expect(href).toMatch(/^\/client-portal\//);
    expect(await accessibilityFaults(amy.page)).toEqual([]);
    await picture(amy.page, 'search-portal-390');
    expect(amy.complaints).toEqual([]);
    await amy.page.context().close();
  }, 90_000);

  it('shows what somebody else does without reloading and without losing the selection', async () => {
    const { page } = tess;
    await page.goto(`/msp/tickets?q=${mark}&sort=number&dir=asc`);
    await rows(page).nth(2).waitFor();
    await rows(page).nth(1).getByRole('checkbox').check();
    await page.getByText('1 row selected').waitFor();
    const { rows: shown } = await callAs<{ rows: { id: string; board: { id: string } }[] }>(tess, 'ticket.list', {
      search: mark,
      sort: 'number',
      direction: 'asc',
      limit: 2,
    });
    const [, second] = shown;
    tom = await scene.visit();
    await signInAs(tom, 'tom@northstar.test');
    const choices = await callAs<{ statuses: { id: string; boardId: string; name: string }[] }>(
      tom,
      'ticket.choices',
      {},
    );
    const status = choices.statuses.find(
      ({ boardId, name }) => boardId === second?.board.id && name === 'Waiting for customer',
    );
    await callAs(tom, 'ticket.update', { id: second?.id, statusId: status?.id });
    await rows(page).nth(2).getByText('Waiting for customer').waitFor({ timeout: 10_000 });
    expect(await page.getByText('1 row selected').count()).toBe(1);
    expect(await rows(page).nth(1).getByRole('checkbox').isChecked()).toBe(true);
    const closed = choices.statuses.find(({ boardId, name }) => boardId === second?.board.id && name === 'Closed');
    await callAs(tom, 'ticket.update', { id: second?.id, statusId: closed?.id });
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
