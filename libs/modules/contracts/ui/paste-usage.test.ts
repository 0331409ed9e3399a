import { pastedUsage } from './paste-usage';

const none = { client: '', eventId: '', on: '', at: '', quantity: '', subject: '' };

it('reads columns in their own order by the headings, with quotes', () => {
  const text = 'Date,Client,Quantity,Event ID\n2026-11-02,"Acme, Dental",12.5,e1\n\n2026-11-03,"The ""Lab""",3,e2\n';
  expect(pastedUsage(text)).toEqual([
    { line: 2, row: { ...none, on: '2026-11-02', client: 'Acme, Dental', quantity: '12.5', eventId: 'e1' } },
    { line: 4, row: { ...none, on: '2026-11-03', client: 'The "Lab"', quantity: '3', eventId: 'e2' } },
  ]);
});

it('reads what a spreadsheet copies, without headings', () => {
  expect(pastedUsage('Acme\t2026-11-02\t7')).toEqual([
    { line: 1, row: { ...none, client: 'Acme', on: '2026-11-02', quantity: '7' } },
  ]);
  expect(pastedUsage('  \n')).toEqual([]);
});
