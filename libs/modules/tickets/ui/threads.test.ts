import type { CommentCard } from '../contract';
import { threadsOf } from './threads';

const card = (id: string, parentId: string | null = null, version = 1): CommentCard => ({
  id,
  version,
  parentId,
  authorType: 'internal',
  authorName: 'Tess',
  userId: null,
  visibility: 'internal',
  html: '',
  text: `${id} v${version}`,
  markup: null,
  quoted: '',
  isResolution: false,
  origin: 'ui',
  createdAt: new Date(0),
  editedAt: null,
  isDeleted: false,
  isMailed: false,
  reactions: [],
  attachments: [],
  child: null,
});
const shape = (...parts: CommentCard[][]) =>
  threadsOf(parts).map(({ comment, answers }) => [comment.text, ...answers.map(({ text }) => text)]);

it('puts answers under their comment in the order of time', () => {
  expect(shape([card('a'), card('d', 'a'), card('b'), card('c', 'a')])).toEqual([['a v1', 'c v1', 'd v1'], ['b v1']]);
});

it('shows an answer alone when its comment is not loaded', () => {
  expect(shape([card('c', 'a')])).toEqual([['c v1']]);
});

it('takes each comment once, in its newest wording', () => {
  expect(shape([card('a', null, 2), card('b')], [card('a', null, 1)])).toEqual([['a v2'], ['b v1']]);
});
