const hour = 3_600_000;

/** A session ends 30 days after the sign-in, and after 8 hours in which it was not used. */
export const sessionLife = { absoluteMs: 30 * 24 * hour, idleMs: 8 * hour };

/** How old "last seen" may get before a request writes it anew: one write in five minutes, not one in each request. */
export const seenStepMs = 5 * 60_000;

/** How long the links in mails are good for. */
export const linkLifeMs = {
  password_reset: hour,
  verify_email: 24 * hour,
  invitation: { msp: 7 * 24 * hour, client: 24 * hour },
};

/** How long a person may look at the list of workspaces after the password was right. */
export const choiceLifeMs = 5 * 60_000;
