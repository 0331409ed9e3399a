import { serve } from './app.mjs';

if (process.env.TEST_CRASHING === 'worker') process.exit(7);
serve(Number(process.env.WORKER_PORT));
