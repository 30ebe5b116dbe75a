import type { Box } from '../../miniapp/keeping/box'
import { createReceiptBook } from '../../miniapp/keeping/receiptBook'
import { type Receipt, withAnswer, withTrying } from '../../miniapp/sealing/receipts'
import { memoryBox, openWindow, settled } from './support/keptPhone'

const bookOf = async (box: Box, owner = 'me') => createReceiptBook(await openWindow(box, owner))
const sent = (revision: number, receipt: string): Map<string, Receipt> => new Map([['a/PEER', { revision, receipt }]])

test('receipts belong to a person and a round, and are found again after a reload', async () => {
  const box = memoryBox()
  const first = await bookOf(box, 'first')
  expect(await first.change('r', (before) => withAnswer(before, sent(1, 'f00d'), true))).toBe(true)
  expect((await bookOf(box, 'first')).read('r')?.rights).toEqual({
    'a/PEER': { held: { revision: 1, receipt: 'f00d', here: true }, trying: null },
  })
  expect((await bookOf(box, 'first')).read('s')).toBeNull()
  const second = await bookOf(box, 'second')
  expect(second.read('r')).toBeNull()
  await second.change('r', (before) => withAnswer(before, sent(1, 'beef'), true))
  expect((await bookOf(box, 'first')).read('r')?.rights['a/PEER']?.held?.receipt).toBe('f00d')
  expect([...box.kept.values()].map(({ kind }) => kind)).toEqual(['receipts', 'receipts'])
})

test('two windows write into one book, and lose nothing of each other', async () => {
  const box = memoryBox()
  const [one, two] = [await bookOf(box), await bookOf(box)]
  await Promise.all([
    one.change('r', (before) => withTrying(before, sent(1, 'f00d'))),
    two.change('r', (before) => withTrying(before, new Map([['b/PEER', { revision: 1, receipt: 'beef' }]]))),
  ])
  await settled()
  expect(Object.keys((await bookOf(box)).read('r')?.rights ?? {}).sort()).toEqual(['a/PEER', 'b/PEER'])
})

test('what was refused leaves no receipt, and the one before it stays', async () => {
  const box = memoryBox()
  const book = await bookOf(box)
  await book.change('r', (before) => withTrying(before, sent(1, 'f00d')))
  await book.change('r', (before) => withAnswer(before, sent(1, 'f00d'), false))
  expect(book.read('r')?.rights).toEqual({})
  await book.change('r', (before) => withAnswer(before, sent(1, 'f00d'), true))
  await book.change('r', (before) => withTrying(before, sent(2, 'beef')))
  expect(book.read('r')?.rights['a/PEER']).toMatchObject({ held: { receipt: 'f00d' }, trying: { receipt: 'beef' } })
  await book.change('r', (before) => withAnswer(before, sent(2, 'beef'), false))
  expect(book.read('r')?.rights['a/PEER']).toEqual({ held: { revision: 1, receipt: 'f00d', here: true }, trying: null })
})

test('where nothing can be kept it says so', async () => {
  const box = memoryBox()
  const book = await bookOf(box)
  box.full = true
  expect(await book.change('r', (before) => withAnswer(before, sent(1, 'f00d'), true))).toBe(false)
})
