import pg from 'pg';
import { createDispatcher, type Caller, type Engines } from '@kelp/kernel';
import { findRecords, suggestRecords } from '@kelp/search';
import { withHouse } from '../apps/scheduler/commands/open-house';
import { growth, percentile } from './method/percentiles';
import { option } from './method/rounds';
import { loadWorkspaces } from './workspace/load-workspaces';

const sizes = [10_000, 100_000, 1_000_000];
const commentsEach = 3;
const repeats = 7;
/** As many of one kind as our page looks at. */
const most = 500;

interface Question {
  name: string;
  text: string;
  /** The same for the word index; missing where it is no question for words. */
  words?: string;
}

const questions: readonly Question[] = [
  { name: 'a rare word', text: 'zebra', words: 'zebra:*' },
  { name: 'a common word', text: 'printer', words: 'printer:*' },
  { name: 'a word of half of all comments', text: 'word1', words: 'word1:*' },
  { name: 'a rare word of comments', text: 'word43210', words: 'word43210:*' },
  { name: 'two common words', text: 'printer offline', words: 'printer:* & offline:*' },
  { name: 'a word and a rare one', text: 'backup zebra', words: 'backup:* & zebra:*' },
  { name: 'the beginning of a word', text: 'licen', words: 'licen:*' },
  { name: 'a phrase', text: '"slow network"', words: 'slow <-> network' },
  { name: 'a typing error', text: 'phishng' },
  { name: 'a rare typing error', text: 'zebbra' },
  { name: 'a number', text: 'T-4321' },
  { name: 'nothing like it', text: 'qxqxqx' },
];

/** Milliseconds of one call, the median of some, after one that warms up. */
async function timed(call: () => Promise<unknown>): Promise<number> {
  await call();
  const times: number[] = [];
  for (let n = 0; n < repeats; n += 1) {
    const begin = performance.now();
    await call();
    times.push(performance.now() - begin);
  }
  return percentile(times, 0.5);
}

/** The limit: the newest tickets and comments with these words by the index alone, as the role that reads past row-level security for search. */
async function rawWords(finder: pg.Client, tenant: string, words: string): Promise<void> {
  for (const type of ['ticket', 'comment']) {
    await finder.query(
      `select id from search_docs where tenant_id = $1 and type = $2 and vector @@ to_tsquery('simple', $3)
       order by source_updated_at desc limit ${most}`,
      [tenant, type, words],
    );
  }
}

async function openFinder(): Promise<pg.Client> {
  const finder = new pg.Client({ connectionString: process.env['MIGRATION_DATABASE_URL'] });
  await finder.connect();
  await finder.query('set role kelp_search');
  return finder;
}

/** Prints what each question takes; returns the 95th percentile of the pages of results. */
async function measureSearch(engines: Engines, caller: Caller): Promise<number> {
  const { run } = createDispatcher(engines.house);
  const finder = await openFinder();
  console.log(`${'ms'.padEnd(36)}${['page', 'palette', 'limit', 'times'].map((head) => head.padStart(10)).join('')}`);
  const pages: number[] = [];
  for (const { name, text, words } of questions) {
    const page = await timed(() => run(findRecords, { text, type: 'ticket' }, caller));
    const palette = await timed(() => run(suggestRecords, { text }, caller));
    const limit = words ? await timed(() => rawWords(finder, caller.tenant, words)) : null;
    pages.push(page);
    const cells = [
      page.toFixed(1),
      palette.toFixed(1),
      limit?.toFixed(1) ?? '–',
      limit ? (page / limit).toFixed(1) : '–',
    ];
    console.log(`${name.padEnd(36)}${cells.map((cell) => cell.padStart(10)).join('')}`);
  }
  await finder.end();
  return percentile(pages, 0.95);
}

/** Search over tickets with three comments each, in 50 workspaces, asked in the one that holds half. */
async function measure(): Promise<void> {
  const largest = option('tickets', 1_000_000);
  const points: { size: number; cost: number }[] = [];
  await withHouse(async (engines) => {
    for (const size of sizes.filter((one) => one <= largest)) {
      const caller = await loadWorkspaces(engines, size, { comments: commentsEach, isSearchable: true });
      const cost = await measureSearch(engines, caller);
      points.push({ size, cost });
      console.log(`p95 of the page of results ${cost.toFixed(1)} ms\n`);
    }
  });
  if (points.length > 1) console.log(`growth of the p95: ${growth(points).toFixed(3)} (0 is flat, 1 grows alike)`);
}

await measure().then(() => process.exit(0));
