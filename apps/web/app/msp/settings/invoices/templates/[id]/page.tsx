import type { Metadata } from 'next';
import { TemplateDesignerPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Invoice template' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <TemplateDesignerPage id={id} />;
}
