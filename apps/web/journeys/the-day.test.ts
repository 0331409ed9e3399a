import { accessibilityFaults, describeJourney, fillDoor, picture, signInAs, type Visitor } from './browser';
import { allMailTo, caughtMail, sendClientMail } from './mail';
import { startProgram } from './program';
import { openScene } from './scene';

const support = 'support@northstar.test';
const subject = `Printer offline ${Date.now().toString(36)}`;
const messageId = `<${Date.now()}@acme.test>`;
const note = 'The gate code is 4711.';
const reply = 'We are on it: the print server is restarted.';

/** The first day of next month in the workspace's zone, and of this one. */
const [thisMonth, nextMonth] = [0, 1].map((ahead) => {
  const [year = 0, month = 0] = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' })
    .format(new Date())
    .split('-')
    .map(Number);
  return new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 10);
});

/** Acme's contract from the first of this month: a managed server at 400.00, remote support at 120.00 an hour in quarters of an hour. */
async function makeContract({ page }: Visitor): Promise<void> {
  const call = (name: string, input: unknown) =>
    page.evaluate(
      async ([path, body]) => {
        const response = await fetch(path as string, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: body as string,
        });
        return (await response.json()) as { data: never };
      },
      [`/api/call/${name}`, JSON.stringify(input)],
    );
  const clients = (await call('client.list', { search: 'Acme Dental' })) as { data: { rows: { id: string }[] } };
  const services = (await call('service.list', {})) as { data: { rows: { id: string; name: string }[] } };
  const serviceId = (name: string) => services.data.rows.find((one) => one.name === name)?.id;
  const { data } = (await call('contract.create', {
    clientId: clients.data.rows[0]?.id,
    name: 'Essential',
    startsOn: thisMonth,
    lines: [
      { kind: 'fixed', serviceId: serviceId('Managed server'), price: '40000' },
      {
        kind: 'hourly',
        serviceId: serviceId('Remote support'),
        hourlyRate: '12000',
        minimumMinutes: 15,
        incrementMinutes: 15,
      },
    ],
  })) as { data: { id: string } };
  expect(data.id).toBeTruthy();
  const profiles = (await call('billing_profile.get', { clientId: clients.data.rows[0]?.id })) as {
    data: { profiles: { id: string; version: number }[] };
  };
  const [profile] = profiles.data.profiles;
  await call('billing_profile.save', {
    id: profile?.id,
    clientId: clients.data.rows[0]?.id,
    version: profile?.version,
    email: 'amy@acme.test',
  });
}

describeJourney('One day of an MSP', () => {
  const scene = openScene(() => startProgram({ demo: true }));
  let dana: Visitor;
  let ticketPath: string;
  let invoicePath: string;

  it('turns a client’s mail into one ticket, seen without reloading, acknowledged once', async () => {
    dana = await scene.visit();
    await signInAs(dana, 'dana@northstar.test');
    await dana.page.keyboard.press('g');
    await dana.page.keyboard.press('t');
    await dana.page.waitForURL('**/msp/tickets');
    await dana.page.getByRole('grid').getByRole('row').nth(1).waitFor();
    expect(await sendClientMail(scene.program, support, subject, messageId)).toMatch(/^250/);
    await dana.page.getByText(subject).waitFor({ timeout: 20_000 });
    expect(await sendClientMail(scene.program, support, subject, messageId)).toMatch(/^250/);
    await expect(sendClientMail(scene.program, 'nobody@northstar.test', subject, '<x@acme.test>')).rejects.toThrow(
      /550/,
    );
    const receipt = await caughtMail(scene.program, 'amy@acme.test', (mail) => mail.subject.includes(subject));
    expect(receipt.autoSubmitted).toMatch(/^auto-/);
    await dana.page.waitForTimeout(1500);
    expect(await dana.page.getByText(subject).count()).toBe(1);
    expect(
      (await allMailTo(scene.program, 'amy@acme.test')).filter((mail) => mail.subject.includes(subject)),
    ).toHaveLength(1);
    expect(await accessibilityFaults(dana.page)).toEqual([]);
    await picture(dana.page, 'tickets');
  }, 90_000);

  it('lets the dispatcher open it, set priority and assign it by keyboard; the clocks say what is due and why', async () => {
    const { page } = dana;
    const row = page.getByRole('row').filter({ hasText: subject });
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('High');
    await page.keyboard.press('Enter');
    await row.getByText('High').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Tess');
    await page.keyboard.press('Enter');
    await row.getByText('Tess Tran').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/msp/tickets/*');
    ticketPath = new URL(page.url()).pathname;
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.locator('.kelp-ticket-main img').first().waitFor();
    const shown = page.locator('.kelp-ticket-main img').first();
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await page.getByText('First response').first().waitFor();
    await page.getByText('Why then?').first().click();
    await page.getByText('America/Chicago').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'ticket');
    expect(dana.complaints).toEqual([]);
  }, 60_000);

  it('lets the technician reply, note, log 45 minutes and close in few acts; the note never leaves', async () => {
    const tess = await scene.visit();
    await signInAs(tess, 'tess@northstar.test');
    const { page } = tess;
    await page.goto(ticketPath);
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.keyboard.press('o');
    await page.getByPlaceholder('Write to your team').fill(note);
    await page.keyboard.press('Control+Enter');
    await page.locator('.kelp-ticket-main').getByText(note).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.getByPlaceholder('Write to the client').fill(reply);
    await page.getByPlaceholder('45m onsite').fill('45m remote');
    await page.getByRole('combobox', { name: 'Status after sending' }).click();
    await page.getByRole('option', { name: 'Resolved' }).click();
    await page.getByRole('button', { name: /^Send to Amy/ }).click();
    await page.getByText('Resolved').first().waitFor({ timeout: 30_000 });
    await page.getByText('0:45').first().waitFor({ timeout: 40_000 });
    const mail = await caughtMail(scene.program, 'amy@acme.test', (one) => one.text.includes(reply));
    expect(mail.inReplyTo).not.toBeNull();
    // A person wrote it, so an absence notice may answer; the acknowledgement must not be answered by a machine.
    expect(mail.autoSubmitted).toBeNull();
    expect(mail.references).toContain(messageId);
    for (const one of await allMailTo(scene.program, 'amy@acme.test'))
      expect(`${one.text}${one.html ?? ''}`).not.toContain('4711');
    expect(tess.complaints).toEqual([]);
    await page.goto('/msp/time');
    await page
      .getByText(/your role does not allow|Nothing waits/i)
      .first()
      .waitFor();
  }, 90_000);

  it('lets fin make a contract by the API of the screens, and mona approve the time under it', async () => {
    const fin = await scene.visit();
    await signInAs(fin, 'fin@northstar.test');
    await makeContract(fin);
    const mona = await scene.visit();
    await signInAs(mona, 'mona@northstar.test');
    await mona.page.goto('/msp/time');
    await mona.page.getByRole('row').filter({ hasText: subject }).waitFor();
    expect(await accessibilityFaults(mona.page)).toEqual([]);
    await picture(mona.page, 'approvals');
    await mona.page.getByRole('row').filter({ hasText: subject }).getByRole('checkbox').check();
    await mona.page.keyboard.press('y');
    await mona.page.getByText(/Approved 1 entry/).waitFor();
    expect(mona.complaints).toEqual([]);
  }, 60_000);

  it('bills the month: preview with reasons, a run in the worker, a gapless number, PDF, mail, payment', async () => {
    const fin = await scene.visit();
    await signInAs(fin, 'fin@northstar.test');
    const { page } = fin;
    await page.goto(`/msp/billing?before=${nextMonth}&search=Acme`);
    const row = page.getByRole('row').filter({ hasText: 'Acme Dental' });
    await row.getByText('$539.00').waitFor();
    await picture(page, 'to-bill');
    expect(await accessibilityFaults(page)).toEqual([]);
    await row.click();
    await page.getByRole('heading', { name: 'Preview for Acme Dental' }).waitFor();
    await page
      .getByRole('button', { name: /Why .* costs this/ })
      .last()
      .click();
    await page.getByText('Arithmetic').first().waitFor();
    await page.getByRole('link', { name: /T-\d+/ }).first().waitFor();
    await picture(page, 'preview');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Generate draft' }).click();
    await page.getByRole('button', { name: 'Start billing run' }).click();
    await page.waitForURL('**/msp/billing/runs/*');
    await page
      .getByRole('row')
      .filter({ hasText: 'Acme Dental' })
      .getByText(/Draft|Billed/)
      .first()
      .waitFor({ timeout: 30_000 });
    await picture(page, 'run');
    await page.getByRole('row').filter({ hasText: 'Acme Dental' }).click();
    await page.getByRole('heading', { name: /Draft for Acme Dental/ }).waitFor();
    await page.getByRole('button', { name: 'Finalise' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Finalise' }).click();
    await page
      .getByText(/INV-\d{4}/)
      .first()
      .waitFor();
    invoicePath = new URL(page.url()).pathname;
    await page.getByRole('link', { name: 'Open the PDF' }).waitFor({ timeout: 30_000 });
    const href = (await page.getByRole('link', { name: 'Open the PDF' }).getAttribute('href')) ?? '';
    const pdf = await page.request.get(href);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

    await page.goto(`/msp/billing?before=${nextMonth}&search=Acme`);
    await page.getByText('Nothing is due up to this date').first().waitFor();

    await page.goto(invoicePath);
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: /Send/ }).click();
    const mail = await caughtMail(scene.program, 'amy@acme.test', (one) =>
      one.attachments.some((file) => file.contentType === 'application/pdf'),
    );
    expect(mail.text).toContain('539.00');
    await page.getByRole('button', { name: 'Record payment' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Record payment' }).click();
    await page.getByText('Paid').first().waitFor();
    await page.getByText('$0.00').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'invoice');
    expect(fin.complaints).toEqual([]);
  }, 120_000);

  it('shows the client her ticket without the note, and her invoice; each side is refused at the other door', async () => {
    const amy = await scene.visit({ width: 390, height: 844 });
    const answers: string[] = [];
    amy.page.on('response', (response) => {
      if (response.url().includes('/api/'))
        void response.text().then(
          (text) => answers.push(text),
          () => undefined,
        );
    });
    await signInAs(amy, 'amy@acme.test', 'client-portal');
    const { page } = amy;
    await page.goto(`/client-portal/tickets/${ticketPath.split('/').at(-1)}`);
    await page.getByText(reply).first().waitFor();
    expect(await page.content()).not.toContain('4711');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'portal-ticket');
    await page.goto(`/client-portal/invoices/${invoicePath.split('/').at(-1)}`);
    await page.getByText('$539.00').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'portal-invoice');
    await page.goto('/client-portal');
    await page.getByText('How can we help?').waitFor();
    await picture(page, 'portal-home');
    expect(answers.length).toBeGreaterThan(2);
    expect(answers.join('\n')).not.toContain('4711');
    await page.goto('/msp');
    await page.waitForURL('**/auth/msp/signin');
    expect(amy.complaints).toEqual([]);
    for (const [email, door] of [
      ['amy@acme.test', 'msp'],
      ['tess@northstar.test', 'client-portal'],
    ] as const) {
      const stranger = await scene.visit();
      await fillDoor(stranger, email, door);
      await stranger.page.getByRole('alert').first().waitFor();
      expect(new URL(stranger.page.url()).pathname).toBe(`/auth/${door}/signin`);
    }
  }, 90_000);
});
