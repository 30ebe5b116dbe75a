import { Person } from '../../../entities'
import { type CallName, contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { type Permission, type Policy, policy } from '../../../server/policy'
import { asks } from '../../support/asks'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, type Reply, startTestProduct, type TestProduct } from '../../support/product'
import { callNames, type RefusedCall, refusedCall, wrongFile } from './calls'
import { personOf, type Stage, setStage } from './stage'

const asked = (name: CallName): readonly Permission[] => {
  const given: 'anyone' | 'person' | readonly Permission[] = asks[name]
  return typeof given === 'string' ? [] : given
}
const isPost = (name: CallName) => addresses[name].startsWith('POST ')
const openToAll = (name: CallName) => asks[name] === 'anyone'

describe('the table of permissions', () => {
  it('has for every call that asks for something somebody who is refused', () => {
    const tried = (name: CallName) => [refusedCall(name)?.permission].filter((one) => one !== undefined)
    const untried = callNames.flatMap((name) =>
      asked(name)
        .filter((permission) => !tried(name).includes(permission))
        .map((permission) => `${name}: ${permission}`),
    )
    expect(untried).toEqual([])
  })

  it('has no permission that no call asks for', () => {
    const used = new Set(callNames.flatMap(asked))
    expect((Object.keys(policy) as Permission[]).filter((permission) => !used.has(permission))).toEqual([])
  })
})

describeByTurn('who may do what', (db) => {
  /** The rules in force, to be taken away one at a time. */
  const rules = { ...policy } as Record<Permission, Policy[Permission]>
  let product: TestProduct
  let stage: Stage
  const known = new Map<string, Caller>()

  beforeAll(async () => {
    product = await startTestProduct(db.url, {}, { policy: rules as Policy })
    stage = await setStage(product.database)
  }, 60_000)
  afterAll(() => product.stop())

  async function persona(key: string): Promise<Caller> {
    const caller = known.get(key) ?? (await product.loginPerson(personOf(key)))
    known.set(key, caller)
    return caller
  }

  async function make(name: CallName, { by, input }: RefusedCall): Promise<Reply<unknown>> {
    const caller = await persona(by)
    return contract[name].in === 'file'
      ? caller.send(name, wrongFile, { 'X-File-Name': 'a.xlsx', 'Content-Type': 'application/octet-stream' })
      : caller.call(name, input(stage) as never)
  }

  it('every call of the contract is there', async () => {
    const missing: string[] = []
    for (const name of callNames) {
      const { body } = await product.anonymous.call(name)
      if (body.code === 'request.notFound') missing.push(name)
    }
    expect(missing).toEqual([])
  })

  it.each(callNames.filter(openToAll))('%s can be called without login', async (name) => {
    const { body } = await product.anonymous.call(name)
    expect(body.code ?? 'answered').not.toMatch(/login\.(needed|expired)|request\.notFound/)
  })

  it.each(callNames.filter((name) => !openToAll(name)))(
    '%s is refused to somebody who is not logged in',
    async (name) => {
      const { status, body } = await product.anonymous.call(name)
      expect([status, body.code]).toEqual([401, 'login.needed'])
    },
  )

  it.each(callNames.filter(isPost))('%s is refused when another site sends it with our cookie', async (name) => {
    const office = await persona('office')
    const without = await office.call(name, undefined, { 'X-Requested-By': '' })
    expect([without.status, without.body.code]).toEqual([403, 'request.forged'])
    const crossSite = await office.call(name, undefined, { 'Sec-Fetch-Site': 'cross-site' })
    expect([crossSite.status, crossSite.body.code]).toEqual([403, 'request.forged'])
  })

  const guarded = callNames.flatMap((name) => {
    const call = refusedCall(name)
    return call ? [{ name, call, words: policy[call.permission].name, by: call.by }] : []
  })

  it.each(guarded)('$name is refused to $by, who may not “$words”', async ({ name, call, words }) => {
    const { status, body } = await make(name, call)
    expect([status, body.code]).toEqual([403, call.code])
    if (call.code === 'permission.denied') expect(body.sentence).toContain(words)
  })

  it.each(guarded)('$name: it is the rule “$words” alone that refuses $by', async ({ name, call }) => {
    const rule = rules[call.permission]
    rules[call.permission] = { ...rule, may: () => true }
    try {
      const { status, body } = await make(name, call)
      expect(body.code ?? 'done').not.toBe(call.code)
      expect(status).not.toBe(401)
      expect(status).toBeLessThan(500)
    } finally {
      rules[call.permission] = rule
    }
  })

  it('the session tells the page every permission that needs no record, and which of them the person has', async () => {
    const [office, placer] = [await persona('office'), await persona('generalOffice')]
    const { may } = (await office.call('session.mine')).body
    expect(may).toMatchObject({ decidePackage: true, readThreeLinks: true, handleSignOrders: false })
    expect((await placer.call('session.mine')).body.may).toMatchObject({ decidePackage: false, handleSignOrders: true })
    expect(Object.keys(may).filter((name) => ['readPledge', 'castBallot', 'collectBranch'].includes(name))).toEqual([])
  })

  it('somebody who left the house is out at once, whatever cookie he still has', async () => {
    const leaving = await product.login('massesSecond')
    expect((await leaving.call('session.mine')).status).toBe(200)
    await product.database.unitOfWork(null, 'job', (work) =>
      work.change(Person, { id: personOf('massesSecond') }, { dutyStatus: 'LEFT' }),
    )
    const { status, body } = await leaving.call('session.mine')
    expect([status, body.code]).toEqual([401, 'login.expired'])
  })
})
