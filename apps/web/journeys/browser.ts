import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

/** The browser of this machine; journeys do not run without one, and `npm test` says so loudly. */
export const chromiumPath = process.env['CHROMIUM_PATH'];
export function describeJourney(name: string, steps: () => void): void {
  // A machine that runs everything at once can be too slow for a step; what is broken fails twice, and the first failure is told.
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
  (chromiumPath ? describe : describe.skip)(name, steps);
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Visitor {
  readonly page: Page;
  /** What the console and failed requests have said against the program so far. */
  readonly complaints: string[];
}

/** A person with a profile of their own. Errors of the program's own pages are gathered. */
export async function visit(browser: Browser, address: string, size = { width: 1440, height: 900 }): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    locale: 'en-US',
    timezoneId: 'America/Chicago',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refused request is also told by the browser itself; the page shows it as a sentence.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  // machines that run everything at once are slow; what is broken never comes
  page.setDefaultTimeout(30_000);
  return { page, complaints };
}

/** Waits until the page's scripts hold it: keys that are pressed before go nowhere. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const control = document.querySelector('main button');
    return control !== null && Object.keys(control).some((key) => key.startsWith('__reactProps'));
  });
}

export const password = 'Harbor-Lantern-42';

/** Fills in one of the two doors and sends it. */
export async function fillDoor({ page }: Visitor, email: string, door: 'msp' | 'client-portal'): Promise<void> {
  await page.goto(`/auth/${door}/signin`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in and waits for the first page behind the door. */
export async function signInAs(visitor: Visitor, email: string, door: 'msp' | 'client-portal' = 'msp'): Promise<void> {
  await fillDoor(visitor, email, door);
  const isBehind = (url: URL) => url.pathname.startsWith(door === 'msp' ? '/msp' : '/client-portal');
  // the whole page: keys that are pressed before its scripts have come go nowhere
  await visitor.page.waitForURL(isBehind, { timeout: 60_000 });
}

/** Calls an action or query as the person of this page. */
export async function callAs<T>({ page }: Visitor, name: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([path, body]) => {
      const response = await fetch(path ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: body ?? '',
      });
      return (await response.json()) as { data: unknown; error?: { message: string } };
    },
    [`/api/call/${name}`, JSON.stringify(input)],
  );
  if (answer.error) throw new Error(`${name}: ${answer.error.message}`);
  return answer.data as T;
}

const axeSource = readFileSync(
  createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** WCAG 2.2 A and AA as axe can check them, in light and in dark; each violation with the elements it was found on. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const schemeAttribute = 'data-mantine-color-scheme';
  const chosen = await page.locator('html').getAttribute(schemeAttribute);
  const faults: string[] = [];
  for (const scheme of ['dark', 'light']) {
    await page.evaluate(
      ([name, value]) => {
        document.documentElement.setAttribute(name, value);
        for (const animation of document.getAnimations())
          if (animation.effect?.getTiming().iterations !== Infinity) animation.finish();
      },
      [schemeAttribute, scheme] as const,
    );
    faults.push(...(await violationsIn(page, scheme === 'dark')).map((fault) => `${scheme}: ${fault}`));
  }
  await page.evaluate(([name, value]) => document.documentElement.setAttribute(name, value), [
    schemeAttribute,
    chosen ?? 'light',
  ] as const);
  return faults;
}

/** `contrastAlone`: what colours decide; everything else is the same in either scheme. */
function violationsIn(page: Page, contrastAlone: boolean): Promise<string[]> {
  return page.evaluate(async (onlyContrast) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          root: Document,
          options: unknown,
        ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const runOnly = onlyContrast
      ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
      : { type: 'tag', values: tags };
    // what passed is not described, and no stylesheet is fetched again: half the time
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], preload: false });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 4)
          .map((node) => `${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim() ?? ''})`)
          .join(', ')}`,
    );
  }, contrastAlone);
}

/** A picture for a person to look at, when KELP_PICTURES names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['KELP_PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
