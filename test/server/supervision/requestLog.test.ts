import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import pino from 'pino'
import { startTestProduct } from '../../support/product'

test('the request log says of every call that it came, and nothing of an opinion (R27, rules §4.6 in spirit)', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write: (piece, _encoding, done) => {
      lines.push(piece.toString())
      done()
    },
  })
  const product = await startTestProduct(undefined, {}, { log: pino({ level: 'debug' }, stream) })
  const masses = await product.login('masses')
  const input = { pledgeId: randomUUID(), opinionId: randomUUID(), content: '值班时找不到人', anonymous: true }
  expect((await masses.call('supervision.submit', input)).body.code).toBe('opinion.unpublished')
  await masses.call('wall.list', {})
  await product.stop()
  const written = lines.join('')
  expect(written).toContain('wall.list')
  expect(written).not.toMatch(/supervision|opinions|值班/)
})
