import type { Browser } from 'playwright-core';
import {
  accessibilityFaults,
  callAs,
  describeJourney,
  openBrowser,
  password,
  picture,
  signInAs,
  visit,
  type Visitor,
} from './browser';
import { caughtMail } from './mail';
import { sharedProgram, type Program } from './program';

const mark = Date.now().toString(36);
const client = `Harbor Foods ${mark}`;
const mia = `mia.${mark}@harbor.test`;
const uma = `uma.${mark}@harbor.test`;

/** The first day of the month so many months ahead, in the workspace's zone. */
function monthStart(ahead: number): string {
  const [year = 0, month = 0] = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' })
    .format(new Date())
    .split('-')
    .map(Number);
  return new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 10);
}
const [lastMonth, thisMonth, nextMonth] = [monthStart(-1), monthStart(0), monthStart(1)];
const inLastMonth = (day: number, hour: number) =>
  new Date(
    `${lastMonth.slice(0, 8)}${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`,
  ).toISOString();

/** The journey of a month end (contract to paid invoice) for a client of its own. */
describeJourney('A month end', () => {
  let program: Program;
  let browser: Browser;
  let fin: Visitor;
  let clientId: string;
  let contractId: string;
  let invoicePath: string;
  let lateEntry: string;
  const services: Record<string, string> = {};

  beforeAll(async () => {
    [program, browser] = await Promise.all([sharedProgram(), openBrowser()]);
    const mona = await visit(browser, program.address);
    await signInAs(mona, 'mona@northstar.test');
    clientId = (await callAs<{ id: string }>(mona, 'client.create', { name: client })).id;
    await callAs(mona, 'client.add_location', {
      clientId,
      name: 'Office',
      line1: '1 Pier Road',
      city: 'Chicago',
      country: 'US',
      isDefault: true,
      isBilling: true,
    });
    for (const [fullName, email, role] of [
      ['Mia Month', mia, 'Admin'],
      ['Uma User', uma, 'User'],
    ]) {
      const { id } = await callAs<{ id: string }>(mona, 'contact.create', { fullName, email, clientId });
      await callAs(mona, 'portal_user.invite', { contactId: id, role });
    }
    fin = await visit(browser, program.address);
    await signInAs(fin, 'fin@northstar.test');
    const { rows } = await callAs<{ rows: { id: string; name: string }[] }>(fin, 'service.list', {});
    for (const { id, name } of rows) services[name] = id;
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  }, 120_000);

  it('writes a contract of four kinds of lines, which its page says in plain sentences', async () => {
    const onsite = services['Onsite visit'];
    const meter = await callAs<{ id: string }>(fin, 'meter.create', {
      name: `Backup ${mark}`,
      unit: 'GB',
      aggregate: 'sum',
      serviceId: services['Backup storage'],
    });
    contractId = (
      await callAs<{ id: string }>(fin, 'contract.create', {
        clientId,
        name: 'Essential',
        startsOn: lastMonth,
        lines: [
          { kind: 'fixed', serviceId: services['Managed server'], price: '40000' },
          {
            kind: 'hourly',
            serviceId: services['Remote support'],
            hourlyRate: '12000',
            minimumMinutes: 15,
            incrementMinutes: 15,
          },
          {
            kind: 'bucket',
            serviceId: onsite,
            price: '60000',
            includedMinutes: 300,
            hourlyRate: '15000',
            coveredServices: [{ serviceId: onsite }],
            timing: 'arrears',
          },
          {
            kind: 'usage',
            serviceId: services['Backup storage'],
            meterId: meter.id,
            pricing: { kind: 'unit', unitPrice: '10' },
          },
        ],
      })
    ).id;
    const row = { client, on: `${lastMonth.slice(0, 8)}20`, quantity: '1200', eventId: `backup-${mark}` };
    const told = await callAs<{ written: number }>(fin, 'meter.record', { id: meter.id, rows: [row] });
    expect(told.written).toBe(1);
    const again = await callAs<{ repeated: number }>(fin, 'meter.record', { id: meter.id, rows: [row] });
    expect(again.repeated).toBe(1);
    const { page } = fin;
    await page.goto(`/msp/contracts/${contractId}`);
    await page.getByRole('heading', { name: 'Essential' }).waitFor();
    for (const words of [/\$400\.00/, /\$120\.00/, /5 h|5:00|300/, /\$0\.10/])
      await page.getByText(words).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'month-end-contract');
  }, 120_000);

  it('takes the technician’s time, of which one entry waits for approval', async () => {
    const tess = await visit(browser, program.address);
    await signInAs(tess, 'tess@northstar.test');
    const log = async (service: string, minutes: number, day: number, submit: boolean) =>
      (
        await callAs<{ id: string }>(tess, 'time_entry.create', {
          clientId,
          startedAt: inLastMonth(day, 16),
          minutes,
          serviceId: services[service],
          notes: `${service} for the month end`,
          submit,
        })
      ).id;
    const remote = await log('Remote support', 130, 11, true);
    const onsite = await log('Onsite visit', 390, 12, true);
    lateEntry = await log('Remote support', 60, 13, false);
    const mona = await visit(browser, program.address);
    await signInAs(mona, 'mona@northstar.test');
    await callAs(mona, 'time_entry.approve', { ids: [remote, onsite] });
  }, 120_000);

  it('previews 1,776.50 with each line’s reasons, and says what is left out', async () => {
    const { page } = fin;
    await page.goto(`/msp/billing?before=${thisMonth}&search=${encodeURIComponent(client)}`);
    const row = page.getByRole('row').filter({ hasText: client });
    await row.getByText('$1,776.50').waitFor();
    await row.click();
    await page.getByRole('heading', { name: `Preview for ${client}` }).waitFor();
    for (const amount of ['$400.00', '$270.00', '$600.00', '$225.00', '$120.00', '$1,615.00', '$161.50', '$1,776.50'])
      await page.getByText(amount, { exact: true }).first().waitFor();
    await page
      .getByText(/approv/i)
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /Why .*Remote support.* costs this/ })
      .first()
      .click();
    await page.getByText('Arithmetic').first().waitFor();
    // what was worked stays visible beside what is billed
    await page
      .getByText(/2:10|130/)
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'month-end-preview');
  }, 120_000);

  it('bills it once: a draft, then nothing more; credit pays a part as it is finalised', async () => {
    const { page } = fin;
    await page.getByRole('button', { name: 'Generate draft' }).click();
    await page.getByRole('button', { name: 'Start billing run' }).click();
    await page.waitForURL('**/msp/billing/runs/*');
    const row = page.getByRole('row').filter({ hasText: client });
    await row
      .getByText(/Draft|Billed/)
      .first()
      .waitFor();
    await page.goto(`/msp/billing?before=${thisMonth}&search=${encodeURIComponent(client)}`);
    await page.getByText('Nothing is due up to this date').first().waitFor();
    await callAs(fin, 'credit.give', { clientId, amount: '20000', currency: 'USD', reason: 'For the outage' });

    await page.goto(`/msp/billing/invoices?show=draft&search=${encodeURIComponent(client)}`);
    await page.getByRole('row').filter({ hasText: client }).first().click();
    await page.getByRole('heading', { name: `Draft for ${client}` }).waitFor();
    await page.getByRole('button', { name: 'Finalise' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Finalise' }).click();
    await page.getByRole('heading', { name: /INV-\d{4}/ }).waitFor();
    await page.getByText('$1,576.50').first().waitFor();
    invoicePath = new URL(page.url()).pathname;
    await page.getByRole('link', { name: 'Open the PDF' }).waitFor();
    const href = (await page.getByRole('link', { name: 'Open the PDF' }).getAttribute('href')) ?? '';
    expect((await (await page.request.get(href)).body()).subarray(0, 5).toString()).toBe('%PDF-');
  }, 180_000);

  it('takes a part of the money, and its books tell the story in order', async () => {
    const { page } = fin;
    await page.getByRole('button', { name: 'Record payment' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Amount in USD').fill('576.50');
    await dialog.getByText('$1,000.00 stay due after this.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Record payment' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('$1,000.00').first().waitFor();
    await page
      .getByText(/Partly paid/)
      .first()
      .waitFor();
    await picture(page, 'month-end-invoice');
    const { rows } = await callAs<{ rows: { type: string; amount: string }[] }>(fin, 'transaction.list', { clientId });
    expect(rows.map(({ type }) => type).sort()).toEqual(expect.arrayContaining(['invoice', 'payment']));
  }, 120_000);

  it('is sent, and seen by whom the client lets see it, and by nobody else', async () => {
    const { page } = fin;
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await page
      .getByRole('dialog')
      .getByLabel(/To|Address/)
      .first()
      .fill(mia);
    await page.getByRole('dialog').getByRole('button', { name: /Send/ }).click();
    const mail = await caughtMail(program, mia, ({ attachments }) =>
      attachments.some(({ contentType }) => contentType === 'application/pdf'),
    );
    expect(mail.text).toContain('1,776.50');
    const id = invoicePath.split('/').at(-1) ?? '';
    const inside = await invited(mia);
    await inside.page.goto(`/client-portal/invoices/${id}`);
    await inside.page.getByText('$1,000.00').first().waitFor();
    expect(await accessibilityFaults(inside.page)).toEqual([]);
    await picture(inside.page, 'month-end-portal');
    const user = await invited(uma);
    expect(await user.page.getByRole('link', { name: 'Invoices' }).count()).toBe(0);
    await expect(callAs(user, 'portal_invoice.get', { id })).rejects.toThrow(/does not exist, or you may not see it/);
    const bo = await visit(browser, program.address);
    await signInAs(bo, 'bo@bluefin.test', 'client-portal');
    await expect(callAs(bo, 'portal_invoice.get', { id })).rejects.toThrow(/does not exist, or you may not see it/);
  }, 240_000);

  it('bills what is approved late in the next run, and frees what a void invoice held', async () => {
    const tess = await visit(browser, program.address);
    await signInAs(tess, 'tess@northstar.test');
    await callAs(tess, 'time_entry.submit', { ids: [lateEntry] });
    const mona = await visit(browser, program.address);
    await signInAs(mona, 'mona@northstar.test');
    await callAs(mona, 'time_entry.approve', { ids: [lateEntry] });
    const { page } = fin;
    const toBill = `/msp/billing?before=${thisMonth}&search=${encodeURIComponent(client)}`;
    await page.goto(toBill);
    const row = page.getByRole('row').filter({ hasText: client });
    await row.getByText('$132.00').waitFor();
    await row.click();
    await page.getByRole('button', { name: 'Generate draft' }).click();
    await page.getByRole('button', { name: 'Start billing run' }).click();
    await page.waitForURL('**/msp/billing/runs/*');
    await page
      .getByRole('row')
      .filter({ hasText: client })
      .getByText(/Draft|Billed/)
      .first()
      .waitFor();
    await page.goto(`/msp/billing/invoices?show=draft&search=${encodeURIComponent(client)}`);
    await page.getByRole('row').filter({ hasText: client }).first().click();
    await page.getByRole('button', { name: 'Finalise' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Finalise' }).click();
    const heading = page.getByRole('heading', { name: /INV-\d{4}/ });
    await heading.waitFor();
    const number = /INV-\d+/.exec(await heading.innerText())?.[0] ?? '';
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Void' }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('A test of the month end');
    await page.getByRole('dialog').getByRole('button', { name: 'Void invoice' }).click();
    await page.getByText('Void').first().waitFor();
    await page.goto(toBill);
    await page.getByRole('row').filter({ hasText: client }).getByText('$132.00').waitFor();
    const { rows } = await callAs<{ rows: { number: string | null }[] }>(fin, 'invoice.list', { clientId });
    expect(rows.filter((one) => one.number === number)).toHaveLength(1);
  }, 240_000);

  it('splits a period by a price that changes in it', async () => {
    const contract = await callAs<{ lines: { id: string; kind: string }[] }>(fin, 'contract.get', { id: contractId });
    const hourly = contract.lines.find(({ kind }) => kind === 'hourly');
    await callAs(fin, 'contract.change_line', {
      lineId: hourly?.id,
      from: `${thisMonth.slice(0, 8)}15`,
      hourlyRate: '13000',
    });
    const tess = await visit(browser, program.address);
    await signInAs(tess, 'tess@northstar.test');
    const ids: string[] = [];
    for (const day of ['03', '16'])
      ids.push(
        (
          await callAs<{ id: string }>(tess, 'time_entry.create', {
            clientId,
            startedAt: `${thisMonth.slice(0, 8)}${day}T16:00:00Z`,
            minutes: 60,
            serviceId: services['Remote support'],
            submit: true,
          })
        ).id,
      );
    const mona = await visit(browser, program.address);
    await signInAs(mona, 'mona@northstar.test');
    await callAs(mona, 'time_entry.approve', { ids });
    const { page } = fin;
    await page.goto(`/msp/billing?before=${nextMonth}&search=${encodeURIComponent(client)}`);
    await page.getByRole('row').filter({ hasText: client }).click();
    await page.getByRole('heading', { name: `Preview for ${client}` }).waitFor();
    // one hour at 120.00, one at 130.00
    await page
      .getByText(/\$130\.00/)
      .first()
      .waitFor();
    await page
      .getByText(/\$120\.00/)
      .first()
      .waitFor();
    expect(fin.complaints).toEqual([]);
  }, 180_000);

  /** Follows the invitation in the mail, chooses a password and signs in. */
  async function invited(email: string): Promise<Visitor> {
    const mail = await caughtMail(program, email, ({ text }) => /set-new-password|portal/i.test(text));
    const link = /https?:\/\/\S+token=[\w.-]+/.exec(mail.text)?.[0] ?? '';
    const visitor = await visit(browser, program.address, { width: 390, height: 844 });
    const { pathname, search } = new URL(link);
    await visitor.page.goto(pathname + search);
    for (const field of await visitor.page.locator('input[type="password"]').all()) await field.fill(password);
    await visitor.page
      .getByRole('button', { name: /password|save|set/i })
      .last()
      .click();
    await visitor.page.waitForTimeout(1000);
    await signInAs(visitor, email, 'client-portal');
    return visitor;
  }
});
