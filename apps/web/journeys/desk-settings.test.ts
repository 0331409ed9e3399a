import { accessibilityFaults, callAs, describeJourney, password, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

const pages = [
  '/msp/settings',
  '/msp/settings/workspace',
  '/msp/settings/numbering',
  '/msp/settings/branding',
  '/msp/settings/portal-domain',
  '/msp/settings/people',
  '/msp/settings/roles',
  '/msp/settings/roles/compare',
  '/msp/settings/audit',
  '/msp/settings/boards',
  '/msp/settings/priorities',
  '/msp/settings/ticket-types',
  '/msp/settings/mailboxes',
  '/msp/settings/mail-log',
  '/msp/settings/email-templates',
  '/msp/settings/invoices',
  '/msp/settings/time',
  '/msp/settings/sla',
  '/msp/sla',
  '/msp/sla/compliance',
  '/msp/mail',
  '/msp/notifications',
];

describeJourney('The settings of the desk', () => {
  const scene = openScene();
  let mona: Visitor;

  beforeAll(async () => {
    mona = await scene.visit();
    await signInAs(mona, 'mona@northstar.test');
  }, 400_000);

  it.each(pages)(
    '%s opens whole, without a fault or a complaint',
    async (path) => {
      const { page, complaints } = mona;
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy="true"], .kelp-skeleton-lines').first().waitFor({ state: 'detached' });
      // Next announces each new page to screen readers in an alert without words of its own
      expect((await page.getByRole('alert').allInnerTexts()).filter(Boolean)).toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);
      await picture(page, `desk${path.replaceAll('/', '-')}`);
      expect(complaints).toEqual([]);
    },
    60_000,
  );

  it('makes an API key that is shown once, opens the API, and is refused once it is revoked', async () => {
    const { page, complaints } = await scene.visit();
    await signInAs({ page, complaints }, 'olive@northstar.test');
    const name = `Reports ${Date.now().toString(36)}`;
    await page.goto('/msp/settings/api-keys');
    await page.getByRole('button', { name: 'New API key' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const shown = page.getByRole('dialog', { name: 'Your new API key' });
    const key = await shown.locator('pre').innerText();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'api-key');
    const ask = async () => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${scene.program.address}/api/v1/tickets?limit=1`, { headers })).status;
    };
    expect(await ask()).toBe(200);
    await shown.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText(name).waitFor();
    expect(await page.content()).not.toContain(key);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'api-keys');
    await page.getByRole('button', { name: `Revoke ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText(`${name} was revoked`).waitFor();
    expect(await ask()).toBe(401);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('asks on a ticket for the resolution that its board wants since a moment', async () => {
    const { page, complaints } = mona;
    await page.goto('/msp/settings/boards');
    await page.getByRole('link', { name: 'Alerts & Monitoring' }).click();
    await page.getByLabel('A comment that is the resolution').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The close rules are saved').waitFor();

    await page.goto('/msp/tickets/new');
    await page.getByLabel('Title').fill('The scanner is dark');
    await page.getByRole('combobox', { name: 'Board' }).click();
    await page.getByRole('option', { name: 'Alerts & Monitoring' }).click();
    await page.getByLabel('Estimate').fill('1h 30m');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'The scanner is dark' }).waitFor();
    await page.locator('.kelp-ticket-side').getByText('Write the resolution').waitFor();
    await page.keyboard.press('o');
    await page.keyboard.type('A new bulb.');
    await page.getByRole('combobox', { name: 'Status after sending' }).click();
    await page.getByRole('option', { name: 'Closed' }).click();
    const closing = page.locator('.kelp-composer-closing');
    await closing.getByLabel('This is the resolution').uncheck();
    await closing.getByText('Write the resolution').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'desk-closing');
    await closing.getByLabel('This is the resolution').check();
    await page.getByRole('button', { name: /^Save note/ }).click();
    await page.locator('.kelp-comment [data-kind="resolution"]').waitFor();
    await page.locator('.kelp-ticket-side').getByText('Write the resolution').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  }, 90_000);

  it('imports standard types into a board: a name that is taken, a child with its parent, not twice, and back again', async () => {
    const { page, complaints } = mona;
    const name = `Lab ${Date.now().toString(36)}`;
    const { id } = await callAs<{ id: string }>(mona, 'board.create', { name, categories: 'none' });
    await page.goto(`/msp/settings/boards/${id}`);
    const statuses = page.getByRole('region', { name: 'Statuses' });
    const toImport = { name: 'Import standard types' };
    await statuses.getByRole('button', { name: 'Remove On hold' }).click();
    await statuses.getByRole('button', { name: 'Add a status' }).click();
    await statuses.getByLabel('Name', { exact: true }).last().fill('On Hold');
    expect(await statuses.getByRole('button', toImport).isDisabled()).toBe(true);
    await statuses.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The statuses are saved').waitFor();

    await statuses.getByRole('button', toImport).click();
    const library = page.getByRole('dialog', { name: /^Import from standard types/ });
    expect(await library.getByRole('button', { name: 'Import 0' }).isDisabled()).toBe(true);
    await library.getByRole('checkbox', { name: 'On hold' }).check();
    await library.getByText('There is an entry of this name already').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'desk-import-statuses');
    await library.getByRole('button', { name: 'Import 1' }).click();
    await page.getByText('0 imported, 1 used as they are, 0 left alone.').waitFor();
    const shown = await statuses
      .getByLabel('Name', { exact: true })
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    expect(shown.filter((one) => /on hold/i.test(one))).toEqual(['On Hold']);

    const categories = page.getByRole('region', { name: 'Categories' });
    await categories.getByRole('button', toImport).click();
    const itil = library.getByRole('group', { name: 'ITIL categories' });
    await itil.getByRole('checkbox', { name: 'VPN' }).check();
    expect(await itil.getByRole('checkbox', { name: 'Network', exact: true }).isChecked()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'desk-import-categories');
    await library.getByRole('button', { name: 'Import 2' }).click();
    await categories.getByText('1 subcategory').waitFor();
    await categories.getByRole('button', toImport).click();
    await itil.getByText('already there').nth(1).waitFor();
    expect(await itil.getByRole('checkbox', { name: 'VPN' }).isDisabled()).toBe(true);
    await library.getByRole('button', { name: 'Take back the import of Network, VPN' }).click();
    await page.getByText('Taken back: 2 entries are gone.').waitFor();
    await page.keyboard.press('Escape');
    await categories.getByText('No categories yet').waitFor();

    const open = () => callAs<{ id: string }>(mona, 'ticket.create', { title: 'For the lab', boardId: id });
    const tickets = [await open(), await open()];
    await page.reload();
    await statuses.getByRole('radio', { name: 'Default' }).nth(1).check();
    await statuses.getByRole('button', { name: 'Remove New', exact: true }).click();
    const asking = page.getByRole('dialog', { name: 'Remove New?' });
    await asking.getByText('2 tickets have New').waitFor();
    await asking.getByRole('button', { name: 'Remove', exact: true }).click();
    await statuses.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The statuses are saved').waitFor();
    for (const closed of ['Resolved', 'Closed', 'Cancelled'])
      await statuses.getByRole('button', { name: `Remove ${closed}`, exact: true }).click();
    await statuses.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A board needs at least one open and one closed status.').waitFor();
    expect(complaints).toEqual([]);

    const board = await callAs<{ version: number; statuses: { id: string; name: string }[] }>(mona, 'board.get', {
      id,
    });
    const statusId = board.statuses.find((one) => one.name === 'Closed')?.id;
    for (const ticket of tickets) await callAs(mona, 'ticket.update', { id: ticket.id, statusId });
    await callAs(mona, 'board.update', { id, version: board.version, isActive: false });
  }, 120_000);

  it('numbers new tickets by another prefix and length, two at once differently, and leaves the old ones as they are', async () => {
    const olive = await scene.visit();
    const { page, complaints } = olive;
    // whoever is let in at the door comes to the page they asked for
    await page.goto('/msp/settings/numbering?from=mail');
    await page.getByLabel('E-mail address').fill('olive@northstar.test');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/\/msp\/settings\/numbering\?from=mail$/);
    const open = (title: string) => callAs<{ id: string; number: string }>(olive, 'ticket.create', { title });
    const asShipped = async () => {
      const { rows } = await callAs<{ rows: { kind: string; version: number }[] }>(olive, 'numbering.list', {});
      const version = rows.find(({ kind }) => kind === 'ticket')?.version;
      await callAs(olive, 'numbering.save', { kind: 'ticket', version, prefix: 'T-', padding: 4 });
    };
    await asShipped();
    const old = await open('Numbered before');
    await page.reload();
    const part = page.getByRole('region', { name: 'Tickets' });
    await part.getByLabel('Next number').fill('1');
    await part.getByText(/^Give \d+ or more/).waitFor();
    await part.getByRole('button', { name: 'Discard' }).click();
    await part.getByLabel('Prefix').fill('NS-');
    await part.getByLabel('Digits').fill('5');
    const next = await part.getByText(/^NS-\d{5}$/).innerText();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'desk-numbering');
    await part.getByRole('button', { name: 'Save' }).click();
    await page.getByText('New tickets are numbered so from now on').waitFor();
    const both = await Promise.all([open('At once'), open('At once, too')]);
    const numbers = both.map(({ number }) => number).sort();
    expect(numbers.every((number) => /^NS-\d{5}$/.test(number) && number >= next)).toBe(true);
    expect(new Set(numbers).size).toBe(2);
    await page.goto(`/msp/tickets/${old.id}`);
    await page.getByText(old.number).first().waitFor();
    await asShipped();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);
});
