import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityFaults, describeJourney, password, picture, signInAs } from './browser';
import { startProgram } from './program';
import { openScene } from './scene';

describeJourney('From an empty folder to the first Owner', () => {
  const scene = openScene(() => startProgram());

  it('prints one link, takes a good password only, signs the Owner in and closes for good', async () => {
    const link = /http:\/\/localhost:\d+\/setup\?token=\S+/.exec(scene.program.output())?.[0] ?? '';
    expect(link).not.toBe('');
    const owner = await scene.visit();
    const late = await scene.visit();
    await Promise.all([owner, late].map(({ page }) => page.goto(link)));
    const { page } = owner;
    await page.getByLabel('Company name').fill('Harbor IT');
    await page.getByLabel('Your name').fill('Olive Owens');
    await page.getByLabel('E-mail address').fill('olive@harbor.test');
    await page.getByLabel('Password', { exact: true }).fill('password1');
    await page.getByRole('button', { name: 'Create the workspace' }).click();
    await page
      .getByText(/at least 12 characters/i)
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'set-up');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create the workspace' }).click();
    await page.waitForURL('**/msp/welcome');
    await page.getByText('Harbor IT').first().waitFor();
    expect(await page.getByLabel('Company name').inputValue()).toBe('Harbor IT');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'Team' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'welcome-team');
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByLabel('Client’s name').fill('Acme Dental');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'Its contact' }).waitFor();

    await late.page.reload();
    await late.page.getByRole('heading', { name: 'Kelp is set up already' }).waitFor();
    expect(await late.page.getByRole('button', { name: 'Create the workspace' }).count()).toBe(0);
    expect([...owner.complaints, ...late.complaints]).toEqual([]);
  }, 120_000);

  it('goes on with the welcome where it was left, down to the first ticket, with a list of what is still to do', async () => {
    const owner = await scene.visit();
    await signInAs(owner, 'olive@harbor.test');
    const { page, complaints } = owner;
    await page.waitForURL('**/msp/welcome');
    await page.getByRole('heading', { name: 'Its contact' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Client', exact: true }).inputValue()).toBe('Acme Dental');
    await page.getByLabel('Contact’s name').fill('Amy Adams');
    await page.getByLabel('Contact’s e-mail address').fill('amy@acme.test');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel(/^Price an hour/).fill('120');
    await page.getByLabel('Tax in percent').fill('0');
    await page.getByLabel('Why no tax is charged').fill('Small business');
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'welcome-billing');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await picture(page, 'welcome-billing-390');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Small desk').check();
    await page.getByRole('button', { name: 'Finish' }).click();

    await page.waitForURL('**/msp');
    const list = page.getByRole('navigation', { name: 'First steps' });
    await list.locator('[data-state="done"]').filter({ hasText: 'Say what an hour costs' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await picture(page, 'first-steps-390');
    await list.getByRole('link', { name: /Connect a mailbox/ }).waitFor();
    await list.getByRole('button', { name: 'Take “Bring your data along” off the list' }).click();
    await list.getByRole('button', { name: '1 taken off' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'first-steps');
    await list.getByRole('button', { name: 'Put back “Bring your data along”' }).click();
    await list.getByRole('link', { name: /Bring your data along/ }).waitFor();

    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/msp/tickets/new');
    await page.getByLabel('Title').fill('Printer offline');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Printer offline' }).waitFor();
    await page.getByText('T-0001').first().waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);

  it('signs out by a Server Action in a browser without scripts', async () => {
    const signedIn = await scene.visit();
    await signInAs(signedIn, 'olive@harbor.test');
    const storageState = await signedIn.page.context().storageState();
    const plain = await scene.browser.newContext({
      baseURL: scene.program.address,
      javaScriptEnabled: false,
      storageState,
    });
    const page = await plain.newPage();
    await page.goto('/auth/sign-out');
    await page.getByText('You are signed in as Olive Owens.').waitFor();
    await page.getByRole('button', { name: 'Sign out on this device' }).click();
    await page.waitForURL('**/auth/msp/signin');
    // an open page leaves by itself when it hears of it, and may be on its way already
    await signedIn.page.goto('/msp').catch(() => undefined);
    await signedIn.page.waitForURL(/\/auth\/msp\/signin/);
  }, 120_000);

  it('keeps every password, key and token out of its logs and of what it prints', () => {
    const logs = join(scene.program.folder, 'logs');
    const text = [
      scene.program.output().replace(/\/setup\?token=\S+/, ''),
      ...readdirSync(logs).map((file) => readFileSync(join(logs, file), 'utf8')),
    ].join('\n');
    const secrets = Object.values(
      JSON.parse(readFileSync(join(scene.program.folder, 'secrets.json'), 'utf8')) as Record<string, string>,
    );
    expect(secrets.length).toBeGreaterThan(4);
    for (const secret of [...secrets, password, 'password1']) expect(text).not.toContain(secret);
  });

  it('answers the operator’s tool: doctor, a further workspace, a demo that comes and goes alone', async () => {
    expect(await scene.program.kelp('doctor')).toMatch(/ok {5}database/);
    expect(await scene.program.kelp('tenant', 'create', 'Second MSP', '--owner', 'jo@second.test')).toContain(
      '/auth/password-reset/set-new-password?token=',
    );
    await scene.program.kelp('demo', 'load');
    expect(await scene.program.kelp('demo', 'load')).toContain('already there');
    expect(await scene.program.kelp('demo', 'remove')).toContain('Northstar IT is gone');
    const again = await scene.visit();
    await signInAs(again, 'olive@harbor.test');
    await expect(scene.program.kelp('nonsense')).rejects.toThrow(/There is no command/);
  }, 180_000);
});
