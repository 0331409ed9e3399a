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
    await page.waitForURL('**/msp');
    await page.getByText('Harbor IT').first().waitFor();

    await late.page.reload();
    await late.page.getByRole('heading', { name: 'Kelp is set up already' }).waitFor();
    expect(await late.page.getByRole('button', { name: 'Create the workspace' }).count()).toBe(0);
    expect([...owner.complaints, ...late.complaints]).toEqual([]);
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
