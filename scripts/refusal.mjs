/** A problem the person at the keyboard can solve: printed as its one sentence, without a stack, with exit code 1. */
export class Refusal extends Error {}

/** Runs a script's main function; a `Refusal` ends it with its sentence, anything else with its stack. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exit(1);
  }
}
