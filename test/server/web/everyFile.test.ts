import { type CallName, contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { startTestProduct, type TestProduct } from '../../support/product'
import { faultsOfText } from '../../support/reading/faultsOfText'
import { textOfFile } from '../../support/reading/textOfFile'
import '../../support/chineseFont'
import { addressOf, callNames, rightInput, rowOf } from './calls'
import { personOf, type Stage, setStage } from './stage'

/** Stops before there is a file: the test of its part reads it (table1.test.ts). */
const elsewhere = (name: CallName): boolean => rowOf(name).stopsAt !== undefined
const files = callNames.filter(
  (name) => addresses[name].startsWith('GET ') && contract[name].out === 'file' && !elsewhere(name),
)

describe('every file that the house hands out, read as people read it', () => {
  let product: TestProduct
  let stage: Stage
  beforeAll(async () => {
    product = await startTestProduct()
    stage = await setStage(product.database)
  }, 60_000)
  afterAll(() => product.stop())

  async function read(name: CallName, input = rightInput(name, stage), by = rowOf(name).by): Promise<string> {
    const { path, rest } = addressOf(name, input)
    const query = new URLSearchParams(
      Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]),
    )
    const caller = await product.loginPerson(personOf(by))
    const answer = await caller.fetch(`${path}?${query}`)
    if (answer.status !== 200) throw new Error(`${name}: ${await answer.text()}`)
    const [, fileName = ''] = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '') ?? []
    return textOfFile(decodeURIComponent(fileName), Buffer.from(await answer.arrayBuffer()))
  }

  it('is in this list', () => expect(files.length).toBeGreaterThan(9))

  it.each([
    ['deskPlate', ({ publishedId }: Stage) => publishedId],
    ['nomination', ({ postAreas }: Stage) => postAreas.toConfirm],
  ] as const)('document.form as %s', async (form, recordOf) => {
    expect(faultsOfText(await read('document.form', { form, recordId: recordOf(stage) }, 'office'))).toEqual([])
  })

  it.each(files)('%s', async (name) => {
    const text = await read(name)
    if (/xlsx$|docx$/.test(text.split('\n')[0] ?? '')) expect(text.split('\n').length).toBeGreaterThan(5)
    expect(faultsOfText(text)).toEqual([])
  })
})
