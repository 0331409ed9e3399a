import type { SurveyLanguage, SurveyWords } from '../contract';
import type { SurveyKind } from '../domain/scales';

/** What the page of one link shows, and nothing else of the workspace. */
export interface SurveyPage {
  workspace: string;
  zone: string;
  ticketTitle: string | null;
  language: SurveyLanguage;
  kind: SurveyKind;
  words: SurveyWords;
  asksConsent: boolean;
  expiresAt: Date;
  isTest: boolean;
  /** Links were followed as machines do: only the button counts. */
  isDoubted: boolean;
  answer: {
    rating: number;
    further: (number | null)[];
    comment: string;
    mayQuote: boolean;
    isConfirmed: boolean;
  } | null;
}

/** What came in by a link. */
export interface SurveyReply {
  rating: number;
  /** Of the further questions in their order; null: not answered. */
  further: (number | null)[];
  comment: string;
  mayQuote: boolean;
  /** Sent by the button of the page. False: by the click in the mail alone, which says a rating and nothing else. */
  isPressed: boolean;
}
