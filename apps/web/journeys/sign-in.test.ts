import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { accessibilityFaults, callAs, describeJourney, password, picture, signInAs, type Visitor } from './browser';
import { startOidcServer, type OidcServer } from '@kelp/testing';
import { openScene } from './scene';

describeJourney('Second factors at the door', () => {
  const scene = openScene();
  let olive: Visitor;
  const mark = Date.now().toString(36);
  const email = `nora.${mark}@northstar.test`;
  let secret = '';
  let codes: string[] = [];
  let sso: OidcServer | undefined;

  beforeAll(async () => {
    olive = await scene.visit();
    await signInAs(olive, 'olive@northstar.test');
    const { rows } = await callAs<{ rows: { id: string; name: string }[] }>(olive, 'role.list', { side: 'msp' });
    const roleIds = rows.filter((role) => role.name === 'Technician').map((role) => role.id);
    await callAs(olive, 'user.create', { name: `Nora ${mark}`, email, roleIds });
    const link = /http\S+/.exec(await scene.program.kelp('user', 'reset-link', email))?.[0] ?? '';
    const { page } = await scene.visit();
    await page.goto(link);
    await page
      .getByLabel(/password/i)
      .first()
      .fill(password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.waitForURL('**/auth/msp/signin**');
  }, 400_000);

  afterAll(() => sso?.stop());

  async function giveAddress(visitor: Visitor): Promise<Page> {
    const { page } = visitor;
    await page.goto('/auth/msp/signin');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    return page;
  }
  /** From now on this browser has a device that keeps passkeys and knows its person. */
  async function holdPasskeys(page: Page): Promise<void> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }
  const code = (aheadSeconds = 0) => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + aheadSeconds });
  const inside = (page: Page) => page.waitForURL((url) => url.pathname.startsWith('/msp'), { timeout: 60_000 });

  it('adds an authenticator app in the profile, keeps the recovery codes, and is asked for a code', async () => {
    const nora = await scene.visit();
    const { page } = nora;
    await signInAs(nora, email);
    await page.goto('/msp/profile');
    await page.getByRole('button', { name: 'Add an authenticator app' }).click();
    secret = ((await page.getByTestId('totp-secret').textContent()) ?? '').replaceAll(' ', '');
    await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    await picture(page, 'factor-app');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Add the app' }).click();
    await page.getByText('This code does not fit.').first().waitFor();
    const first = code();
    await page.getByLabel('Code', { exact: true }).fill(first);
    await page.getByRole('button', { name: 'Add the app' }).click();
    await page.getByText('Keep your recovery codes').waitFor();
    codes = await page.getByRole('dialog').locator('li').allTextContents();
    expect(codes).toHaveLength(10);
    await picture(page, 'factor-codes');
    await page.getByLabel('I have kept these codes in a safe place').check();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('10 recovery codes left.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'factor-profile');

    const later = await scene.visit({ width: 390, height: 844 });
    await giveAddress(later);
    await later.page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    expect(await accessibilityFaults(later.page)).toEqual([]);
    await picture(later.page, 'second-step-390');
    await later.page.getByLabel('Code', { exact: true }).fill(first);
    await later.page.getByRole('button', { name: 'Go on' }).click();
    await later.page.getByText('was used already').first().waitFor();
    await later.page.getByLabel('Code', { exact: true }).fill(code(30)); // a phone whose clock is ahead
    await later.page.getByRole('button', { name: 'Go on' }).click();
    await inside(later.page);
    expect([...nora.complaints, ...later.complaints]).toEqual([]);
  }, 180_000);

  it('lets in by a recovery code once, and somebody without their phone adds a passkey and comes back by it', async () => {
    const mine = codes.shift() ?? '';
    const nora = await scene.visit();
    const page = await giveAddress(nora);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(mine);
    await page.getByRole('button', { name: 'Go on' }).click();
    await inside(page);
    await holdPasskeys(page);
    await page.goto('/msp/profile');
    await page.getByText(/recovery codes left/).waitFor();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('This laptop');
    await page.keyboard.press('Enter');
    await page.getByText('This laptop').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await picture(page, 'factor-passkey');
    // the same scene.browser, which holds the passkey, at the door again: neither address nor password nor code
    await page.context().clearCookies();
    await page.goto('/auth/msp/signin');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await inside(page);
    expect(nora.complaints).toEqual([]);
    const again = await scene.visit();
    await giveAddress(again);
    await again.page.getByRole('button', { name: 'Use a recovery code' }).click();
    await again.page.getByLabel('Recovery code').fill(mine);
    await again.page.getByRole('button', { name: 'Go on' }).click();
    await again.page.getByText('was used already').first().waitFor();
  }, 120_000);

  it('lets in by an account of an OpenID provider that was added in the settings and connected in the profile', async () => {
    const provider = `Harbor ID ${mark}`;
    sso = await startOidcServer(`${scene.program.address}/api/sign-in/callback`);
    await olive.page.goto('/msp/settings/sign-in');
    await olive.page.getByRole('button', { name: 'Add a provider' }).first().click();
    const dialog = olive.page.getByRole('dialog', { name: 'Add a provider' });
    await dialog.getByLabel('Name', { exact: false }).first().fill(provider);
    await dialog.getByLabel('Issuer', { exact: false }).first().fill(sso.issuer);
    await dialog.getByLabel('Client ID').fill('kelp');
    await dialog.getByLabel('Client secret').fill('a-secret-of-the-provider');
    await dialog.getByLabel('Counts as a second factor').check();
    await dialog.getByRole('button', { name: 'Check the issuer' }).click();
    await dialog.getByText('It answers.').waitFor();
    expect(await accessibilityFaults(olive.page)).toEqual([]);
    await picture(olive.page, 'provider-dialog');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await olive.page.getByRole('listitem').filter({ hasText: provider }).getByText('0 connected').waitFor();

    await sso.be({ sub: `nora-${mark}`, email });
    const nora = await scene.visit();
    await giveAddress(nora);
    await nora.page.getByRole('button', { name: 'Use a recovery code' }).click();
    await nora.page.getByLabel('Recovery code').fill(codes.shift() ?? '');
    await nora.page.getByRole('button', { name: 'Go on' }).click();
    await inside(nora.page);
    await nora.page.goto('/msp/profile');
    await nora.page.getByRole('button', { name: `Connect ${provider}` }).click();
    await nora.page.getByRole('button', { name: `Disconnect ${provider}` }).waitFor();

    const later = await scene.visit({ width: 390, height: 844 });
    await later.page.goto('/auth/msp/signin');
    await later.page.getByRole('link', { name: `Sign in with ${provider}` }).click();
    await inside(later.page);
    expect((await callAs<{ email: string }>(later, 'me.get', {})).email).toBe(email);

    // Whoever the provider knows and we do not is told so at our door, and stays outside.
    await sso.be({ sub: `stranger-${mark}`, email: `stranger.${mark}@sso.test` });
    const stranger = await scene.visit();
    await stranger.page.goto('/auth/msp/signin');
    await stranger.page.getByRole('link', { name: `Sign in with ${provider}` }).click();
    await stranger.page.getByRole('alert').first().waitFor();
    expect(new URL(stranger.page.url()).pathname).toBe('/auth/msp/signin');
    expect(await accessibilityFaults(stranger.page)).toEqual([]);
    await picture(stranger.page, 'provider-stranger');

    await olive.page.getByRole('button', { name: `Remove ${provider}` }).click();
    await olive.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await olive.page.getByRole('listitem').filter({ hasText: provider }).waitFor({ state: 'detached' });
    expect([...olive.complaints, ...nora.complaints, ...later.complaints, ...stranger.complaints]).toEqual([]);
  }, 180_000);
});
