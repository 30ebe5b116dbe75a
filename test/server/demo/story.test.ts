import { AuditEntry, Person, Pledge, PostArea } from '../../../entities'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { storySteps } from '../../../server/demo/story/steps'
import { describeOnSqlite } from '../../support/perDatabase'
import { startTestProduct, type TestProduct } from '../../support/product'

jest.setTimeout(120_000)

interface Told {
  status: number
  code?: string
  sentence?: string
  path?: string
  note?: string
  day?: string
}

async function ask(product: TestProduct, call: string, body: object = {}, headers = {}): Promise<Told> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } }
  const response = await fetch(`${product.url}/demo/${call}`, { ...init, body: JSON.stringify(body) })
  return { status: response.status, ...((await response.json()) as Omit<Told, 'status'>) }
}
const told = (product: TestProduct, step: string) => ask(product, 'story', { step })
const count = (product: TestProduct, entity: new () => object) =>
  product.database.read(null, 'job', (work) => work.manager.count(entity))
const finance = { branchId: branchId('finance') }

describeOnSqlite('the story of the demo', (db) => {
  let product: TestProduct
  beforeAll(async () => {
    product = await startTestProduct(db.url)
  })
  afterAll(() => product.stop())

  it('brings about what each step presupposes, and changes nothing when it is taken again', async () => {
    for (const { key } of storySteps) {
      const first = await told(product, key)
      expect(first).toMatchObject({ status: 200, path: expect.stringMatching(/^\//) })
      expect([key, first.note]).toEqual([key, undefined])
      const lines = await count(product, AuditEntry)
      expect(await told(product, key)).toEqual(first)
      expect(await count(product, AuditEntry)).toBe(lines)
    }
    const secretary = await product.login('financeSecretary')
    const { rounds } = (await secretary.call('evaluation.rounds')).body
    expect(rounds.find((one) => one.branchId === finance.branchId)).toMatchObject({ state: 'COMPLETED', voted: 49 })
  })

  it('knows no other steps', async () => {
    expect(await told(product, 'nowhere')).toMatchObject({ status: 404, code: 'demo.stepUnknown' })
  })

  it('starts over: the first day, the sample as it was, and nothing of what has happened', async () => {
    expect(await count(product, Pledge)).toBe(16)
    expect(await ask(product, 'startOver')).toEqual({ status: 200, day: '2026-09-07' })
    const left = [count(product, Pledge), count(product, PostArea), count(product, AuditEntry), count(product, Person)]
    expect(await Promise.all(left)).toEqual([0, 0, 1, 540])
    expect(await product.chat('financeSecretary')).toEqual([])
    const member = await product.login('member')
    expect((await member.call('pledge.mine')).body).toMatchObject({ campaign: null, pledge: null })
  })

  // What the servers do otherwise than a file is above; a whole year more costs minutes there.
  if (db.kind !== 'sqlite') return

  it('can be begun with its last step, which brings about all the others', async () => {
    const last = await told(product, 'table1')
    expect(last.note).toBeUndefined()
    const secretary = await product.login('financeSecretary')
    const { status } = await secretary.fetch(`/api${last.path}/table1.xlsx`)
    expect(status).toBe(200)
  })

  it('goes on where somebody has taken the step himself, and says what it could not bring about', async () => {
    await ask(product, 'startOver')
    await told(product, 'branch')
    const secretary = await product.login('financeSecretary')
    const { members } = (await secretary.call('pledge.branch', finance)).body
    const missing = members
      .filter(({ state }) => state === 'NOT_STARTED')
      .map(({ personId }) => ({ personId, reason: '长期病假在家休养' }))
    const { packageId } = (await secretary.call('package.submit', { ...finance, missing })).body.package
    expect((await told(product, 'accept')).path).toBe(`/office/packages/${packageId}`)
    await product.database.unitOfWork(null, 'job', (work) =>
      work.change(Person, { id: secretary.personId }, { dutyStatus: 'LEFT' }),
    )
    const lost = await told(product, 'count')
    expect(lost).toMatchObject({ status: 200, path: '/', note: expect.stringMatching(/^这一步要用的前情没有补齐：/) })
  })

  it('clears nothing for another site, and nothing that the demo has not put there itself', async () => {
    const pledges = await count(product, Pledge)
    const foreign = { 'Sec-Fetch-Site': 'cross-site' }
    expect(await ask(product, 'startOver', {}, foreign)).toMatchObject({ status: 403, code: 'request.forged' })
    await product.database.unitOfWork(null, 'job', (work) => work.manager.delete(AuditEntry, { action: 'demo.seed' }))
    expect(await ask(product, 'startOver')).toMatchObject({ status: 409, code: 'demo.notSample' })
    expect(await count(product, Pledge)).toBe(pledges)
    expect(pledges).toBeGreaterThan(0)
  })
})
