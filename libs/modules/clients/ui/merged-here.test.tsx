/** @jest-environment node */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { KelpProvider } from '@kelp/ui';
import { MergedHere } from './merged-here';

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const one = { id: 'a', name: 'Acme Inc', mergedAt: new Date('2026-03-10T09:00:00Z'), mergedBy: 'Mona' };
const open = { ...one, undoUntil: new Date('2026-03-17T09:00:00Z') };

const draw = (page: React.ReactNode) =>
  renderToStaticMarkup(
    <KelpProvider portal="staff" nonce="n">
      <QueryClientProvider client={new QueryClient()}>{page}</QueryClientProvider>
    </KelpProvider>,
  );

it('says what was merged here, by whom and when, and offers the way back while there is one, to those who may', () => {
  const full = draw(<MergedHere party="client" merged={[open]} mayUndo />);
  for (const words of ['Merged into this client', 'Acme Inc', 'by Mona', '2026-03-10T09:00'])
    expect(full).toContain(words);
  expect(full).toContain('aria-label="Undo the merge of Acme Inc"');
  expect(draw(<MergedHere party="contact" merged={[open]} mayUndo={false} />)).not.toContain('Undo the merge');
  expect(draw(<MergedHere party="client" merged={[{ ...one, undoUntil: null }]} mayUndo />)).not.toContain(
    'Undo the merge',
  );
  expect(draw(<MergedHere party="client" merged={[]} mayUndo />)).not.toContain('Merged into');
});
