import { assertUtc } from '@kelp/platform/config';
import { isAppError } from '@kelp/std';
import { commands, usage } from './commands';

/** The operator's tool: `npm run kelp -- <command>`. Errors are one sentence; the exit code is 1. */
async function main(words: readonly string[]): Promise<void> {
  assertUtc();
  const name = words.slice(0, 2).join(' ');
  const command = commands[name] ?? commands[words[0] ?? 'help'];
  if (!command) throw new Error(`There is no command "${words.join(' ')}".\n\n${usage()}`);
  const rest = words.slice(commands[name] ? 2 : 1);
  await command.run(rest);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    const isExpected = isAppError(error) || (error instanceof Error && !process.env['KELP_DEBUG']);
    console.error(isExpected ? (error as Error).message : error);
    process.exit(1);
  },
);
