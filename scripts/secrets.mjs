import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

const random = (bytes) => randomBytes(bytes).toString('base64url');

const makers = {
  postgresPassword: () => random(24),
  kelpAppPassword: () => random(24),
  kelpSystemPassword: () => random(24),
  redisPassword: () => random(24),
  kelpSecret: () => randomBytes(32).toString('base64'),
  metricsToken: () => random(24),
};

/**
 * The secrets of one data folder from its `secrets.json` (readable by its owner only), made at random where missing.
 * Refuses to invent new ones beside an existing database, which could be neither opened nor decrypted with them.
 */
export function loadSecrets(dataFolder) {
  const file = join(dataFolder, 'secrets.json');
  if (!existsSync(file) && existsSync(join(dataFolder, 'postgres', 'data'))) {
    throw new Refusal(
      `${file} is missing although the folder holds a database: put it back from a backup, or choose an empty KELP_DATA_DIR.`,
    );
  }
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, known[name] ?? make()]));
  // There while the secret is being changed only.
  if (known.formerKelpSecret) secrets.formerKelpSecret = known.formerKelpSecret;
  if (JSON.stringify(secrets) !== JSON.stringify(known)) writeSecrets(file, secrets);
  return secrets;
}

function writeSecrets(file, secrets) {
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Puts a new KELP_SECRET beside the one of now, which becomes the former; a change that was begun and not ended goes on with its own. */
export function beginSecretChange(dataFolder) {
  const secrets = loadSecrets(dataFolder);
  if (secrets.formerKelpSecret) return;
  const { kelpSecret } = secrets;
  writeSecrets(join(dataFolder, 'secrets.json'), {
    ...secrets,
    kelpSecret: makers.kelpSecret(),
    formerKelpSecret: kelpSecret,
  });
}

/** Forgets the former secret: `npm start` does not read what is under it any more. */
export function forgetFormerSecret(dataFolder) {
  const { formerKelpSecret: _former, ...secrets } = loadSecrets(dataFolder);
  writeSecrets(join(dataFolder, 'secrets.json'), secrets);
}

/** A secret for one purpose, derived from the installation's KELP_SECRET so that there is only one to keep. */
export function deriveSecret(kelpSecret, purpose) {
  return createHmac('sha256', kelpSecret).update(purpose).digest('base64url');
}
