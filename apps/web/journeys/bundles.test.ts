import { accessibilityFaults, awake, callAs, describeJourney, picture, signInAs, type Visitor } from './browser';
import { allMailTo, caughtMail } from './mail';
import { openScene } from './scene';

/** Only in the titles of this run, so that it can be walked again in the same workspace. */
const mark = Date.now().toString(36);
const title = `Internet down ${mark}`;
const found = `We found the broken line ${mark}`;
const askers = ['amy@acme.test', 'ulf@acme.test', 'nina@acme.test', 'bo@bluefin.test', 'bo@bluefin.test'];

interface Comment {
  text: string;
  visibility: string;
  child: { number: string; client: string | null } | null;
}

/** J10: one outage, five tickets of two clients. */
describeJourney('One outage, five tickets', () => {
  const scene = openScene();
  let tess: Visitor;
  const clients: Record<string, Visitor> = {};
  const five: { id: string; number: string }[] = [];
  const [amys, ulfs, ninas, bos] = [0, 1, 2, 3];
  const idOf = (index: number) => five[index]?.id ?? '';
  const numberOf = (index: number) => five[index]?.number ?? '';

  const open = async (index: number) => {
    await tess.page.goto(`/msp/tickets/${idOf(index)}`);
    await tess.page.getByRole('heading', { name: title }).waitFor();
    await tess.page.locator('.kelp-composer textarea').waitFor();
    await awake(tess.page);
  };
  const spoken = async (index: number) =>
    (await callAs<{ comments: Comment[] }>(tess, 'ticket.conversation', { ticketId: idOf(index), withChildren: false }))
      .comments;
  const ticket = (index: number) =>
    callAs<{ isClosed: boolean; status: { name: string }; assignee: { name: string } | null }>(tess, 'ticket.get', {
      id: idOf(index),
    });
  const isClosed = () => Promise.all(five.map(async (_, index) => (await ticket(index)).isClosed));
  /** Everything a client's portal answers about their tickets. */
  const told = async (who: string) => {
    const visitor = clients[who] as Visitor;
    const list = await callAs<{ rows: { id: string }[] }>(visitor, 'portal_ticket.list', {
      state: 'all',
      search: title,
    });
    const all = await Promise.all(list.rows.map(({ id }) => callAs(visitor, 'portal_ticket.get', { id })));
    return { ids: list.rows.map(({ id }) => id).sort(), text: JSON.stringify([list, all]) };
  };
  const choose = async (key: string, name: string) => {
    await tess.page.keyboard.press(key);
    await tess.page.getByRole('option', { name, exact: true }).click();
  };

  beforeAll(async () => {
    tess = await scene.visit();
    await signInAs(tess, 'tess@northstar.test');
    for (const email of askers) {
      const { rows } = await callAs<{ rows: { id: string; email: string }[] }>(tess, 'contact.list', { search: email });
      const contactId = rows.find((one) => one.email === email)?.id;
      const { id } = await callAs<{ id: string }>(tess, 'ticket.create', { title, contactId });
      five.push(await callAs(tess, 'ticket.get', { id }));
    }
    for (const [name, email] of [
      ['amy', 'amy@acme.test'],
      ['ulf', 'ulf@acme.test'],
      ['bo', 'bo@bluefin.test'],
    ] as const) {
      const visitor = await scene.visit();
      await signInAs(visitor, email, 'client-portal');
      clients[name] = visitor;
    }
  }, 400_000);

  it('bundles the chosen rows by keyboard, warns of two clients, and shows one row', async () => {
    const { page } = tess;
    const rows = page.getByRole('grid').getByRole('row').filter({ hasText: title });
    await page.goto(`/msp/tickets?q=${mark}&sort=number&dir=asc`);
    await rows.nth(4).waitFor();
    for (let row = 0; row < 5; row += 1) {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
    }
    await page.getByText('5 rows selected').waitFor();
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/2 clients are involved: .*Bluefin Legal/).waitFor();
    expect(await dialog.getByRole('combobox', { name: 'Master' }).inputValue()).toContain(numberOf(amys));
    expect(await dialog.getByRole('radio', { name: 'They follow the master' }).isChecked()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'bundle-dialog');
    await dialog.getByRole('button', { name: 'Bundle' }).click();
    await page.getByText(`4 tickets follow ${numberOf(amys)}`).waitFor();
    await page.goto(`/msp/tickets?q=${mark}&bundled=1`);
    await rows.filter({ hasText: '4 children, 2 clients' }).waitFor();
    expect(await rows.count()).toBe(1);
    await page.goto(`/msp/tickets?q=${mark}`);
    await rows.nth(4).waitFor();
  }, 120_000);

  it('refuses a second level and a second bundle, with the number of the other master', async () => {
    const { id: otherId } = await callAs<{ id: string }>(tess, 'ticket.create', { title: 'Phones are dead too' });
    const refused = (id: string, childIds: string[]) => callAs(tess, 'ticket.bundle', { id, childIds });
    await expect(refused(otherId, [idOf(ulfs)])).rejects.toThrow(numberOf(amys));
    await expect(refused(otherId, [idOf(amys)])).rejects.toThrow(numberOf(amys));
    const { page } = tess;
    await page.goto(`/msp/tickets/${otherId}`);
    await page.getByRole('heading', { name: 'Phones are dead too' }).waitFor();
    await page.getByText('B bundles this ticket with others').waitFor();
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Together with').fill(numberOf(ulfs));
    await page.getByRole('option', { name: new RegExp(numberOf(ulfs)) }).click();
    await dialog.getByRole('button', { name: 'Bundle' }).click();
    await dialog
      .getByRole('alert')
      .filter({ hasText: numberOf(amys) })
      .waitFor();
    await page.keyboard.press('Escape');
  }, 120_000);

  it('sends one reply to everybody, each on their own ticket, and asks before it names a client', async () => {
    const { page } = tess;
    await open(amys);
    await page.keyboard.press('r');
    await page.keyboard.type('Acme is offline');
    await page.keyboard.press('Control+Enter');
    const warning = page.getByRole('dialog');
    await warning.getByText(/Acme/).first().waitFor();
    await picture(page, 'bundle-names');
    await page.keyboard.press('Escape');
    await page.locator('.kelp-composer textarea').fill(found);
    await page.locator('.kelp-composer textarea').press('Control+Enter');
    await page.locator('.kelp-comment:not([data-pending])').filter({ hasText: found }).waitFor({ timeout: 40_000 });
    await callAs(tess, 'ticket.comment', {
      ticketId: idOf(amys),
      visibility: 'internal',
      text: 'The carrier is slow.',
    });
    for (const index of [ulfs, ninas, bos, 4]) expect((await spoken(index)).map(({ text }) => text)).toEqual([found]);
    await caughtMail(scene.program, 'nina@acme.test', ({ text }) => text.includes(found));
    expect((await allMailTo(scene.program, 'nina@acme.test')).filter(({ text }) => text.includes(found))).toHaveLength(
      1,
    );
    const [amy, ulf, bo] = await Promise.all(['amy', 'ulf', 'bo'].map(told));
    expect(amy?.ids).toEqual([idOf(amys), idOf(ulfs), idOf(ninas)].sort());
    expect(ulf?.ids).toEqual([idOf(ulfs)]);
    expect(bo?.ids).toEqual([idOf(bos), idOf(4)].sort());
    for (const one of [amy, ulf, bo]) expect(one?.text).toContain(found);
    for (const one of [amy, ulf, bo]) expect(one?.text).not.toContain('carrier');
    for (const one of [amy, ulf]) expect(one?.text).not.toMatch(/Bluefin|Bo Berg/);
    expect(bo?.text).not.toMatch(/Acme|Amy|Ulf|Nina/);
  }, 120_000);

  it('changes the words of the copies with those of the master', async () => {
    const { page } = tess;
    const words = page.locator('.kelp-comment').filter({ hasText: found });
    await words.hover();
    await words.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByLabel('Words').fill(`${found}, it is repaired at noon.`);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.locator('.kelp-comment').filter({ hasText: 'repaired at noon' }).waitFor();
    expect(await spoken(bos)).toMatchObject([{ text: `${found}, it is repaired at noon.` }]);
  }, 120_000);

  it('lets status and assignee flow, by keyboard, and the histories say by whom', async () => {
    const { page } = tess;
    await choose('s', 'In progress');
    await page.getByText('Status is now In progress').waitFor();
    await choose('a', 'Tess Tran');
    await page.locator('.kelp-fact').filter({ hasText: 'Tess Tran' }).first().waitFor();
    for (const index of [ulfs, ninas, bos, 4])
      expect(await ticket(index)).toMatchObject({ status: { name: 'In progress' }, assignee: { name: 'Tess Tran' } });
    const history = await callAs<{ entries: { byBundleOf: string | null }[] }>(tess, 'ticket.history', {
      id: idOf(bos),
    });
    expect(history.entries.some(({ byBundleOf }) => byBundleOf === numberOf(amys))).toBe(true);
  }, 120_000);

  it('shows staff a client’s reply on a child within the master, and no other client', async () => {
    const { page } = tess;
    await callAs(clients['bo'] as Visitor, 'portal_ticket.reply', { id: idOf(bos), text: 'Still dead at our end.' });
    const reply = page.locator('.kelp-comment[data-child]').filter({ hasText: 'Still dead at our end.' });
    await reply.waitFor({ timeout: 20_000 });
    await reply.getByRole('link', { name: `on ${numberOf(bos)}, Bluefin Legal` }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'bundle-master');
    await page.getByLabel('Show what clients write on the children').uncheck();
    await reply.waitFor({ state: 'detached' });
    await page.getByLabel('Show what clients write on the children').check();
    await reply.waitFor();
    for (const who of ['amy', 'ulf']) expect((await told(who)).text).not.toContain('Still dead');
  }, 120_000);

  it('closes them all and tells each requester once; a child’s reply reopens the master only where it is set so', async () => {
    const { page } = tess;
    await choose('s', 'Closed');
    await page.getByText('Status is now Closed').waitFor();
    expect(await isClosed()).toEqual([true, true, true, true, true]);
    const isNews = ({ text }: { text: string }) => /closed/i.test(text) && text.includes(title);
    for (const email of new Set(askers)) await caughtMail(scene.program, email, isNews);
    for (const email of new Set(askers)) expect((await allMailTo(scene.program, email)).filter(isNews)).toHaveLength(1);
    await callAs(clients['ulf'] as Visitor, 'portal_ticket.reply', { id: idOf(ulfs), text: 'Not at my desk.' });
    await page.locator('.kelp-comment[data-child]').filter({ hasText: 'Not at my desk.' }).waitFor({ timeout: 20_000 });
    expect(await isClosed()).toEqual([true, false, true, true, true]);
    // it is ticked when the server has taken it
    await page.getByLabel('A client’s reply on a child reopens the master').click();
    await page
      .getByRole('checkbox', { name: 'A client’s reply on a child reopens the master', checked: true })
      .waitFor();
    await callAs(clients['bo'] as Visitor, 'portal_ticket.reply', { id: idOf(bos), text: 'Nor here.' });
    await page.locator('.kelp-page-header, header').filter({ hasText: 'New' }).first().waitFor({ timeout: 20_000 });
    await page.waitForFunction(() => !/Closed/.test(document.querySelector('.kelp-facts')?.textContent ?? 'Closed'));
    expect(await isClosed()).toEqual([false, false, true, false, true]);
  }, 120_000);

  it('makes a child the master, and ends with the last child', async () => {
    const { page } = tess;
    const act = async (index: number, deed: string) => {
      await page.getByRole('button', { name: `What to do with ${numberOf(index)}` }).click();
      await page.getByRole('menuitem', { name: deed }).click();
    };
    await act(ulfs, 'Make it the master');
    await page.getByText('Part of the bundle of').waitFor();
    await open(ulfs);
    await page.getByText('Master of 4 tickets').waitFor();
    expect(await page.getByLabel('A client’s reply on a child reopens the master').isChecked()).toBe(true);
    await picture(page, 'bundle-promoted');
    for (const [index, left] of [
      [amys, 'Master of 3 tickets'],
      [ninas, 'Master of 2 tickets'],
      [bos, 'Master of 1 ticket'],
    ] as const) {
      await act(index, 'Take out of the bundle');
      await page.getByText(left, { exact: true }).waitFor();
    }
    await act(4, 'Take out of the bundle');
    await page.getByText('B bundles this ticket with others').waitFor();
    for (const [index, asker] of askers.entries())
      expect(await ticket(index)).toMatchObject({
        title,
        contact: { name: expect.any(String) },
        recipients: [{ address: asker }],
      });
    expect(tess.complaints).toEqual([]);
  }, 120_000);
});
