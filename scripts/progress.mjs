const firstNoticeMs = 1000;
const noticeEveryMs = 10_000;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Runs one step of the start and prints what it is about, a sign of life every 10 s while it lasts, and its seconds.
 * What `work` returns is passed on; a failure is left to the caller to explain.
 */
export async function step(title, work) {
  const begin = Date.now();
  let timer = setTimeout(function notice() {
    const elapsed = Date.now() - begin;
    console.log(elapsed < noticeEveryMs ? `… ${title}` : `… ${title}, ${Math.round(elapsed / 1000)} s`);
    timer = setTimeout(notice, noticeEveryMs);
  }, firstNoticeMs);
  try {
    const result = await work();
    console.log(`✓ ${title} (${seconds(Date.now() - begin)})`);
    return result;
  } finally {
    clearTimeout(timer);
  }
}
