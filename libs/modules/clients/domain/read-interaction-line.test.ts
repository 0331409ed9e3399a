import { readInteractionLine } from './read-interaction-line';

const types = ['Call', 'E-mail', 'Meeting', 'Online meeting', 'Site visit', 'Note', 'General'].map((name) => ({
  id: name,
  name,
}));
const read = (line: string) => readInteractionLine(line, types);

it.each([
  ['call 10m the printer again', 'Call', 10, 'the printer again'],
  ['Call: the printer again', 'Call', null, 'the printer again'],
  ['email 5 min sent the offer', 'E-mail', 5, 'sent the offer'],
  ['e-mail sent the offer', 'E-mail', null, 'sent the offer'],
  ['online meeting 1h30m quarterly review', 'Online meeting', 90, 'quarterly review'],
  ['meeting 1.5h quarterly review', 'Meeting', 90, 'quarterly review'],
  ['site visit 2h', 'Site visit', 120, 'Site visit'],
  ['10m call Dee asked for a quote', 'Call', 10, 'Dee asked for a quote'],
  ['1:15 walked the new office', null, 75, 'walked the new office'],
  ['callback promised', null, null, 'callback promised'],
  ['note the alarm code is 4711', 'Note', null, 'the alarm code is 4711'],
  ['asked whether we could come in 30 min or so', null, null, 'asked whether we could come in 30 min or so'],
  ['call 300 pages printed', 'Call', null, '300 pages printed'],
])('reads “%s”', (line, typeId, minutes, title) => {
  expect(read(line)).toEqual({ typeId, minutes, title });
});

it('keeps something to read of whatever is typed', () => {
  for (const line of ['10m', ':', 'call', '— 10m', '   call   ']) expect(read(line).title).not.toBe('');
});
