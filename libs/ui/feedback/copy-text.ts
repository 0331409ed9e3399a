/** Puts words into the clipboard; rejects where the browser keeps it closed, or has none because the page did not come by https. */
export const copyText = async (text: string): Promise<void> => window.navigator.clipboard.writeText(text);
