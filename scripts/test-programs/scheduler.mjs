import { serve } from './app.mjs';

if (process.env.TEST_CRASHING === 'scheduler') process.exit(7);
serve(Number(process.env.SCHEDULER_PORT));
