import type { Page } from 'playwright-core';
import { accessibilityFaults, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

/** Only in the names of this run, so that it can be walked again in the same workspace. */
const mark = Date.now().toString(36).slice(-5);
const delta = `Delta Print ${mark}`;

describeJourney('A client, her people and what was said', () => {
  const scene = openScene();
  let olive: Visitor;
  let clientAddress = '';
  beforeAll(async () => {
    olive = await scene.visit();
    await signInAs(olive, 'olive@northstar.test');
  }, 400_000);

  const dialog = (page: Page) => page.getByRole('dialog');

  it('warns of a name that is there in another case, then makes the client', async () => {
    const { page } = olive;
    await page.goto('/msp/clients');
    await page.getByRole('button', { name: /New client/ }).click();
    const name = dialog(page).getByLabel('Name', { exact: false }).first();
    await name.fill('ACME dental');
    await dialog(page).getByRole('button', { name: 'Create client' }).click();
    await dialog(page)
      .getByRole('link', { name: /Open Acme Dental/ })
      .waitFor();
    await name.fill(delta);
    await dialog(page).getByRole('button', { name: 'Create client' }).click();
    await page.getByRole('heading', { name: delta }).waitFor();
    clientAddress = page.url();
  }, 60_000);

  it('has a contact with two numbers, and a page of her own', async () => {
    const { page } = olive;
    await page.getByRole('button', { name: /New contact/ }).click();
    await dialog(page).getByLabel('Name', { exact: false }).first().fill(`Dee Diaz ${mark}`);
    await dialog(page).getByLabel('E-mail').first().fill(`dee-${mark}@delta.test`);
    await dialog(page).getByRole('button', { name: 'Add number' }).click();
    await dialog(page).getByLabel('Number', { exact: true }).fill('312 555 0147');
    await dialog(page).getByRole('button', { name: 'Create contact' }).click();
    await page
      .getByRole('link', { name: `Dee Diaz ${mark}` })
      .first()
      .click();
    await page.waitForURL('**/msp/contacts/**');
    await page.getByRole('link', { name: '312 555 0147' }).waitFor();
  }, 60_000);

  it('logs a call in one line, sees it in both timelines, and makes a ticket of it', async () => {
    const { page } = olive;
    await page.getByLabel('Log a call, visit or note in one line').fill('call 10m wants a second monitor');
    await page.getByText('Call · 0:10 · wants a second monitor').waitFor();
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    const line = page.getByRole('list', { name: 'Timeline' }).getByText('wants a second monitor');
    await line.waitFor();
    await picture(page, 'contact-1440');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: delta }).first().click();
    await page.waitForURL('**/msp/clients/**');
    await page.getByRole('list', { name: 'Timeline' }).getByText('wants a second monitor').waitFor();
    await picture(page, 'client-1440');
    await page.getByRole('button', { name: 'Actions for wants a second monitor' }).click();
    await page.getByRole('menuitem', { name: 'Make a ticket of it' }).click();
    await page.waitForURL('**/msp/tickets/**');
    await page.getByRole('list', { name: 'Calls and visits' }).getByText('wants a second monitor').waitFor();
  }, 60_000);

  it('finds her by the last digits of her number', async () => {
    const { page } = olive;
    await page.goto('/msp/search?q=0147');
    await page
      .locator('a[data-hit]')
      .filter({ hasText: `Dee Diaz ${mark}` })
      .waitFor();
  }, 60_000);

  it('makes a tag where that is allowed, and lets others only choose it', async () => {
    const { page } = olive;
    const picker = (on: Page, words: string) => on.getByRole('combobox', { name: /^Tags of/ }).fill(words);
    await page.goto(clientAddress);
    await page.getByRole('button', { name: 'Add tags' }).click();
    await picker(page, `vip ${mark}`);
    await page.getByText(`Create “vip ${mark}”`).click();
    await page.keyboard.press('Escape');
    await page
      .locator('[data-tag-color]')
      .filter({ hasText: `vip ${mark}` })
      .first()
      .waitFor();
    const tess = await scene.visit();
    await signInAs(tess, 'tess@northstar.test');
    const { id } = await callAs<{ id: string }>(tess, 'ticket.create', { title: `Toner for ${mark}` });
    await tess.page.goto(`/msp/tickets/${id}`);
    await tess.page.getByRole('button', { name: 'Add tags' }).click();
    await picker(tess.page, `gold ${mark}`);
    await tess.page.getByText(`There is no tag “gold ${mark}”, and your role may not create tags.`).waitFor();
    expect(await accessibilityFaults(tess.page)).toEqual([]);
    await picker(tess.page, `vip ${mark}`);
    await tess.page.getByRole('option', { name: `vip ${mark}` }).waitFor();
    expect(tess.complaints).toEqual([]);
    await tess.page.context().close();
  }, 90_000);

  it('refuses to delete her client with the list of what hangs on it, and rests it with its people instead', async () => {
    const { page } = olive;
    await page.goto(clientAddress);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog(page).getByText('It cannot be deleted while these belong to it:').waitFor();
    await dialog(page)
      .getByRole('link', { name: /1 contact/ })
      .waitFor();
    await dialog(page)
      .getByRole('link', { name: /1 ticket/ })
      .waitFor();
    await picture(page, 'client-delete');
    await dialog(page).getByRole('button', { name: 'Deactivate instead' }).click();
    await dialog(page).getByLabel('1 active contact too').waitFor();
    await dialog(page).getByRole('button', { name: 'Deactivate', exact: true }).click();
    await page.getByText(`${delta} is inactive`).waitFor();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Activate again' }).click();
    await dialog(page).getByLabel('1 contact who left with it returns').waitFor();
    await dialog(page).getByRole('button', { name: 'Activate again' }).click();
    await page.getByText(`${delta} is active again`).waitFor();
  }, 90_000);

  it('shows what moves before two clients become one, and leads from the old address to the new one', async () => {
    const { page } = olive;
    await page.goto('/msp/clients');
    await page.getByRole('button', { name: /New client/ }).click();
    await dialog(page).getByLabel('Name', { exact: false }).first().fill(`${delta} Ltd`);
    await dialog(page).getByRole('button', { name: 'Create client' }).click();
    await page.getByRole('heading', { name: `${delta} Ltd` }).waitFor();
    const old = page.url();
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await dialog(page).getByLabel('Client that stays').fill(delta);
    await page.getByRole('option', { name: delta, exact: true }).click();
    await dialog(page).getByText('will also be known as').waitFor();
    await picture(page, 'merge-1440');
    await dialog(page).getByRole('button', { name: 'Merge', exact: true }).click();
    await page
      .locator('h1')
      .filter({ hasText: new RegExp(`${delta}$`) })
      .waitFor();
    const stays = page.url();
    await page.goto(old);
    await page.waitForURL(stays);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'client-390');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(olive.complaints).toEqual([]);
  }, 60_000);
});
