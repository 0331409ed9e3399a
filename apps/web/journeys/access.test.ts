import { accessibilityFaults, awake, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

jest.setTimeout(600_000);

describeJourney('who may do what, and who did it', () => {
  const scene = openScene();
  let olive: Visitor;
  const name = `Night shift ${Date.now().toString(36)}`;
  beforeAll(async () => {
    olive = await scene.visit();
    await signInAs(olive, 'olive@northstar.test');
  });

  it('an Owner copies a role, takes a right from the copy and sees how both differ', async () => {
    const { page, complaints } = olive;
    await page.goto('/msp/settings/roles');
    await page.getByRole('link', { name: 'Technician', exact: true }).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy this role' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Create role' }).click();
    await page.getByRole('heading', { name }).waitFor();
    await page.getByLabel('Find a permission').fill('merge');
    await page.getByLabel('Merge tickets and undo it').uncheck();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'role-editor');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`${name} is saved`).waitFor();
    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByRole('combobox', { name: 'Second role' }).click();
    await page.getByRole('option', { name: 'Technician' }).click();
    await page.getByRole('cell', { name: 'Merge tickets and undo it' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'role-compare');
    expect(complaints).toEqual([]);
  });

  it('looks at Kelp with that role, changes nothing meanwhile, and ends it', async () => {
    const { page, complaints } = olive;
    await page.goto('/msp/settings/roles');
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: 'View as' }).click();
    const banner = page.getByText(`You look at Kelp with the role ${name}`);
    await banner.waitFor();
    await awake(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'view-as');
    const refusal = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ title: 'Nothing' });
      const answer = await fetch('/api/call/ticket.create', { method: 'POST', headers, body });
      return ((await answer.json()) as { error: { id: string } }).error.id;
    });
    expect(refusal).toBe('viewing_as');
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await banner.waitFor({ state: 'detached' });
    await page.goto('/msp/settings/roles');
    await page.getByRole('button', { name: 'New role' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('deletes the role, and finds all of it in the audit trail, which verifies', async () => {
    const { page, complaints } = olive;
    await page.goto('/msp/settings/roles');
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText(`${name} is deleted`).waitFor();
    await page.goto(`/msp/settings/audit?words=${encodeURIComponent(name)}`);
    await page.getByText('role.delete').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'audit');
    await page.getByText('role.create').first().click();
    const details = page.getByRole('dialog', { name: 'role.create' });
    await details.getByRole('cell', { name }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'audit-details');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'audit-phone');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await scene.program.kelp('audit', 'verify')).toMatch(/^ok {5}Northstar IT/m);
    expect(complaints).toEqual([]);
  });
});
