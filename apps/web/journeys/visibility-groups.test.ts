import { accessibilityFaults, awake, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

jest.setTimeout(600_000);

describeJourney('what people of a client see and ask for', () => {
  const scene = openScene();
  let staff: Visitor;
  let amy: Visitor;
  // a retry designs its own
  const form = `A further screen ${Date.now() % 10_000}`;
  beforeAll(async () => {
    staff = await scene.visit();
    amy = await scene.visit({ width: 390, height: 844 });
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

  it('staff design a form with a question that depends on another, look at it and publish it', async () => {
    const { page } = staff;
    await page.goto('/msp/settings/service-catalogue');
    await page.getByRole('link', { name: 'New employee' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'New form' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(form);
    await page.getByRole('dialog').getByRole('button', { name: 'Create form' }).click();
    await page.getByRole('heading', { name: form }).waitFor();
    await awake(page);
    await addQuestion('Which room?', 'Text', { isRequired: true });
    await addQuestion('A docking station is needed', 'Yes or no');
    await addQuestion('Which one?', 'One of several', {
      options: 'USB-C\nThunderbolt',
      when: 'A docking station is needed” is: Yes',
    });
    await addQuestion('A photo of the desk', 'Files');
    await page.getByRole('textbox', { name: 'Title' }).fill('Screen for {{which_room}}');
    await page.getByRole('checkbox', { name: /^An Admin of the client approves/ }).check();
    await page.getByRole('button', { name: 'Preview' }).click();
    const preview = page.getByRole('dialog', { name: form });
    expect(await preview.getByRole('combobox', { name: 'Which one?' }).count()).toBe(0);
    await preview.getByRole('checkbox', { name: 'A docking station is needed' }).check();
    await preview.getByRole('combobox', { name: 'Which one?' }).waitFor();
    await picture(page, 'catalogue-preview');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published, version 1').waitFor();
    await picture(page, 'catalogue-form');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('a person of the client asks by it on the phone, with a photo, and the Admin approves it there', async () => {
    const ulf = await scene.visit({ width: 390, height: 844 });
    await signInAs(ulf, 'ulf@acme.test', 'client-portal');
    await ulf.page.getByRole('link', { name: 'Services' }).click();
    await ulf.page.getByRole('link', { name: new RegExp(form) }).waitFor();
    await picture(ulf.page, 'portal-services');
    expect(await accessibilityFaults(ulf.page)).toEqual([]);
    await ulf.page.getByRole('link', { name: new RegExp(form) }).click();
    await ulf.page.getByRole('heading', { name: form }).waitFor();
    await awake(ulf.page);
    await ulf.page.getByRole('checkbox', { name: 'A docking station is needed' }).check();
    await ulf.page.getByRole('combobox', { name: 'Which one?' }).click();
    await ulf.page.getByRole('option', { name: 'Thunderbolt' }).click();
    await ulf.page.getByRole('button', { name: 'Send request' }).click();
    await ulf.page.getByText('Please fill this in.').waitFor();
    await ulf.page.getByRole('textbox', { name: 'Which room?' }).fill('Front desk');
    const photo = { name: 'desk.png', mimeType: 'image/png', buffer: Buffer.from('not really a picture') };
    await ulf.page.locator('input[type=file]').setInputFiles(photo);
    await ulf.page.getByRole('button', { name: 'Remove desk.png' }).waitFor();
    await picture(ulf.page, 'portal-service-form');
    expect(await accessibilityFaults(ulf.page)).toEqual([]);
    await ulf.page.getByRole('button', { name: 'Send request' }).click();
    await ulf.page.getByText('It waits for an Admin of your company').waitFor();

    const { page } = amy;
    await page.goto('/client-portal/services');
    const waiting = page.getByRole('region', { name: 'Waiting for your approval' });
    await waiting.getByRole('link', { name: new RegExp(form) }).click();
    await page.getByText('Thunderbolt').waitFor();
    await picture(page, 'portal-request-to-approve');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('link', { name: /^It goes on in/ }).click();
    await page.getByRole('heading', { name: /Screen for Front desk/ }).waitFor();
    await page.getByText('Approved by Amy Adams.').waitFor();

    await ulf.page.reload();
    await ulf.page.getByText('Approved by Amy Adams.').waitFor();
    await ulf.page.getByRole('link', { name: /^It goes on in/ }).click();
    await ulf.page.getByRole('link', { name: 'desk.png' }).waitFor();
    await staff.page.goto('/msp/service-requests');
    await staff.page.getByRole('button', { name: form }).click();
    await staff.page.getByRole('dialog').getByText('Front desk').waitFor();
    await picture(staff.page, 'service-requests');
    expect(await accessibilityFaults(staff.page)).toEqual([]);
    expect([...staff.complaints, ...amy.complaints, ...ulf.complaints]).toEqual([]);
  });

  interface Further {
    isRequired?: boolean;
    options?: string;
    when?: string;
  }

  async function addQuestion(label: string, kind: string, { isRequired, options, when }: Further = {}): Promise<void> {
    const { page } = staff;
    await page.getByRole('button', { name: 'Add a question' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a question' });
    await dialog.getByRole('textbox', { name: 'Question', exact: true }).fill(label);
    await dialog.getByRole('combobox', { name: 'Answer' }).click();
    await page.getByRole('option', { name: kind, exact: true }).click();
    if (options) await dialog.getByRole('textbox', { name: 'Options' }).fill(options);
    if (isRequired) await dialog.getByRole('checkbox', { name: 'Must be answered' }).check();
    if (when) {
      await dialog.getByRole('combobox', { name: 'When it is asked' }).click();
      await page.getByRole('option', { name: new RegExp(when) }).click();
    }
    await dialog.getByRole('button', { name: 'Take it over' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
});
