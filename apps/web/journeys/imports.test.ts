import { readFileSync } from 'node:fs';
import { accessibilityFaults, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

/** Only in the names of this run, so that it can be walked again in the same workspace. */
const mark = Date.now().toString(36).slice(-5);
const fileName = `clients-${mark}.csv`;
const file =
  'Firm,Status,City\n' +
  `Import One ${mark},Active,Rome\n` +
  `Import Two ${mark},sleeping,Oslo\n` +
  `Import Three ${mark},Lead,\n`;

describeJourney('Clients of another system', () => {
  const scene = openScene();
  let olive: Visitor;
  beforeAll(async () => {
    olive = await scene.visit();
    await signInAs(olive, 'olive@northstar.test');
  }, 400_000);

  it('are mapped and checked before anything is written, and the bad row says what to do', async () => {
    const { page } = olive;
    await page.goto('/msp/settings/imports');
    await page.getByRole('button', { name: 'New import' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(file) });
    await dialog.getByRole('button', { name: 'Read the file' }).click();
    await page.getByRole('heading', { name: fileName }).waitFor();
    await page.getByRole('table', { name: 'Which column is what' }).waitFor();
    // Status and city are known headers; whose name it is has to be said.
    await page.getByLabel('Column for Name', { exact: true }).first().click();
    await page.getByRole('option', { name: 'Firm' }).click();
    await picture(page, 'import-mapping');
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByText('Write one of: prospect, active, former.').waitFor();
    await page.getByRole('button', { name: 'Import 2 rows' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'import-checked');
  }, 60_000);

  it('come in without the bad row, which can be taken along as a file', async () => {
    const { page } = olive;
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByRole('button', { name: 'Take back' }).waitFor();
    const [rows] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download rows with problems' }).click(),
    ]);
    expect(rows.suggestedFilename()).toBe(`clients-${mark}-failed.csv`);
    const text = readFileSync(await rows.path(), 'utf8');
    expect(text).toContain('Firm,Status,City,Line,Reason');
    expect(text).toContain(`Import Two ${mark},sleeping,Oslo,3,`);
    expect(text).not.toContain('Import One');
    await page.getByText('All (3)').click();
    await page.getByRole('link', { name: `Import One ${mark}` }).click();
    await page.getByRole('heading', { name: `Import One ${mark}` }).waitFor();
    await page.goBack();
  }, 60_000);

  it('are gone again after the import was taken back', async () => {
    const { page, complaints } = olive;
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.getByText('2 taken back', { exact: false }).waitFor();
    await page.goto(`/msp/clients?search=${mark}`);
    await page.getByRole('heading', { name: 'Clients' }).waitFor();
    expect(await page.getByText(`Import One ${mark}`).count()).toBe(0);
    await page.goto('/msp/settings/imports');
    await page.getByText(fileName).first().waitFor();
    await picture(page, 'imports');
    expect(complaints).toEqual([]);
  }, 60_000);
});
