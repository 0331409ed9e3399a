import { refused } from '@kelp/std';
import { errorSentence } from './error-sentence';

describe('errorSentence', () => {
  it('keeps the words of the server and of the caller', () => {
    expect(errorSentence(refused('ticket.closed', 'Open the ticket again first.'))).toBe(
      'Open the ticket again first.',
    );
    expect(errorSentence('Pick a board.')).toBe('Pick a board.');
  });

  it('never shows the inside of a bug', () => {
    expect(errorSentence(new TypeError("Cannot read properties of undefined (reading 'id')"))).toBe(
      'Something went wrong here. Please try again; if it stays, tell your administrator.',
    );
  });
});
