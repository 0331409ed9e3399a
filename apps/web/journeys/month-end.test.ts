import type { Locator } from 'playwright-core';
import {
  accessibilityFaults,
  awake,
  callAs,
  describeJourney,
  password,
  picture,
  signInAs,
  type Visitor,
} from './browser';
import { caughtMail } from './mail';
import { pdfText } from './pdf-text';
import { openScene } from './scene';

/** Only in what this run writes, so that it can be walked again in the same workspace. */
const mark = `m${Date.now().toString(36)}`;
const clientName = `Essential Dental ${mark}`;
const meterName = `Backup ${mark}`;
const ada = `ada-${mark}@essential.test`;
const uma = `uma-${mark}@essential.test`;

/** The first day of the month so many months ahead, on the wall of the workspace. */
function firstOf(ahead: number): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(new Date());
  const [year = 0, month = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 10);
}
const [lastMonth, thisMonth, nextMonth] = [firstOf(-1), firstOf(0), firstOf(1)];
const dayOf = (month: string, day: number) => `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;

interface Rows<Row> {
  rows: Row[];
}
interface Invoice {
  id: string;
  number: string | null;
  state: string;
  amountDue: string;
  total: string;
}

describeJourney('Month end, from a contract to a paid invoice', () => {
  const scene = openScene();
  let fin: Visitor;
  let tom: Visitor;
  let clientId: string;
  let ticketId: string;
  let contractPath: string;
  let invoicePath: string;
  let number: string;
  let lateEntry: { id: string };
  const services: Record<string, string> = {};

  const main = () => fin.page.getByRole('main');
  const dialog = () => fin.page.getByRole('dialog');
  const toBill = (before: string) => `/msp/billing?before=${before}&search=${mark}`;
  const preview = (before: string) => `/msp/billing/preview/${clientId}?before=${before}`;
  const dueRow = () => fin.page.getByRole('row').filter({ hasText: clientName });
  const invoices = async () => (await callAs<Rows<Invoice>>(fin, 'invoice.list', { clientId, limit: 20 })).rows;
  const pick = async (within: Locator, label: string, option: string, words = option) => {
    const field = within.getByRole('combobox', { name: label });
    for (let turn = 0; turn < 5; turn += 1) {
      await field.click();
      await field.fill(words);
      const choice = fin.page.getByRole('option', { name: option, exact: true });
      // what is chosen already is offered no more
      if (turn > 0) await fin.page.waitForTimeout(1000);
      if (turn > 0 && !(await choice.isVisible())) break;
      await choice.click();
      await fin.page.waitForTimeout(100);
      // a choice that comes while the list is drawn anew is none: what was typed still stands there
      if (words === option || (await field.inputValue()) !== words) break;
    }
  };
  /** A choice of a list that is short enough to have no search. */
  const choose = async (within: Locator, label: string, option: string) => {
    await within.getByRole('combobox', { name: label }).click();
    await fin.page.getByRole('option', { name: option, exact: true }).click();
  };
  const pdfOf = async () =>
    (await fin.page.request.get(`/api/files/invoice.pdf/${invoicePath.split('/').at(-1) ?? ''}`)).body();
  /** What was sent already keeps its paper, unless somebody asks: a step that is tried again comes after the mail. */
  const drawSent = async () => {
    const id = invoicePath.split('/').at(-1);
    const { sentAt } = await callAs<{ sentAt: string | null }>(fin, 'invoice.get', { id });
    if (sentAt) await callAs(fin, 'invoice.render', { id });
  };
  /** The words of the paper once it has been drawn so that it fits. */
  const paperThat = async (fits: (paper: string) => boolean) => {
    for (let turn = 0; turn < 150; turn += 1) {
      const paper = pdfText(await pdfOf());
      if (fits(paper)) return paper;
      await fin.page.waitForTimeout(200);
    }
    throw new Error('The paper was not drawn anew within 30 seconds.');
  };
  const log = (serviceName: string, day: number, minutes: number, submit: boolean) =>
    callAs<{ id: string }>(tom, 'time_entry.create', {
      ticketId,
      serviceId: services[serviceName],
      startedAt: `${dayOf(lastMonth, day)}T15:00:00Z`,
      minutes,
      notes: `${serviceName} ${mark}`,
      submit,
    });
  const approve = async (ids: string[]) => {
    const mona = await scene.visit();
    await signInAs(mona, 'mona@northstar.test');
    await callAs(mona, 'time_entry.approve', { ids });
    await mona.page.context().close();
  };
  /** A contact of the client with their own password at the client portal. */
  const invite = async (fullName: string, email: string, role: 'Admin' | 'User') => {
    const contact = await callAs<{ id: string }>(fin, 'contact.create', { clientId, fullName, email });
    await callAs(fin, 'portal_user.invite', { contactId: contact.id, role });
    const mail = await caughtMail(scene.program, email, ({ text }) => text.includes('set-new-password?token='));
    const { page } = await scene.visit();
    await page.goto(/\S+set-new-password\?token=\S+/.exec(mail.text)?.[0] ?? '');
    await awake(page);
    for (const field of await page.locator('input[type=password]').all()) await field.fill(password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.waitForURL('**/auth/client-portal/signin**');
    await page.context().close();
  };

  beforeAll(async () => {
    [fin, tom] = [await scene.visit(), await scene.visit()];
    await signInAs(fin, 'olive@northstar.test');
    for (const { id, name } of (await callAs<Rows<{ id: string; name: string }>>(fin, 'service.list', {})).rows)
      services[name] = id;
    clientId = (await callAs<{ id: string }>(fin, 'client.create', { name: clientName, domains: [] })).id;
    const ticket = { title: `Month end ${mark}`, clientId };
    ticketId = (await callAs<{ id: string }>(fin, 'ticket.create', ticket)).id;
    await invite('Ada Adams', ada, 'Admin');
    await invite('Uma Unger', uma, 'User');
    await fin.page.context().close();
    fin = await scene.visit();
    await signInAs(fin, 'fin@northstar.test');
    await signInAs(tom, 'tom@northstar.test');
  }, 400_000);

  it('writes the contract Essential line by line, with a meter for its usage, and puts it in force', async () => {
    const { page } = fin;
    const drafts = await callAs<Rows<{ id: string }>>(fin, 'contract.list', { clientId, limit: 10 });
    for (const { id } of drafts.rows) await callAs(fin, 'contract.delete', { id });
    const meters = await callAs<Rows<{ name: string }>>(fin, 'meter.list', {});
    if (!meters.rows.some(({ name }) => name === meterName)) {
      await page.goto('/msp/contracts/meters');
      await awake(page);
      await main().getByRole('button', { name: 'New meter' }).first().click();
      await dialog().getByLabel('Name').fill(meterName);
      await dialog().getByLabel('Unit').fill('GB');
      await pick(dialog(), 'Service', 'Backup storage');
      await dialog().getByRole('button', { name: 'Create meter' }).click();
      await dialog().waitFor({ state: 'detached' });
    }

    await page.goto('/msp/contracts');
    await awake(page);
    await main().getByRole('button', { name: 'New contract' }).click();
    await pick(dialog(), 'Client', clientName, mark);
    await dialog().getByLabel('Contract', { exact: false }).first().fill('Essential');
    await dialog().getByLabel('First day of service').fill(lastMonth);
    await dialog().getByRole('button', { name: 'Create draft' }).click();
    await page.getByRole('heading', { name: 'Essential' }).waitFor();
    contractPath = new URL(page.url()).pathname;

    const addLine = async (service: string, kind: string | null, fill: () => Promise<void>) => {
      await main().getByRole('button', { name: 'Add line' }).first().click();
      await pick(dialog(), 'Service', service);
      if (kind) await choose(dialog(), 'Kind of line', kind);
      await fill();
      await dialog().getByRole('button', { name: 'Add line' }).click();
      await dialog().waitFor({ state: 'detached' });
      await main().getByText(service, { exact: true }).first().waitFor();
    };
    const type = (label: string, text: string) => dialog().getByLabel(label).fill(text);
    await addLine('Managed server', null, () => type('Price in USD', '400.00'));
    await addLine('Remote support', null, async () => {
      await type('Rate in USD an hour', '120.00');
      await type('At least, minutes', '15');
      await type('Rounded up to, minutes', '15');
    });
    await addLine('Onsite visit', 'Bucket of hours', async () => {
      await type('Price in USD', '600.00');
      await type('Hours for each period', '5');
      await pick(dialog(), 'Takes time on', 'Onsite visit');
      await page.keyboard.press('Escape');
      await type('Rate in USD an hour', '150.00');
      await choose(dialog(), 'Billed', 'In arrears');
      await picture(page, 'month-bucket');
    });
    await addLine('Backup storage', 'By usage', async () => {
      await pick(dialog(), 'Meter', `${meterName} (GB)`, mark);
      await type('Price of one unit in USD', '0.10');
    });
    await main()
      .getByText(/400\.00 USD per month/)
      .waitFor();
    await main().getByRole('button', { name: 'Change profile' }).click();
    await dialog().getByLabel('Invoices by mail to').fill(ada);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await main().getByRole('button', { name: 'Put in force' }).click();
    await main().getByText('In force').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'month-contract');
  }, 180_000);

  it('counts usage that is entered by hand, and refuses what is no number', async () => {
    const { page } = fin;
    const meters = await callAs<Rows<{ id: string; name: string }>>(fin, 'meter.list', {});
    const meterId = meters.rows.find(({ name }) => name === meterName)?.id ?? '';
    const events = await callAs<Rows<unknown>>(fin, 'meter.events', { meterId, clientId, limit: 1 });
    await page.goto(`/msp/contracts/meters?meter=${meterId}`);
    await awake(page);
    if (events.rows.length === 0) {
      await main().getByRole('button', { name: 'Enter usage' }).first().click();
      await pick(dialog(), 'Client', clientName, mark);
      await dialog().getByLabel('Day').fill(dayOf(lastMonth, 20));
      await dialog().getByLabel('Quantity (GB)').fill('many');
      await dialog().getByRole('button', { name: 'Enter usage' }).click();
      await dialog()
        .getByText(/number/)
        .first()
        .waitFor();
      await dialog().getByLabel('Quantity (GB)').fill('1200');
      await dialog().getByRole('button', { name: 'Enter usage' }).click();
      await dialog().waitFor({ state: 'detached' });
    }
    await main().getByText('1,200').first().waitFor();
    await picture(page, 'month-meter');
  }, 120_000);

  it('says what is due with the hour that nobody approved left out, and why each line costs what it does', async () => {
    const { page } = fin;
    const logged = await callAs<Rows<{ id: string; state: string }>>(tom, 'time_entry.list', { ticketId, limit: 10 });
    if (logged.rows.length < 3) {
      const done = [await log('Remote support', 10, 130, true), await log('Onsite visit', 11, 390, true)];
      lateEntry = await log('Remote support', 12, 60, false);
      await approve(done.map(({ id }) => id));
    }
    await page.goto(toBill(thisMonth));
    await dueRow().getByText('$1,776.50').first().waitFor();
    await dueRow()
      .getByText(/1 unapproved entry/)
      .first()
      .waitFor();
    await picture(page, 'month-to-bill');
    await dueRow().click();
    await page.getByRole('heading', { name: `Preview for ${clientName}` }).waitFor();
    for (const amount of ['$400.00', '$270.00', '$600.00', '$225.00', '$120.00', '$1,615.00', '$161.50', '$1,776.50'])
      await main().getByText(amount, { exact: true }).filter({ visible: true }).first().waitFor();
    await main()
      .getByText(/1 unapproved entry \(1:00\)/)
      .waitFor();
    await main().getByRole('button', { name: 'Why “Remote support” costs this' }).click();
    await main().getByText('2:10', { exact: true }).filter({ visible: true }).first().waitFor();
    await main().getByText(/2:15/).filter({ visible: true }).first().waitFor();
    await picture(page, 'month-preview');
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 120_000);

  it('makes a draft once, finalises it, and its paper says the same to the cent', async () => {
    const { page } = fin;
    if ((await invoices()).length === 0) {
      await page.goto(preview(thisMonth));
      await main().getByRole('button', { name: 'Generate draft' }).click();
      await dialog().getByRole('button', { name: 'Start billing run' }).click();
      await page.waitForURL('**/msp/billing/runs/*');
      await dueRow().getByText('Draft').filter({ visible: true }).first().waitFor({ timeout: 60_000 });
      await picture(page, 'month-run');
    }
    // what is left over is the hour that nobody approved: nothing to make a draft of
    await page.goto(preview(thisMonth));
    await main()
      .getByText(/1 unapproved entry/)
      .waitFor();
    expect(await main().getByRole('button', { name: 'Generate draft' }).count()).toBe(0);
    const again = await callAs<{ id: string | null }>(fin, 'billing_run.start', {
      cutOff: thisMonth,
      clientIds: [clientId],
    });
    const [draft, ...more] = await invoices();
    expect([again.id, more]).toEqual([null, []]);
    invoicePath = `/msp/billing/invoices/${draft?.id ?? ''}`;

    await page.goto(invoicePath);
    await awake(page);
    if (draft?.state === 'draft') {
      await main().getByRole('button', { name: 'Finalise' }).click();
      await dialog().getByRole('button', { name: 'Finalise' }).click();
    }
    await main()
      .getByRole('heading', { name: /INV-\d{4}/ })
      .waitFor();
    await main().getByRole('link', { name: 'Open the PDF' }).waitFor({ timeout: 60_000 });
    expect(
      await main()
        .getByRole('button', { name: /^Change “/ })
        .count(),
    ).toBe(0);
    number = (await invoices())[0]?.number ?? '';
    const paper = pdfText(await pdfOf());
    const screen = await main().innerText();
    for (const text of [
      number,
      clientName,
      '$400.00',
      '$270.00',
      '$600.00',
      '$225.00',
      '$120.00',
      '$1,615.00',
      '$161.50',
      '$1,776.50',
    ])
      expect([text, screen.includes(text), paper.includes(text)]).toEqual([text, true, true]);
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 180_000);

  it('draws the paper anew when the client gets another template, with the same data', async () => {
    const { page } = fin;
    await callAs(fin, 'invoice_template.assign', { clientId });
    await drawSent();
    await paperThat((paper) => paper.includes(' Price '));
    const before = await callAs<{ lines: unknown; total: string }>(fin, 'invoice.get', {
      id: invoicePath.split('/').at(-1),
    });
    await page.goto('/msp/settings/invoices');
    await awake(page);
    await main().getByRole('button', { name: 'Clients of Compact' }).click();
    await pick(dialog(), 'Add a client', clientName, mark);
    await page.getByText(`${clientName} has this template now.`).first().waitFor();
    await picture(page, 'month-template');
    await drawSent();
    const paper = await paperThat((text) => !text.includes(' Price '));
    for (const amount of ['$225.00', '$161.50', '$1,776.50']) expect(paper).toContain(amount);
    const after = await callAs<{ lines: unknown; total: string }>(fin, 'invoice.get', {
      id: invoicePath.split('/').at(-1),
    });
    expect([after.total, after.lines]).toEqual([before.total, before.lines]);
  }, 120_000);

  it('takes credit and a payment, and the account says what is due after each', async () => {
    const { page } = fin;
    const due = async () => (await invoices()).find((one) => one.number === number)?.amountDue;
    if ((await due()) === '177650') {
      const credits = await callAs<Rows<unknown>>(fin, 'credit.list', { clientId, limit: 5 });
      if (credits.rows.length === 0) {
        await page.goto('/msp/billing/credits');
        await awake(page);
        await main().getByRole('button', { name: 'Give credit' }).click();
        await pick(dialog(), 'Client', clientName, mark);
        await dialog().getByLabel('Amount').fill('200.00');
        await dialog().getByLabel('Why').fill('A slow answer last month');
        await dialog().getByRole('button', { name: 'Give credit' }).click();
        await page.getByText('Credit of $200.00 is given.').waitFor();
      }
      await page.goto(invoicePath);
      await main().getByText('The client has $200.00 of credit that fits.').waitFor();
      await main().getByRole('button', { name: 'Use credit' }).click();
      await dialog().getByRole('button', { name: 'Use credit' }).click();
      await main().getByText('$1,576.50').filter({ visible: true }).first().waitFor();
    }
    await page.goto(invoicePath);
    await awake(page);
    if ((await due()) === '157650') {
      await main().getByRole('button', { name: 'Record payment' }).click();
      await dialog().getByLabel('Amount in USD').fill('lots');
      await dialog().getByText('Give an amount such as 1576.50.').waitFor();
      await dialog().getByLabel('Amount in USD').fill('576.50');
      await dialog().getByText('$1,000.00 stay due after this.').waitFor();
      await picture(page, 'month-payment');
      await dialog().getByRole('button', { name: 'Record payment' }).click();
    }
    await main().getByText('$1,000.00').filter({ visible: true }).first().waitFor();
    await main().getByText('Partly paid').first().waitFor();
    expect(await due()).toBe('100000');
    await page.goto(`/msp/billing/transactions?client=${clientId}`);
    const row = (words: string) => page.getByRole('row').filter({ hasText: words });
    await row('Payment').getByText('$1,000.00').waitFor();
    await row('Credit used').getByText('$1,576.50').waitFor();
    await row('Invoice').getByText('$1,776.50').first().waitFor();
    await picture(page, 'month-transactions');
    expect(await accessibilityFaults(page)).toEqual([]);
  }, 180_000);

  it('mails the invoice with its paper; the client’s Admin sees what is due, nobody else does', async () => {
    const { page } = fin;
    await page.goto(invoicePath);
    await awake(page);
    await main().getByRole('button', { name: 'Send' }).click();
    await dialog().getByRole('button', { name: 'Send' }).click();
    const mail = await caughtMail(
      scene.program,
      ada,
      ({ subject, attachments }) =>
        subject.includes(number) && attachments.some(({ contentType }) => contentType === 'application/pdf'),
    );
    const portalPath = `/client-portal/invoices/${invoicePath.split('/').at(-1) ?? ''}`;
    expect(mail.text).toContain(portalPath);

    const admin = await scene.visit({ width: 390, height: 844 });
    await signInAs(admin, ada, 'client-portal');
    await admin.page.goto(portalPath);
    await admin.page.getByRole('heading', { name: `Invoice ${number}` }).waitFor();
    await admin.page.getByText('$1,000.00').filter({ visible: true }).first().waitFor();
    expect(await admin.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await accessibilityFaults(admin.page)).toEqual([]);
    await picture(admin.page, 'month-portal-390');
    const others = [];
    for (const email of [uma, 'bo@bluefin.test']) {
      const other = await scene.visit();
      await signInAs(other, email, 'client-portal');
      await other.page.getByRole('navigation').first().waitFor();
      const links = await other.page.getByRole('link', { name: 'Invoices', exact: true }).count();
      await other.page.goto(portalPath);
      await other.page
        .getByText(/does not exist|not found/i)
        .first()
        .waitFor();
      expect(await other.page.getByText(number).count()).toBe(0);
      others.push(links > 0);
      await other.page.context().close();
    }
    // a User has no billing in the menu; Bo is Admin of another client
    expect(others).toEqual([false, true]);
    expect(admin.complaints).toEqual([]);
    await admin.page.context().close();
  }, 180_000);

  it('bills the late hour next time; void frees it again and the number is never used twice', async () => {
    const { page } = fin;
    const late = async () => (await invoices()).filter((one) => one.number !== number);
    const isVoid = async () => (await late()).some(({ state }) => state === 'void');
    const billHour = async () => {
      await callAs(fin, 'billing_run.start', { cutOff: thisMonth, clientIds: [clientId] });
      let draft: Invoice | undefined;
      for (let turn = 0; turn < 150 && !draft; turn += 1) {
        draft = (await late()).find(({ state }) => state === 'draft');
        if (!draft) await page.waitForTimeout(200);
      }
      await callAs(fin, 'invoice.finalise', { id: draft?.id });
      return (await late()).find(({ id }) => id === draft?.id);
    };
    if ((await late()).length === 0) {
      await callAs(tom, 'time_entry.submit', { ids: [lateEntry.id] });
      await approve([lateEntry.id]);
      await page.goto(toBill(thisMonth));
      await dueRow().getByText('$132.00').first().waitFor();
      await billHour();
    }
    if (!(await isVoid())) {
      await page.goto(`/msp/billing/invoices/${(await late())[0]?.id ?? ''}`);
      await awake(page);
      await main().getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Void' }).click();
      await dialog().getByLabel('Why').fill('A test');
      await dialog().getByRole('button', { name: 'Void invoice' }).click();
      await main().getByText('Void').first().waitFor();
    }
    await page.goto(toBill(thisMonth));
    await dueRow().getByText('$132.00').first().waitFor();
    await page.goto(`/msp/billing/transactions?client=${clientId}`);
    await page.getByRole('row').filter({ hasText: 'Void' }).getByText('$1,000.00').waitFor();
    const second = await billHour();
    const numbers = (await invoices()).map((one) => one.number);
    expect([second?.state, new Set(numbers).size]).toEqual(['final', numbers.length]);
    const [old] = (await invoices()).filter((one) => one.number === number);
    expect([old?.total, old?.amountDue]).toEqual(['177650', '100000']);
  }, 180_000);

  it('splits a fee at the day on which its price changes, and changes a rate from a day to come', async () => {
    const { page } = fin;
    const changePrice = async (line: string, label: string, price: string, from: string) => {
      if ((await main().getByText(`${price} USD`).count()) > 0) return;
      await main().getByRole('article', { name: line }).getByRole('button', { name: 'Change price' }).click();
      await dialog().getByLabel(label).fill(price);
      await dialog().getByLabel('From').fill(from);
      await dialog()
        .getByText(/The period from|In the period from/)
        .waitFor();
      await picture(page, `month-change-${price}`);
      await dialog().getByRole('button', { name: 'Change from this day' }).click();
      await dialog().waitFor({ state: 'detached' });
      await main().getByText(`${price} USD`).first().waitFor();
    };
    await page.goto(contractPath);
    await awake(page);
    await changePrice('Managed server', 'Price in USD', '430.00', dayOf(thisMonth, 15));
    await page.goto(contractPath);
    await awake(page);
    await changePrice('Remote support', 'Rate in USD an hour', '130.00', dayOf(nextMonth, 15));
    const days = Number(new Date(new Date(nextMonth).getTime() - 86_400_000).toISOString().slice(8, 10));
    const share = (price: number, part: number) => `$${(Math.round((price * part) / days) / 100).toFixed(2)}`;
    await page.goto(preview(nextMonth));
    for (const amount of [share(40_000, 14), share(43_000, days - 14)])
      await main().getByText(amount, { exact: true }).filter({ visible: true }).first().waitFor();
    await picture(page, 'month-split');
    expect(fin.complaints).toEqual([]);
  }, 180_000);

  it('tells a technician before saving that two lines could pay for the work', async () => {
    const contract = await callAs<{ lines: { name: string }[] }>(fin, 'contract.get', {
      id: contractPath.split('/').at(-1),
    });
    const name = `Second remote ${mark}`;
    if (!contract.lines.some((line) => line.name === name))
      await callAs(fin, 'contract.add_line', {
        contractId: contractPath.split('/').at(-1),
        line: { kind: 'hourly', serviceId: services['Remote support'], name, hourlyRate: '9900' },
      });
    const { page } = tom;
    await page.goto(`/msp/tickets/${ticketId}`);
    await awake(page);
    await page.getByRole('textbox', { name: 'Time', exact: true }).fill('30m remote');
    await page.getByText(/several contract lines could pay/).waitFor();
    await page.getByText(new RegExp(name)).waitFor();
    await picture(page, 'month-ambiguous');
    expect(tom.complaints).toEqual([]);
  }, 120_000);
});
