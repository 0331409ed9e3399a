import { accessibilityFaults, awake, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

jest.setTimeout(600_000);

describeJourney('what policy packs leave of what somebody sees', () => {
  const scene = openScene();
  let olive: Visitor;
  let tess: Visitor;
  const name = `Contractors ${Date.now().toString(36)}`;
  beforeAll(async () => {
    [olive, tess] = [await scene.visit(), await scene.visit()];
    await signInAs(olive, 'olive@northstar.test');
    await signInAs(tess, 'tess@northstar.test');
  });

  const clients = async () => (await callAs<{ rows: object[] }>(tess, 'client.list', { limit: 200 })).rows.length;

  it('an Owner makes a pack of a shipped one, publishes it and gives it to somebody, who sees less at once', async () => {
    const { page, complaints } = olive;
    const before = await clients();
    await page.goto('/msp/settings');
    await page.getByRole('link', { name: 'Policy packs' }).click();
    await page.getByRole('heading', { name: 'Policy packs', level: 1 }).waitFor();
    await awake(page);
    await page.getByRole('button', { name: 'New pack' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New pack' });
    await dialog.getByRole('combobox', { name: 'Start from' }).click();
    await page.getByRole('option', { name: 'Contractor' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Create pack' }).click();
    await page.getByRole('heading', { name }).waitFor();
    expect(await page.getByLabel('Only tickets that they work on').isChecked()).toBe(true);
    await page.getByLabel('Only tickets on the chosen boards').check();
    await page.getByRole('combobox', { name: 'Choose boards' }).click();
    await page.getByRole('option').first().click();
    await page.keyboard.press('Escape');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'policy-editor');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`The draft of ${name} is saved`).waitFor();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Person' }).click();
    await page.getByRole('combobox', { name: 'Whom' }).click();
    await page.getByRole('option', { name: /^Tess/ }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: /^Remove Tess/ }).waitFor();
    expect(await clients()).toBe(before);
    await page.getByRole('button', { name: 'Publish the draft' }).click();
    await page.getByText(`${name} is in force`).waitFor();
    expect(await clients()).toBeLessThan(before);
    await picture(page, 'policy-in-force');
    expect(complaints).toEqual([]);
  });

  it('says why she can’t see a client', async () => {
    const { page, complaints } = olive;
    await page.goto('/msp/settings/policies');
    await awake(page);
    await page.getByRole('combobox', { name: 'Person' }).click();
    await page.getByRole('option', { name: /^Tess/ }).click();
    await page.getByText('Client', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Client' }).fill('a');
    await page.getByRole('option').last().click();
    await page.getByText('The role gives “See clients”').waitFor();
    await page.getByText('Only clients of the tickets that they see').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'policy-why');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture(page, 'policy-why-390');
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { name }).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture(page, 'policy-editor-390');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(complaints).toEqual([]);
  });

  it('takes the pack out of force and deletes it', async () => {
    const { page, complaints } = olive;
    await page.getByRole('button', { name: 'Take out of force' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take out of force' }).click();
    await page.getByText('Not in force').first().waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('heading', { name: 'Policy packs', level: 1 }).waitFor();
    await page.getByRole('link', { name }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
