import type { z } from 'zod'
import { type CallName, contract, type Shape } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { describeEachDatabase } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { addressOf, callNames, rightInput, rowOf } from './calls'
import { everyRow } from './everyRow'
import { textPlacesIn, withValue } from './fieldPlaces'
import { keptConnections, type Post } from './keptConnections'
import { personOf, type Stage, setStage } from './stage'

const unseen = {
  'a control character': '资料不全\u0007请补正',
  'a character that turns the direction': '资料不全\u202e请补正',
  'nothing that can be seen': '\u200b\u200b\u200b\u200b\u200b\u200b',
}

const shapeOf = (name: CallName): z.ZodType | null => {
  const { in: shape }: Shape = contract[name]
  return shape === 'file' ? null : shape
}
const withTexts = callNames.filter((name) => {
  const shape = shapeOf(name)
  return shape && textPlacesIn(shape).length > 0
})

/** What a shape or a rule says of it; a place with a shape of its own (a day, a half-year, a name) says that it is none. */
const clear = /不能识别|看不见|无法印刷|不是有效日期|半年度不对|没有这种记录|系统不认识|没有找到|栏目|填写得不对/

describeEachDatabase('characters nobody sees', (db) => {
  let product: TestProduct
  let stage: Stage
  let connections: ReturnType<typeof keptConnections>
  const callers = new Map<string, Caller>()

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    connections = keptConnections(product.url)
    for (const key of new Set(withTexts.map((name) => rowOf(name).by)))
      callers.set(key, await product.loginPerson(personOf(key)))
  }, 60_000)
  afterAll(async () => {
    connections.close()
    await product.stop()
  })

  it.each(withTexts)('%s: refused in words in every text it takes, and no row changes', async (name) => {
    const shape = shapeOf(name) as z.ZodType
    const right = rightInput(name, stage)
    const cookie = callers.get(rowOf(name).by)?.cookie ?? ''
    const isGet = addresses[name].startsWith('GET ')
    const sent = textPlacesIn(shape).flatMap((place) =>
      Object.entries(unseen).map(([what, words]) => {
        const { path, rest } = addressOf(name, withValue(right, place, words, shape))
        const query = isGet ? `?${new URLSearchParams(rest as Record<string, string>)}` : ''
        const post: Post = { path: path + query, cookie, body: isGet ? '' : JSON.stringify(rest) }
        return { what: `${what} in ${place.join('.')}`, post: isGet ? { ...post, method: 'GET' as const } : post }
      }),
    )
    const before = await everyRow(product.database)
    const answers = await connections.sendAll(sent.map(({ post }) => post))
    const wrong = answers.flatMap(({ status, text }, turn) => {
      const { sentence = '', problems = [] } = JSON.parse(text) as {
        sentence?: string
        problems?: { sentence: string }[]
      }
      const said = [sentence, ...problems.map((problem) => problem.sentence)].join(' ')
      return status >= 400 && status < 500 && clear.test(said) ? [] : [`${sent[turn]?.what}: ${status} ${said}`]
    })
    expect(wrong).toEqual([])
    expect(await everyRow(product.database)).toEqual(before)
  })
})
