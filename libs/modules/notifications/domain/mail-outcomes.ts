/** What became of the mail of a notice. */
export const mailOutcomes = [
  /** Sent, alone or with others; its message has a history of its own. */
  'sent',
  /** Waits for more about the same ticket. */
  'burst',
  /** Waits for the end of quiet hours or of a pause. */
  'quiet',
  /** Read or snoozed in the program before the mail was due. */
  'seen',
  /** Its words are part of a notice that was mailed and is still unread. */
  'collapsed',
  'off_by_person',
  'off_by_workspace',
  /** Off as shipped, until somebody turns it on. */
  'off_at_first',
  /** The rule that told asks for other ways, or this kind has no mail. */
  'not_asked',
  'person_gone',
  'unknown',
] as const;
export type MailOutcome = (typeof mailOutcomes)[number];
