import { invalidFields } from '@kelp/std';
import { ZodError } from './zod';

/** What `read` makes of an input. Throws invalid with a sentence for each field that does not fit its contract, in the browser and on the server alike. */
export function parseInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join('.') || 'input', issue.message]));
    throw invalidFields(fields);
  }
}
