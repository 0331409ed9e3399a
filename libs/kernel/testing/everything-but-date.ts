/** For jest's fake timers: only `Date` stands elsewhere, as in a process whose clock is wrong; timers keep their pace. */
export const everythingButDate = (
  [
    'hrtime',
    'nextTick',
    'performance',
    'queueMicrotask',
    'setImmediate',
    'clearImmediate',
    'setInterval',
    'clearInterval',
    'setTimeout',
    'clearTimeout',
  ] as const
).slice();
