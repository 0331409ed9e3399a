import type { SurveyPage } from '@kelp/surveys';

/** The program's own words on the page of a survey, in the languages that surveys speak; what a workspace asks stands in its template. */
export const surveyWords = {
  en: {
    about: (title: string) => `About “${title}”`,
    test: 'This is a test. What you answer counts nowhere.',
    counted: 'Your answer counts. Thank you!',
    pressOnce: 'Press the button, and your answer counts.',
    changed: 'You have answered already. Press the button to change your answer.',
    doubted:
      'Your mail program followed several links by itself. Choose a rating and press the button, and your answer counts.',
    consent: 'You may quote my comment in public.',
    send: 'Send my answer',
    change: 'Save',
    until: (date: string) => `You can change your answer until ${date}.`,
    wrong: 'Choose a rating, then send it.',
    goneTitle: 'This link does not work any more',
    gone: 'It has ended, or it is not complete. You need not do anything. If you want to tell us something, just answer the mail.',
    busyTitle: 'Just a moment',
    busy: 'Too many requests came from your network. Try again in a minute.',
    brokenTitle: 'That did not work',
    broken: 'Something went wrong on our side, and your answer was not saved. Try again in a minute.',
  },
  de: {
    about: (title: string) => `Zu „${title}“`,
    test: 'Dies ist ein Test. Ihre Antwort zählt nirgends.',
    counted: 'Ihre Antwort zählt. Danke!',
    pressOnce: 'Drücken Sie die Taste, dann zählt Ihre Antwort.',
    changed: 'Sie haben schon geantwortet. Drücken Sie die Taste, um Ihre Antwort zu ändern.',
    doubted:
      'Ihr Mailprogramm ist mehreren Links von selbst gefolgt. Wählen Sie eine Bewertung und drücken Sie die Taste, dann zählt Ihre Antwort.',
    consent: 'Sie dürfen meinen Kommentar öffentlich zitieren.',
    send: 'Antwort senden',
    change: 'Speichern',
    until: (date: string) => `Sie können Ihre Antwort bis ${date} ändern.`,
    wrong: 'Wählen Sie eine Bewertung, dann senden Sie sie.',
    goneTitle: 'Dieser Link gilt nicht mehr',
    gone: 'Er ist abgelaufen oder nicht vollständig. Sie müssen nichts tun. Wenn Sie uns etwas sagen möchten, antworten Sie einfach auf die Mail.',
    busyTitle: 'Einen Moment',
    busy: 'Aus Ihrem Netz kamen zu viele Anfragen. Versuchen Sie es in einer Minute noch einmal.',
    brokenTitle: 'Das hat nicht geklappt',
    broken:
      'Bei uns ist etwas schiefgegangen, und Ihre Antwort wurde nicht gespeichert. Versuchen Sie es in einer Minute noch einmal.',
  },
} as const satisfies Record<SurveyPage['language'], unknown>;

/** The language of a page without a survey: the first that the reader's browser names. */
export const languageOf = (accepted: string | undefined): SurveyPage['language'] =>
  /^\s*de\b/i.test(accepted ?? '') ? 'de' : 'en';
