import type { Browser } from 'playwright-core';
import {
  accessibilityFaults,
  awake,
  callAs,
  describeJourney,
  openBrowser,
  picture,
  signInAs,
  visit,
  type Visitor,
} from './browser';
import { sharedProgram, type Program } from './program';

jest.setTimeout(600_000);

describeJourney('who of a client sees which tickets', () => {
  let program: Program;
  let browser: Browser;
  let staff: Visitor;
  let amy: Visitor;
  beforeAll(async () => {
    program = await sharedProgram();
    browser = await openBrowser();
    staff = await visit(browser, program.address);
    amy = await visit(browser, program.address, { width: 390, height: 844 });
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it('staff group two contacts on the client’s page and see what one of them sees', async () => {
    await signInAs(staff, 'olive@northstar.test');
    const { page } = staff;
    const { rows } = await callAs<{ rows: { id: string; name: string }[] }>(staff, 'client.list', { search: 'Acme' });
    await page.goto(`/msp/clients/${rows[0]?.id ?? ''}`);
    await awake(page);
    const section = page.getByRole('region', { name: 'Who sees which tickets' });
    await section.getByRole('button', { name: 'New group' }).click();
    const dialog = page.getByRole('dialog', { name: 'New group' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Front desk');
    await dialog.getByRole('combobox', { name: 'Members' }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('option').nth(1).click();
    await page.keyboard.press('Tab');
    await picture(page, 'group-dialog');
    await dialog.getByRole('button', { name: 'Create group' }).click();
    await section.getByText('Each other’s tickets').waitFor();
    await section
      .getByRole('button', { name: /^Preview what/ })
      .first()
      .click();
    await page
      .getByRole('dialog')
      .getByText(/in sight|No ticket/)
      .waitFor();
    await picture(page, 'group-preview');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await picture(page, 'client-with-groups');
  });

  it('the client’s Admin finds the group in the portal, changes it by keyboard and removes it', async () => {
    await signInAs(amy, 'amy@acme.test', 'client-portal');
    const { page } = amy;
    await page.goto('/client-portal/people');
    await page.getByRole('heading', { name: 'Who sees which tickets' }).waitFor();
    await awake(page);
    await picture(page, 'portal-groups');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change Front desk' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Change group' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Reception');
    await picture(page, 'portal-group-dialog');
    await page.keyboard.press('Enter');
    await page.getByText('Reception', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove Reception' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove group' }).click();
    await page.getByText('No groups. Roles decide').waitFor();
    expect([...staff.complaints, ...amy.complaints]).toEqual([]);
  });
});
