// npm run dev: the same servers as npm start, with hot reload of the pages and a restart of what else has changed.
import { requireNode } from './node-version.mjs';

requireNode();
const { develop } = await import('./development.mjs');
await develop();
