import { openStripeDouble } from '@kelp/billing';

/**
 * The double of Stripe as a program, beside a demo: `KELP_DOUBLE_PORT` is where it listens, `KELP_DOUBLE_EVENTS` where its events go. Only
 * `npm start -- --demo` starts it, and no key of Stripe's opens it.
 */
const port = Number(process.env['KELP_DOUBLE_PORT'] ?? 0);
const events = process.env['KELP_DOUBLE_EVENTS'];
const double = await openStripeDouble({
  port,
  ...(events ? { webhook: { url: `${events}/api/payment-events/stripe/{tenant}`, secret: 'whsec_demo' } } : {}),
});
process.stdout.write(`The double of Stripe listens at ${double.url}\n`);
const stop = () => void double.close().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
