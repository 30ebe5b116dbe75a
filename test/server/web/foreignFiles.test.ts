import { type CallName, contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { xmlFaultsIn } from '../../support/reading/strictXml'
import '../../support/chineseFont'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { zipParts } from '../../support/zipParts'
import { addressOf, callNames, rightInput, rowOf } from './calls'
import { personOf, type Stage, setStage } from './stage'

/** What an older version of the house, or somebody with SQL, may have left in a table. */
const dirt = '\ufffe\uffff\ufdd0\u202e\u000b\u0007_x0041_'
/** Tables of what people wrote; a column of 40 characters or more holds a text of theirs. */
const written = [
  'person', 'department', 'party_organisation', 'party_group', 'pledge', 'pledge_version', 'post_area', 'campaign', 'evaluation_campaign',
  'filing', 'sign_order', 'visit', 'fulfilment', 'post_reference', 'link_target', 'link_activity', 'badge_inspection', 'wall_posting',
] // biome-ignore format: a list
const shortestText = 40
/** As long as a checksum. */
const checksum = 64

const files = callNames.filter(
  (name) => addresses[name].startsWith('GET ') && contract[name].out === 'file' && rowOf(name).stopsAt === undefined,
)

/** The writers are a door of their own: what stands in the tables does not decide whether a file can be opened. */
describe('files written from tables that hold what XML cannot', () => {
  let product: TestProduct
  let stage: Stage
  let office: Caller
  const callers = new Map<string, Caller>()
  const seen: string[] = []

  beforeAll(async () => {
    product = await startTestProduct()
    stage = await setStage(product.database)
    office = await product.login('office')
    for (const key of new Set(files.map((name) => rowOf(name).by)))
      callers.set(key, await product.loginPerson(personOf(key)))
    await product.database.read(null, 'job', async ({ manager }) => {
      for (const { tableName, columns } of manager.connection.entityMetadatas.filter((one) =>
        written.includes(one.tableName),
      ))
        for (const { databaseName, type, length } of columns) {
          const size = Number(length || 0)
          const holdsText = type === 'text' || (type === 'varchar' && size >= shortestText && size !== checksum)
          if (holdsText)
            await manager.query(
              `update ${tableName} set "${databaseName}" = "${databaseName}" || ? where "${databaseName}" <> ''`,
              [dirt],
            )
        }
    })
  }, 60_000)
  afterAll(() => product.stop())

  async function faultsOf(caller: Caller, name: CallName, input: Record<string, unknown>): Promise<string[]> {
    const { path, rest } = addressOf(name, input)
    const query = new URLSearchParams(
      Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]),
    )
    const answer = await caller.fetch(`${path}?${query}`)
    if (answer.status !== 200) return [`${name}: ${answer.status} ${await answer.text()}`]
    const [, fileName = ''] = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '') ?? []
    const content = Buffer.from(await answer.arrayBuffer())
    if (/\.(xlsx|docx)$/.test(fileName)) {
      const parts = [...(await zipParts(content))].filter(([part]) => part.endsWith('.xml'))
      seen.push(parts.map(([, part]) => part.toString()).join('\n'))
    }
    return xmlFaultsIn(decodeURIComponent(fileName), content)
  }

  it.each(files)('%s: a strict parser takes every part', async (name) => {
    const caller = callers.get(rowOf(name).by) ?? office
    expect(await faultsOf(caller, name, rightInput(name, stage))).toEqual([])
  })

  it.each([
    ['pledge', ({ publishedId }: Stage) => publishedId],
    ['deskPlate', ({ publishedId }: Stage) => publishedId],
    ['nomination', ({ postAreas }: Stage) => postAreas.toConfirm],
  ] as const)('the form %s as Word file and PDF', async (form, recordOf) => {
    for (const format of ['docx', 'pdf'])
      expect(await faultsOf(office, 'document.form', { form, recordId: recordOf(stage), format })).toEqual([])
  })

  it('what looks like an escape is written to be read as it stands, and nothing turns the direction', () => {
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.some((parts) => parts.includes('_x005F_x0041_'))).toBe(true)
    expect(seen.filter((parts) => /[\u202e\ufdd0]/.test(parts))).toEqual([])
    for (const parts of seen) if (parts.includes('spreadsheetml')) expect(parts).not.toMatch(/(?<!_x005F)_x0041_/)
  })
})
