/** The one error type that travels through every door. `id` is stable and machine-readable; `message` is a sentence for a person. */
export class AppError extends Error {
  readonly id: string;
  readonly status: number;
  readonly fields: Record<string, string> | undefined;
  readonly data: Record<string, unknown> | undefined;
  constructor(
    id: string,
    status: number,
    message: string,
    more: { fields?: Record<string, string>; data?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.id = id;
    this.status = status;
    this.fields = more.fields;
    this.data = more.data;
  }
}

/** True for an AppError of this or another module graph (bundles carry their own copy of the class, so never `instanceof`). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'id' in error && 'status' in error;
}

/** 404. Also the answer for rows of another tenant and for rows the actor may not see, so that existence never leaks. */
export const notFound = (noun: string) =>
  new AppError('not_found', 404, `This ${noun} does not exist, or you may not see it.`);

/** 403: the actor's roles lack the permission. */
export const forbidden = (permission: string) =>
  new AppError('forbidden', 403, `Your role does not allow this (${permission}). Ask an owner of your workspace.`, {
    data: { permission },
  });

/** 401: nobody is signed in, or the session has ended. */
export const unauthenticated = () => new AppError('unauthenticated', 401, 'Please sign in to go on.');

/** 422 with one sentence per wrong field. */
export const invalid = (message: string, fields?: Record<string, string>) =>
  new AppError('invalid', 422, message, fields ? { fields } : {});

/** What a refusal by the contract alone says; the fields say more. */
const wrongFields = 'Some values are not right. Correct the marked fields and try again.';

/** 422 for values that do not fit their contract, with one sentence per wrong field. */
export const invalidFields = (fields: Record<string, string>) => invalid(wrongFields, fields);

/** The sentence for a place that marks no fields: what is wrong with each of them where nothing else was said. */
export const unmarkedSentence = ({ message, fields = {} }: AppError): string =>
  message === wrongFields ? Object.values(fields).join(' ') : message;

/** 409: a rule of the trade refuses this now; `id` names the rule (`ticket.closed`). */
export const refused = (id: string, message: string, data?: Record<string, unknown>) =>
  new AppError(id, 409, message, data ? { data } : {});

/** 409: the row was changed meanwhile; `fields` are the names that differ, so the user can re-apply. */
export const stale = (noun: string, fields: string[]) =>
  new AppError(
    'stale',
    409,
    `This ${noun} was changed by somebody else meanwhile. Look at the new values and apply yours again.`,
    { data: { fields } },
  );

/** 429 with the number of seconds after which another try makes sense. */
export const tooMany = (message: string, retryAfterSeconds: number) =>
  new AppError('too_many', 429, message, { data: { retryAfterSeconds } });

/** 503: a part of the installation is not reachable just now. */
export const unavailable = (what: string) =>
  new AppError(
    'unavailable',
    503,
    `${what} is not reachable just now. Nothing was lost; please try again in a moment.`,
  );
