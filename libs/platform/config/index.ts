import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .optional()
  .transform((value) => value === '1' || value === 'true');

const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: z.coerce.number().int().default(3000),
  WORKER_PORT: z.coerce.number().int().default(3001),
  SCHEDULER_PORT: z.coerce.number().int().default(3002),
  WORKER_URL: z.string().default('http://127.0.0.1:3001'),
  SCHEDULER_URL: z.string().default('http://127.0.0.1:3002'),
  DATABASE_URL: z.string().min(1, 'DATABASE_URL is missing: the address of the app role, or start with "npm start".'),
  SYSTEM_DATABASE_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(8),
  REDIS_URL: z.string().min(1, 'REDIS_URL is missing: the address of a Redis server, or start with "npm start".'),
  REDIS_PREFIX: z.string().default('kelp'),
  REDIS_STREAM_MAX_DELIVERIES: z.coerce.number().int().min(1).default(10),
  KELP_SECRET: z.string().min(32, 'KELP_SECRET must hold at least 32 characters.'),
  /** The secret before, while it is being changed: what is under it can still be read. */
  KELP_FORMER_SECRET: z
    .string()
    .min(32, 'KELP_FORMER_SECRET must be the whole secret that was used before.')
    .optional(),
  KELP_DATA_DIR: z.string().default('.kelp'),
  STORAGE_URL: z.string().optional(),
  STORAGE_DIR: z.string().default('.kelp/files'),
  /** For `s3://` in STORAGE_URL: the server (left out: Amazon's), and keys (left out: what Amazon's tools look for). */
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'Give the address of the server, as https://s3.example.com.' })
    .optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_PATH_STYLE: flag,
  NEXTAUTH_URL: z.string().optional(),
  METRICS_TOKEN: z.string().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  SMTP_URL: z.string().optional(),
  SMTP_LISTEN_PORT: z.coerce.number().int().optional(),
  SMTP_LISTEN_HOST: z.string().default('127.0.0.1'),
  CATCHER_SMTP_PORT: z.coerce.number().int().optional(),
  /** Lets tenants name mail servers on this machine and its link; for tests and single installations with a relay beside them. */
  MAIL_LOCAL_HOSTS: flag,
  /** Whether tenants may name mail servers in private networks; left out: only while there is one workspace. */
  KELP_PRIVATE_MAIL_HOSTS: z.enum(['allow', 'refuse'], { error: 'Say allow or refuse, or leave it out.' }).optional(),
  MAIL_FROM: z.string().default('Kelp <kelp@localhost.localdomain>'),
  SENTRY_DSN: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  KELP_SKIP_RATE_LIMITS: flag,
});

const schema = settings.refine(
  (given) => (given.S3_ACCESS_KEY_ID === undefined) === (given.S3_SECRET_ACCESS_KEY === undefined),
  { path: ['S3_SECRET_ACCESS_KEY'], error: 'Give S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or neither.' },
);

export type Config = z.infer<typeof schema> & { publicUrl: URL };

/** The settings of this process, read once from the environment. Throws one sentence per wrong variable. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Kelp cannot start, its settings are not complete:\n  ${reasons.join('\n  ')}`);
  }
  const publicUrl = new URL(parsed.data.NEXTAUTH_URL ?? `http://localhost:${parsed.data.PORT}`);
  return { ...parsed.data, publicUrl };
}

/** All processes compute with instants; a local zone would change answers from host to host. */
export function assertUtc(): void {
  if (new Date(2024, 6, 1).getTimezoneOffset() !== 0 || new Date(2024, 0, 1).getTimezoneOffset() !== 0) {
    throw new Error('Kelp runs with TZ=UTC; set it in the environment of this process.');
  }
}
