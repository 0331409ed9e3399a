import { accessibilityFaults, awake, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { openScene } from './scene';

/** Only in the names of this run, so that it can be walked again in the same workspace. */
const mark = Date.now().toString(36);
const board = `Care ${mark}`;
const title = `New laptop is slow ${mark}`;

interface Named {
  id: string;
  name: string;
}

/** J08: what one ticket goes through between the call and its end, beside writing (see the journey of the conversation). */
describeJourney('One ticket from the call to its end', () => {
  const scene = openScene();
  let tess: Visitor;
  let mona: Visitor;
  let amy: Visitor;
  let acme = '';
  let ticketId = '';
  let number = '';

  const fact = (visitor: Visitor, name: string) => visitor.page.getByRole('button', { name: `edit ${name}` });
  const choose = async ({ page }: Visitor, key: string, name: string) => {
    await page.keyboard.press(key);
    await page.getByRole('option', { name, exact: true }).click();
  };
  const open = async ({ page }: Visitor, id = ticketId) => {
    await page.goto(`/msp/tickets/${id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Followers' }).waitFor();
    await awake(page);
  };

  beforeAll(async () => {
    [tess, mona, amy] = await Promise.all([scene.visit(), scene.visit(), scene.visit()]);
    await signInAs(tess, 'tess@northstar.test');
    await signInAs(mona, 'mona@northstar.test');
    await signInAs(amy, 'amy@acme.test', 'client-portal');
    acme = (await callAs<{ rows: Named[] }>(tess, 'client.list', { search: 'Acme Dental' })).rows[0]?.id ?? '';
    const { id: boardId } = await callAs<Named>(mona, 'board.create', { name: board, categories: 'msp' });
    const { categories } = await callAs<{ categories: (Named & { boardId: string })[] }>(mona, 'ticket.choices', {});
    const workstation = categories.find((one) => one.boardId === boardId && one.name === 'Workstation');
    await callAs(mona, 'checklist_template.create', {
      name: `Laptop ${mark}`,
      items: [
        { label: 'Note the serial number', isRequired: true },
        { label: 'Save the files', isRequired: true },
      ],
      isAutomatic: true,
      boardId,
      categoryId: workstation?.id,
    });
    await callAs(mona, 'board.save_close_rules', {
      id: boardId,
      rules: {
        needsResolution: true,
        needsTime: false,
        needsChecklist: true,
        needsChildrenClosed: false,
        requiredFields: [],
      },
    });
  }, 400_000);

  it('begins on the client’s card, with the client filled in and the checklist of its category', async () => {
    const { page } = tess;
    await page.goto(`/msp/clients/${acme}`);
    await page.getByRole('link', { name: 'New ticket' }).click();
    await page.waitForURL('**/msp/tickets/new?client=**');
    const field = (name: string) => page.getByRole('combobox', { name, exact: true });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('input')].some(({ value }) => value === 'Acme Dental'),
    );
    await page.getByLabel('Title').fill(title);
    await field('Board').click();
    await page.getByRole('option', { name: board }).click();
    await field('Contact').click();
    await page.getByRole('option', { name: /^Amy Adams/ }).click();
    await field('Category').click();
    await page.getByRole('option', { name: 'Workstation', exact: true }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'ticket-new');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: title }).waitFor();
    ticketId = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
    number = (await callAs<{ number: string }>(tess, 'ticket.get', { id: ticketId })).number;
    await page.getByRole('checkbox', { name: /Note the serial number/ }).waitFor();
    await page.getByRole('checkbox', { name: /Save the files/ }).waitFor();
  }, 90_000);

  it('says who gains and loses sight before the contact changes', async () => {
    const { page } = tess;
    await fact(tess, 'Contact').click();
    await page.getByRole('option', { name: /^Ulf Unger/ }).click();
    const asked = page.getByRole('dialog', { name: 'Who will see this ticket' });
    await asked.getByText('Will see it: Ulf Unger').waitFor();
    await picture(page, 'ticket-sight');
    await asked.getByRole('button', { name: 'Change it' }).click();
    await asked.waitFor({ state: 'detached' });
    await page.getByText('Contact is now Ulf Unger').waitFor();
    const { entries } = await callAs<{ entries: unknown[] }>(tess, 'ticket.history', { id: ticketId });
    expect(JSON.stringify(entries)).toMatch(/Amy Adams.*Ulf Unger|Ulf Unger.*Amy Adams/);
  }, 60_000);

  it('shows what is missing before it closes; only who may, closes it all the same, with a reason', async () => {
    await choose(tess, 's', 'Closed');
    const refused = tess.page.getByRole('dialog', { name: `Close ${number}?` });
    await refused
      .getByText(/Save the files|2 required/)
      .first()
      .waitFor();
    await refused.getByText('Do this first. A manager can close against the rules.').waitFor();
    expect(await refused.getByRole('textbox').count()).toBe(0);
    expect(await accessibilityFaults(tess.page)).toEqual([]);
    await tess.page.keyboard.press('Escape');
    await refused.waitFor({ state: 'detached' });
    await open(mona);
    await choose(mona, 's', 'Closed');
    const asked = mona.page.getByRole('dialog', { name: `Close ${number}?` });
    await asked.getByLabel('Why close all the same').fill('The client bought another one');
    await picture(mona.page, 'ticket-override');
    await asked.getByRole('button', { name: 'Close all the same' }).click();
    await mona.page.getByText('Status is now Closed').waitFor();
    const { entries } = await callAs<{ entries: unknown[] }>(mona, 'ticket.history', { id: ticketId });
    expect(JSON.stringify(entries)).toContain('The client bought another one');
  }, 90_000);

  it('opens again by itself when the client writes, while it is looked at', async () => {
    await callAs(amy, 'portal_ticket.reply', { id: ticketId, text: 'It is slow again.' });
    await tess.page.getByText('It is slow again.').waitFor({ timeout: 20_000 });
    await fact(tess, 'Status').filter({ hasText: 'New' }).waitFor({ timeout: 20_000 });
    await tess.page.getByText('Our turn').waitFor();
  }, 60_000);

  it('asks which title shall stand when a colleague gave it another one while somebody was typing', async () => {
    const { page } = tess;
    await open(tess);
    await page.getByRole('button', { name: /change the title/ }).click();
    await page.locator('.kelp-rename-field').fill(`${title}, by Tess`);
    await callAs(mona, 'ticket.update', { id: ticketId, title: `${title}, by Mona`, estimateMinutes: 90 });
    // her page has heard of it, and what she types stays
    await fact(tess, 'Estimate').filter({ hasText: '1:30' }).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Somebody changed this a moment ago' });
    await dialog.getByText(`${title}, by Mona`).waitFor();
    await dialog.getByRole('button', { name: 'Apply mine' }).click();
    await page.getByRole('heading', { name: `${title}, by Tess` }).waitFor();
  }, 60_000);

  it('takes a duplicate in, leads from its number to here, and gives it back', async () => {
    const { page } = tess;
    const twin = await callAs<Named>(tess, 'ticket.create', { title: `${title} again`, clientId: acme });
    const { number: twinNumber } = await callAs<{ number: string }>(tess, 'ticket.get', { id: twin.id });
    await callAs(tess, 'ticket.comment', { ticketId: twin.id, visibility: 'internal', text: `Seen on ${twinNumber}` });
    await open(tess, twin.id);
    await page.getByRole('button', { name: 'Relate this ticket' }).click();
    await page.getByRole('menuitem', { name: 'Merge into…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Into this ticket').fill(number);
    await page.getByRole('option', { name: new RegExp(number) }).click();
    await picture(page, 'ticket-merge');
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.waitForURL(`**/msp/tickets/${ticketId}?merged=${twinNumber}`);
    await page
      .locator('.kelp-comment')
      .filter({ hasText: `Seen on ${twinNumber}` })
      .waitFor();
    await page.goto(`/msp/tickets/${twin.id}`);
    await page.waitForURL(`**/msp/tickets/${ticketId}**`);
    await page.getByText(new RegExp(`${twinNumber}, which was merged into`)).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByText('Merged into this ticket').waitFor();
    await page
      .getByRole('complementary')
      .or(page.locator('.kelp-ticket-side'))
      .first()
      .getByRole('button', { name: 'Undo', exact: true })
      .first()
      .click();
    await page.getByText(`${twinNumber} stands for itself again`).waitFor();
    await page
      .locator('.kelp-comment')
      .filter({ hasText: `Seen on ${twinNumber}` })
      .waitFor({ state: 'detached' });
  }, 120_000);

  it('makes a ticket of its own out of a comment, linked both ways', async () => {
    const { page } = tess;
    await open(tess);
    const words = page.locator('.kelp-comment').filter({ hasText: 'It is slow again.' });
    await words.hover();
    await words.getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: 'Split into a new ticket' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title of the new ticket').fill(`Memory of the laptop ${mark}`);
    await dialog.getByRole('button', { name: 'Create ticket' }).click();
    await page.getByRole('heading', { name: `Memory of the laptop ${mark}` }).waitFor();
    await page
      .locator('.kelp-ticket-side')
      .getByRole('link', { name: new RegExp(number) })
      .first()
      .click();
    await page.waitForURL(`**/msp/tickets/${ticketId}`);
    await page.locator('.kelp-ticket-side').getByText(`Memory of the laptop ${mark}`).waitFor();
    expect(tess.complaints).toEqual([]);
    expect(mona.complaints).toEqual([]);
  }, 90_000);
});
