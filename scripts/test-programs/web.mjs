import { serve } from './app.mjs';

if (process.env.TEST_CRASHING === 'web') process.exit(7);
serve(Number(process.env.PORT));
