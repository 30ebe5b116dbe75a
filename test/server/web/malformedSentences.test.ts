import type { z } from 'zod'
import { type CallName, contract, type Shape } from '../../../server/contract'
import { fieldNames } from '../../../server/contract/fieldNames'
import type { Refusal } from '../../../server/refusals'
import { checkInput } from '../../../server/web/checkInput'
import { startTestProduct, type TestProduct } from '../../support/product'
import { callNames, rightInput } from './calls'
import { fieldsOf, placesIn, withValue } from './fieldPlaces'
import { type Stage, setStage } from './stage'

const secret = 'Geheimnis'
const wrongValues = [undefined, null, true, 42, -1, 1.5, secret, [secret], { [secret]: secret }, '']

const shapeOf = (name: CallName): z.ZodType | null => {
  const { in: shape }: Shape = contract[name]
  return shape === 'file' ? null : shape
}
const refusalOf = (shape: z.ZodType, value: unknown): Refusal | null => {
  try {
    checkInput(shape, value)
    return null
  } catch (fault) {
    return fault as Refusal
  }
}

/** One plain Chinese sentence that says nothing back: no word of zod's, no name of the program's, nothing that was sent. */
const plain = /^提交的内容有误：[^A-Za-z。]+$/

describe('a request of the wrong shape is refused in plain Chinese, saying what and where', () => {
  let product: TestProduct
  let stage: Stage
  beforeAll(async () => {
    product = await startTestProduct()
    stage = await setStage(product.database)
  }, 60_000)
  afterAll(() => product.stop())

  test('every field of every call has a name', () => {
    const fields = new Set(callNames.flatMap((name) => fieldsOf(shapeOf(name))))
    expect([...fields].filter((field) => !fieldNames[field])).toEqual([])
    expect(Object.keys(fieldNames).filter((field) => !fields.has(field))).toEqual([])
    expect(Object.values(fieldNames).filter((each) => !/^[\u4e00-\u9fff]+$/.test(each))).toEqual([])
  })

  test.each(callNames.filter((name) => shapeOf(name)))('%s', (name) => {
    const shape = shapeOf(name) as z.ZodType
    const right = rightInput(name, stage)
    const faults: string[] = []
    const judge = (value: unknown, where: string) => {
      const refused = refusalOf(shape, value)
      if (!refused) return
      const { message, code, problems } = refused
      const said = [message, ...problems.map(({ sentence }) => `提交的内容有误：${sentence}`)]
      // '提交的内容' alone would not say where.
      const bad = said.filter((each) => !plain.test(each) || /^提交的内容有误：(提交的内容|填写得|应)/.test(each))
      if (code !== 'request.malformed' || bad.length) faults.push(`${where}: ${bad.join(' ')}`)
    }
    judge({ ...right, [secret]: secret }, 'a field too many')
    expect(refusalOf(shape, { ...right, [secret]: secret })?.message).toContain('系统不认识的内容')
    for (const place of placesIn(shape))
      for (const value of wrongValues)
        judge(withValue(right, place, value, shape), `${place.join('.')} ${JSON.stringify(value)}`)
    expect(faults).toEqual([])
  })

  test('over HTTP too', async () => {
    const caller = await product.login('member')
    const { status, body } = await caller.call('session.setTextStep', { textStep: secret as never })
    expect([status, body.sentence]).toEqual([400, '提交的内容有误：“字号”应填数字'])
  })
})
