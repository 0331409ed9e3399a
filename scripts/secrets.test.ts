import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginSecretChange, forgetFormerSecret, loadSecrets } from './secrets.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kelp-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('changes the secret once, however often it is begun, and keeps the former one until it is forgotten', () => {
  const before = loadSecrets(folder);
  beginSecretChange(folder);
  const { kelpSecret, formerKelpSecret, ...others } = loadSecrets(folder);
  expect(formerKelpSecret).toBe(before.kelpSecret);
  expect(kelpSecret).not.toBe(before.kelpSecret);
  expect({ ...others, kelpSecret: before.kelpSecret }).toEqual(before);
  beginSecretChange(folder);
  expect(loadSecrets(folder)).toEqual({ ...others, kelpSecret, formerKelpSecret });
  forgetFormerSecret(folder);
  expect(loadSecrets(folder)).toEqual({ ...others, kelpSecret });
  expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
});
