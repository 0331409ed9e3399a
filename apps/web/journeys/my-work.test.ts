import type { Page } from 'playwright-core';
import { accessibilityFaults, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

describeJourney('A morning in My work, by keyboard', () => {
  const scene = openScene();
  let dana: Visitor;
  let tom: Visitor;

  const row = (page: Page, title: string) => page.locator('.kelp-work-row').filter({ hasText: title });
  const group = (page: Page, name: string) => page.getByRole('rowgroup', { name });
  const add = async (page: Page, text: string) => {
    await page.keyboard.press('Shift+N');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  };
  /** Goes down with J until the row has the focus. */
  const goTo = async (page: Page, title: string) => {
    for (let step = 0; step < 60; step += 1) {
      if ((await page.locator('.kelp-work-row:focus').filter({ hasText: title }).count()) > 0) return;
      await page.keyboard.press(step < 1 ? 'k' : 'j');
    }
    throw new Error(`J never came to "${title}".`);
  };
  const goFromTop = async (page: Page, title: string) => {
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('k');
    await goTo(page, title);
  };

  beforeAll(async () => {
    dana = await scene.visit();
    await signInAs(dana, 'dana@northstar.test');
    const me = await callAs<{ id: string }>(dana, 'me.get', {});
    for (const [title, due] of [
      ['Morning: nothing presses', null],
      ['Morning: due in half an hour', 30],
    ] as const) {
      const { id } = await callAs<{ id: string }>(dana, 'ticket.create', {
        title,
        ...(due ? { dueAt: new Date(Date.now() + due * 60_000).toISOString() } : {}),
      });
      await callAs(dana, 'ticket.update', { id, assignedTo: me.id });
    }
  }, 400_000);

  it('shows what presses first, and takes to-dos as they are typed', async () => {
    const { page } = dana;
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByRole('heading', { name: 'My work' }).waitFor();
    await row(page, 'due in half an hour').waitFor();
    const order = await page.locator('.kelp-work-row').allInnerTexts();
    const at = (title: string) => order.findIndex((text) => text.includes(title));
    expect(at('due in half an hour')).toBeLessThan(at('nothing presses'));
    await add(page, 'order toner tomorrow');
    await row(page, 'order toner').waitFor();
    expect(await row(page, 'order toner').innerText()).not.toContain('tomorrow 3');
    await add(page, 'ring the landlord');
    await add(page, 'label the new laptops');
    await row(page, 'label the new laptops').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'my-work-1440');
    await goFromTop(page, 'order toner');
    await page.keyboard.press('e');
    await page.getByText('Done: order toner').waitFor();
    await row(page, 'order toner').waitFor({ state: 'detached' });
  }, 60_000);

  it('snoozes, sets a status, and moves into a private group that stays', async () => {
    const { page } = dana;
    await goFromTop(page, 'ring the landlord');
    await page.keyboard.press('z');
    await page.getByRole('combobox', { name: /^Snooze/ }).waitFor();
    await page.keyboard.type('tomorrow');
    await page.keyboard.press('Enter');
    await page.getByText(/^Snoozed until/).waitFor();
    await row(page, 'ring the landlord').waitFor({ state: 'detached' });
    await goFromTop(page, 'nothing presses');
    await page.keyboard.press('s');
    await page.getByRole('combobox', { name: /^Status of/ }).fill('In progress');
    await page.keyboard.press('Enter');
    await row(page, 'nothing presses').getByText('In progress').waitFor();
    await goFromTop(page, 'label the new laptops');
    await page.keyboard.press('x');
    await goFromTop(page, 'nothing presses');
    await page.keyboard.press('x');
    await page.getByText('2 selected').first().waitFor();
    await page.keyboard.press('m');
    await page.getByRole('combobox', { name: /^Move/ }).fill('A new group');
    await page.keyboard.press('Enter');
    await page.getByLabel('Name').fill('Waiting on parts');
    await page.keyboard.press('Enter');
    // two and no third; the list is drawn anew when the answer comes
    await group(page, 'Waiting on parts').locator('.kelp-work-row:nth-child(2):last-child').waitFor();
    // by keyboard within the group, and kept over a reload
    await goFromTop(page, 'label the new laptops');
    const before = await group(page, 'Waiting on parts').locator('.kelp-work-row').allInnerTexts();
    const isFirst = before[0]?.includes('label the new laptops');
    await page.keyboard.press(isFirst ? 'Alt+ArrowDown' : 'Alt+ArrowUp');
    await page.waitForFunction(
      ([first]) =>
        document.querySelector('[aria-label="Waiting on parts"] .kelp-work-row')?.textContent?.includes(first ?? ''),
      [isFirst ? 'nothing presses' : 'label the new laptops'],
    );
    await page.reload();
    await row(page, 'label the new laptops').waitFor();
    const after = await group(page, 'Waiting on parts').locator('.kelp-work-row').allInnerTexts();
    expect(after[0]).toContain(isFirst ? 'nothing presses' : 'label the new laptops');
    expect(await row(page, 'ring the landlord').count()).toBe(0);
    await picture(page, 'my-work-groups');
  }, 60_000);

  it('turns a to-do into a ticket by its menu, and follows what a colleague does', async () => {
    const { page } = dana;
    await goFromTop(page, 'label the new laptops');
    await row(page, 'label the new laptops')
      .getByRole('button', { name: /^More for/ })
      .press('Enter');
    await page.getByRole('menuitem', { name: 'Turn into a ticket' }).press('Enter');
    await page.getByText(/^Ticket .* was opened$/).waitFor();
    await row(page, 'label the new laptops').getByRole('link').waitFor();
    tom = await scene.visit();
    await signInAs(tom, 'tom@northstar.test');
    await tom.page.getByRole('heading', { name: 'My work' }).waitFor();
    expect(await group(tom.page, 'Waiting on parts').count()).toBe(0);
    expect(await row(tom.page, 'Morning:').count()).toBe(0);
    const { rows } = await callAs<{ rows: { id: string; title: string }[] }>(dana, 'activity.list', {});
    const ticket = rows.find(({ title }) => title.includes('half an hour'));
    const choices = await callAs<{ statuses: { id: string; name: string }[] }>(tom, 'ticket.choices', {});
    const { board } = await callAs<{ board: { id: string } }>(tom, 'ticket.get', { id: ticket?.id });
    const status = (choices.statuses as { id: string; name: string; boardId: string }[]).find(
      ({ name, boardId }) => boardId === board.id && name === 'Waiting for customer',
    );
    await callAs(tom, 'ticket.update', { id: ticket?.id, statusId: status?.id });
    await row(page, 'due in half an hour').getByText('Waiting for customer').waitFor({ timeout: 10_000 });
    expect(dana.complaints).toEqual([]);
    expect(tom.complaints).toEqual([]);
    await tom.page.context().close();
  }, 60_000);

  it('fits a phone, in light and dark', async () => {
    const { page } = dana;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/msp');
    await row(page, 'nothing presses').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'my-work-390');
    await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
    await picture(page, 'my-work-390-dark');
    await page.setViewportSize({ width: 1440, height: 900 });
    await picture(page, 'my-work-1440-dark');
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'my-work-print');
    await page.emulateMedia({ media: 'screen' });
  }, 60_000);
});
