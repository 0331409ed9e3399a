import type { Browser } from 'playwright-core';
import { accessibilityFaults, awake, callAs, describeJourney, openBrowser, picture, signInAs, visit } from './browser';
import type { Visitor } from './browser';
import { sharedProgram, type Program } from './program';

describeJourney('Tax', () => {
  let program: Program;
  let browser: Browser;
  let fin: Visitor;
  let acme: string;

  beforeAll(async () => {
    [program, browser] = await Promise.all([sharedProgram(), openBrowser()]);
    fin = await visit(browser, program.address);
    await signInAs(fin, 'fin@northstar.test');
    const { rows } = await callAs<{ rows: { id: string; name: string }[] }>(fin, 'client.list', {
      search: 'Acme',
      limit: 5,
    });
    acme = rows[0]?.id ?? '';
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  }, 60_000);

  async function looked(path: string, name: string): Promise<void> {
    const { page, complaints } = fin;
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, `tax-${name}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `tax-${name}-phone`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await page.setViewportSize({ width: 1440, height: 900 });
    expect({ path, wide: Math.max(0, wide), complaints }).toEqual({ path, wide: 0, complaints: [] });
  }

  it('sets a rate that begins later, tells what changes, and takes it back', async () => {
    const { page } = fin;
    await page.goto('/msp/services/tax');
    await page.getByRole('heading', { level: 1, name: 'Tax' }).waitFor();
    await awake(page);
    await page.getByRole('button', { name: 'New place' }).click();
    const place = page.getByRole('dialog');
    await place.getByLabel('Name').fill('United States');
    await place.getByLabel('Code', { exact: true }).fill('US');
    await place.getByRole('button', { name: 'Save' }).click();
    await place.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'United States' }).waitFor();

    await page.getByRole('button', { name: 'Set a rate' }).click();
    const rate = page.getByRole('dialog');
    await rate.getByLabel('Rate, %').fill('9.5');
    await rate.getByLabel('From').fill('2031-01-01');
    await rate.getByRole('button', { name: 'Set a rate' }).click();
    await rate.waitFor({ state: 'detached' });
    await page.getByText('Jan 1, 2031').first().waitFor();
    await page.getByText(/9\.5 % instead of/).waitFor();
    await looked('/msp/services/tax', 'rates');
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('No rate that is set begins later than today.').waitFor();
  }, 240_000);

  it('refuses a holiday in words where no rate is in force', async () => {
    const { page } = fin;
    await page.getByRole('button', { name: 'Tax holiday' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First day').fill('1999-01-01');
    await dialog.getByLabel('Last day').fill('1999-01-03');
    await dialog.getByLabel('Why nothing is charged').fill('Long ago');
    await dialog.getByRole('button', { name: 'Set the holiday' }).click();
    await dialog.getByText('No rate is in force on the first day.').waitFor();
    await page.keyboard.press('Escape');
  }, 120_000);

  it('keeps a certificate and a VAT number of a client', async () => {
    const { page } = fin;
    await page.goto(`/msp/clients/${acme}`);
    await page.getByRole('button', { name: 'Add certificate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Number').fill('TX-99');
    await dialog.getByLabel('Why nothing is charged').fill('Resale');
    await dialog.getByLabel('Valid from').fill('2031-01-01');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('TX-99').waitFor();
    await page.getByText('Begins later').first().waitFor();
    await page.getByRole('button', { name: 'VAT number' }).click();
    const vat = page.getByRole('dialog');
    await vat.getByLabel('VAT number').fill('DE12345');
    await vat.getByRole('button', { name: 'Save' }).click();
    await vat.getByText('This is not how a VAT number of DE is written.').first().waitFor();
    await vat.getByLabel('VAT number').fill('DE123456789');
    await vat.getByRole('button', { name: 'Save' }).click();
    await vat.waitFor({ state: 'detached' });
    await page.getByText('Form only').waitFor();
    await looked('/msp/clients', 'client');
  }, 240_000);

  it('reports tax and opens the documents behind a number', async () => {
    const { page } = fin;
    await page.goto('/msp/billing/tax?from=2020-01-01&to=2025-01-01');
    await page.getByText('No tax in these days').waitFor();
    const year = new Date().getFullYear();
    await page.goto(`/msp/billing/tax?from=${year - 1}-01-01&to=${year + 1}-01-01&by=quarter`);
    const row = page.getByRole('button', { name: /^Documents of/ }).first();
    await row.click();
    await page.getByRole('link', { name: /^INV-/ }).first().waitFor();
    await looked('/msp/billing/tax', 'report');
    const csv = await page.request.get(
      (await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')) ?? '',
    );
    expect(csv.status()).toBe(200);
    expect(await csv.text()).toMatch(/Period,Place,Category/);
  }, 240_000);
});
