import { accessibilityFaults, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

const pages = [
  '/msp/settings',
  '/msp/settings/workspace',
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
});
