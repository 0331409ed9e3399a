import type { Page } from 'playwright-core';
import { accessibilityFaults, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

interface Why {
  mail: { outcome: string };
}

describeJourney('What a technician is told', () => {
  const scene = openScene();
  let dana: Visitor;
  let pia: Visitor;
  let ticketId = '';
  const title = `The switch blinks ${Date.now().toString(36)}`;

  beforeAll(async () => {
    [dana, pia] = await Promise.all([scene.visit(), scene.visit()]);
    await signInAs(dana, 'dana@northstar.test');
    await signInAs(pia, 'pia@northstar.test');
    // as it was before anybody chose, also when this is walked again
    await callAs(pia, 'notification.preferences.set', { subtype: 'ticket.mentioned', channel: 'email', isOn: true });
    ticketId = (await callAs<{ id: string }>(dana, 'ticket.create', { title })).id;
  }, 400_000);

  const bell = () => pia.page.getByRole('button', { name: /^Notifications/ });
  const unread = async () => (await callAs<{ unread: number }>(pia, 'notification.list', { view: 'unread' })).unread;
  const newest = (page: Page) => page.getByRole('grid', { name: 'Notifications' }).getByRole('row').nth(1);
  const mention = (words: string) =>
    callAs(dana, 'ticket.comment', { ticketId, visibility: 'internal', text: `@Pia Park ${words}` });

  it('raises the bell while she looks, and says why', async () => {
    const { page } = pia;
    const before = await unread();
    await mention('do you know this switch?');
    await page.getByRole('button', { name: new RegExp(`^Notifications.*\\b${before + 1}\\b`) }).waitFor();
    await bell().click();
    const panel = page.getByRole('list', { name: 'Notifications' });
    await panel
      .getByText(/mentioned you on/)
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'notices-bell');
    await panel
      .getByRole('link', { name: /^Why did I get this/ })
      .first()
      .click();
    const why = page.getByRole('dialog', { name: 'Why did I get this?' });
    await why.getByText('A colleague named you in a comment').waitFor();
    await why.getByText('Tickets: A colleague mentions me').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'notices-why');
    // The next one is not to come by mail.
    await why.getByLabel('Tell me this by mail').click({ force: true });
    await why.getByRole('switch', { name: 'Tell me this by mail', checked: false }).waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
  }, 60_000);

  it('snoozes one by keyboard, and finds it under Snoozed', async () => {
    const { page } = pia;
    await page.goto('/msp/notifications');
    await newest(page)
      .filter({ hasText: /mentioned you on/ })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'notices-unread');
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await page.getByRole('combobox', { name: 'Snooze until' }).fill('tomorrow');
    await page.keyboard.press('Enter');
    await page.getByText(/^It comes back/).waitFor();
    await page.getByText(/^Snoozed \(/).click();
    await newest(page)
      .filter({ hasText: /mentioned you on/ })
      .waitFor();
    await page.waitForURL('**view=snoozed**');
    await picture(page, 'notices-snoozed');
  }, 60_000);

  it('does not mail what she turned off, and says so', async () => {
    const { page } = pia;
    await page.goto('/msp/notifications?view=mentions');
    await mention('it blinks again.');
    await newest(page).filter({ hasText: 'it blinks again.' }).waitFor();
    const { rows } = await callAs<{ rows: { id: string }[] }>(pia, 'notification.list', { view: 'mentions' });
    const why = await callAs<Why>(pia, 'notification.why', { id: rows[0]?.id });
    expect(why.mail.outcome).toBe('off_by_person');
    await page.keyboard.press('j');
    await page.keyboard.press('w');
    await page.getByRole('dialog').getByText('Not sent: you turned it off').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/msp/tickets/${ticketId}**`);
    await page.getByRole('heading', { name: title }).waitFor();
  }, 60_000);

  it('lists every comment that names her, the newest first, and opens one where it stands', async () => {
    const { page } = pia;
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.waitForURL('**/msp/mentions');
    const mentions = page.getByRole('grid', { name: 'Mentions' }).getByRole('row');
    await mentions.nth(1).filter({ hasText: 'it blinks again.' }).waitFor();
    await mentions.nth(2).filter({ hasText: 'do you know this switch?' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'notices-mentions');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/msp/tickets/${ticketId}?comment=**`);
    await page.locator('.kelp-comment:focus').filter({ hasText: 'do you know this switch?' }).waitFor();
  }, 60_000);

  it('keeps quiet hours on her own page', async () => {
    const { page } = pia;
    await page.goto('/msp/notifications/preferences');
    await page.getByLabel('Hold mail back in quiet hours').check({ force: true });
    await page.getByLabel('From', { exact: true }).fill('21:30');
    await page.getByText('Sun', { exact: true }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your quiet hours are saved.').waitFor();
    await page.reload();
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('21:30');
    expect(await page.getByLabel('A colleague mentions me, By mail').isChecked()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'notices-choices');
    expect(pia.complaints).toEqual([]);
    expect(dana.complaints).toEqual([]);
  }, 60_000);
});
