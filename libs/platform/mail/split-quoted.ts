export interface SplitText {
  /** What the writer has newly written. */
  fresh: string;
  /** What was quoted from earlier mails, with its introduction; '' when nothing was. */
  quoted: string;
}

// Words of the common mail programs in the languages our users' clients write in. Each pattern is tried on one line of
// bounded length, so none of them can run long.
const maxLine = 400;
const originalMessage =
  /^-{2,}\s*(original message|original appointment|urspr[üu]ngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|wiadomość oryginalna|oprindelig meddelelse|opprinnelig melding|ursprungligt meddelande)\s*-{2,}$/i;
const forwarded =
  /^(-{2,}\s*(forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht)\s*-{2,}|begin forwarded message:|anfang der weitergeleiteten nachricht:)$/i;
const attribution =
  /^(on\b.*\bwrote|am\b.*\bschrieb\b.*|le\b.*\ba écrit|el\b.*\bescribi[óo]|il\b.*\bha scritto|op\b.*\b(schreef\b.*|het volgende geschreven)|em\b.*\bescreveu|w dniu\b.*\b(pisze|napisał(a|\(a\))?)|den\b.*\b(skrev\b.*|følgende)|dnia\b.*\bnapisał.*)\s*:$/i;
const attributionStart = /^(on|am|le|el|il|op|em|w dniu|den|dnia)\b/i;
const headerFrom = /^\*?(from|von|de|da|van|od|från|fra|avsändare)\s?:\*?\s*\S/i;
const headerOther =
  /^\*?(sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado( el)?|para|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|wysłano|do|temat|skickat|till|ämne|sendt|til|emne|cc|kopie)\s?:\*?/i;
const underscores = /^_{5,}$/;
const quotedLine = /^\s{0,3}>/;

/**
 * Splits a reply's plain text into what is new and what was quoted: "> " lines, "On … wrote:", Outlook's header block
 * and "-----Original Message-----". Answers written between the quoted lines stay as they are, since they make no sense
 * without them, and so does everything below a "Forwarded message" line. When nothing new would be left, the whole
 * text counts as fresh.
 */
export function splitQuoted(text: string): SplitText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const cut = quoteStart(lines);
  const whole = { fresh: text.trim(), quoted: '' };
  if (!cut) return whole;
  const fresh = [...lines.slice(0, cut.from), ...lines.slice(cut.to)].join('\n').trim();
  const quoted = lines.slice(cut.from, cut.to).join('\n').trim();
  return fresh ? { fresh, quoted } : whole;
}

interface Cut {
  from: number;
  /** Exclusive. */
  to: number;
}

/** The lines to fold: the first introduction of a quotation with what it introduces, or a last block of "> " lines. */
function quoteStart(lines: string[]): Cut | null {
  for (let index = 0; index < lines.length; index++) {
    const line = lineAt(lines, index);
    if (forwarded.test(line)) return null;
    if (originalMessage.test(line) || isHeaderBlock(lines, index)) {
      const from = underscores.test(lineAt(lines, index - 1)) ? index - 1 : index;
      return { from, to: lines.length };
    }
    const length = attributionLength(lines, index);
    if (length > 0) return introducedQuote(lines, index, length);
    if (quotedLine.test(line)) return bareQuote(lines, index);
  }
  return null;
}

const lineAt = (lines: string[], index: number): string => (lines[index] ?? '').slice(0, maxLine).trim();

/** How many lines the "On … wrote:" starting here takes (mail programs wrap it over up to three), 0 for none. */
function attributionLength(lines: string[], index: number): number {
  let joined = lineAt(lines, index);
  if (!attributionStart.test(joined)) return 0;
  for (let length = 1; length <= 3; length++) {
    if (joined.endsWith(':') && attribution.test(joined)) return length;
    const next = lineAt(lines, index + length);
    if (!next) return 0;
    joined = `${joined} ${next}`.slice(0, maxLine);
  }
  return 0;
}

/** Whether Outlook's block of From, Sent, To and Subject starts here: a From line and two more within five lines. */
function isHeaderBlock(lines: string[], index: number): boolean {
  if (!headerFrom.test(lineAt(lines, index))) return false;
  let others = 0;
  for (let next = index + 1; next <= index + 5; next++) if (headerOther.test(lineAt(lines, next))) others++;
  return others >= 2;
}

/** After "On … wrote:" the rest is quoted, unless "> " lines show where the quotation ends and new text follows. */
function introducedQuote(lines: string[], index: number, length: number): Cut | null {
  const first = skipBlank(lines, index + length);
  if (!quotedLine.test(lineAt(lines, first))) return { from: index, to: lines.length };
  const end = blockEnd(lines, first);
  return laterQuote(lines, end) ? null : { from: index, to: end };
}

/** "> " lines without an introduction: folded when nothing is answered between them. */
function bareQuote(lines: string[], index: number): Cut | null {
  const end = blockEnd(lines, index);
  return laterQuote(lines, end) ? null : { from: index, to: end };
}

function skipBlank(lines: string[], index: number): number {
  let at = index;
  while (at < lines.length && lineAt(lines, at) === '') at++;
  return at;
}

/** The first line after the block of "> " lines; blank lines inside belong to it. */
function blockEnd(lines: string[], index: number): number {
  let end = index;
  for (let at = index; at < lines.length; at++) {
    const line = lineAt(lines, at);
    if (quotedLine.test(line)) end = at + 1;
    else if (line !== '') break;
  }
  return end;
}

function laterQuote(lines: string[], from: number): boolean {
  return lines.slice(from).some((line) => quotedLine.test(line.slice(0, maxLine)));
}
