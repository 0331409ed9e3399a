const print = (name, value) => console.log(`${name.padEnd(56)} ${value}`);

/** Prints what was done, how much there was and what must be zero. Returns whether all of that is. */
export function report({ did, load, totals, faults }) {
  console.log('');
  for (const [name, count] of Object.entries(did)) print(name, count);
  for (const [name, count] of Object.entries(totals)) print(name, count);
  print('requests sent', `${load.counts.requests}, of these again with the same key ${load.counts.repeats}`);
  console.log('\nmust be zero');
  for (const [name, count] of Object.entries(faults)) print(`  ${name}`, count);
  const isGood = Object.values(faults).every((count) => count === 0);
  console.log(isGood ? '\n0 lost, 0 doubled' : '\nTHE DRILL FAILED');
  return isGood;
}
