// Takes the picture of the README from a running program with the sample workspace: node scripts/screenshot.mjs [address]
import { chromium } from 'playwright-core';

const address = process.argv[2] ?? 'http://localhost:3000';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ baseURL: address, viewport: { width: 1440, height: 810 } });
await page.goto('/auth/msp/signin');
await page.getByLabel('E-mail address').fill('dana@northstar.test');
await page.getByLabel('Password', { exact: true }).fill('Harbor-Lantern-42');
await page.getByRole('button', { name: 'Sign in' }).click();
await page.waitForURL('**/msp');
await page.goto('/msp/tickets');
await page.getByRole('row').nth(3).waitFor();
await page.waitForTimeout(1000);
await page.screenshot({ path: 'docs/screenshot.png' });
await browser.close();
