import { randomUUID } from 'node:crypto'
import type { CallName } from '../../../server/contract'
import { contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { writeWorkbook } from '../../../server/files/workbookWriter'
import { describeEachDatabase } from '../../support/perDatabase'
import { type Caller, type Reply, startTestProduct, type TestProduct } from '../../support/product'
import { allowedPersona, newCampaignLast, rightInput } from './allowedCalls'
import { everyRow } from './everyRow'
import { personOf, type Stage, setStage } from './stage'
import { smallJpeg, smallPdf } from './staged/files'

const names = Object.keys(addresses) as CallName[]
const gets = names.filter((name) => addresses[name].startsWith('GET '))
/** Logging in and out is no record; a session that ended answers otherwise. */
const loggingInAndOut: readonly CallName[] = ['login.byCode', 'session.end']
const posts = newCampaignLast(
  names.filter((name) => addresses[name].startsWith('POST ') && !loggingInAndOut.includes(name)),
)

/** Their record's id comes from the phone: it stays one record when the key has been forgotten. */
const withOwnId: readonly CallName[] = [
  'visit.log',
  'threeLinks.log',
  'fulfilment.record',
  'postReference.save',
  'supervision.submit',
  'postArea.start',
  'exemption.ask',
  'posting.record',
  'badge.record',
  'signOrder.start',
  'signOrder.export',
  'document.startBatch',
]

const noTable = Buffer.from('neither a picture nor a table')
const files: Partial<Record<CallName, () => Promise<Buffer>>> = {
  'photo.upload': smallJpeg,
  'attachment.uploadPicture': smallJpeg,
  'attachment.uploadDocument': async () => smallPdf,
  'postReference.import': () => {
    const headings = ['岗位名称', '部门', '岗位职责'].map((text) => ({ text }))
    const rows = [['检验员', '质量管理部', '负责进厂检验']]
    const table = { kind: 'table' as const, headings, columns: [{}, {}, {}], rows }
    return writeWorkbook([{ name: '岗位职责参考', widths: [20, 20, 20], headRows: 1, blocks: [table] }])
  },
}

/** What the stage does not lead up to; the tests of those parts do. The refusal is the same the second time too. */
const refusedHere: Partial<Record<CallName, string>> = {
  'round.table1': 'grade.unconfirmed',
  'roster.check': 'roster.notXlsx',
  'roster.apply': 'roster.changedSinceCheck',
  'pledge.setConsent': 'record.changed',
  'package.submit': 'package.open',
  'package.return': 'workflow.wrongState',
  'postArea.confirmHalfYear': 'postArea.reviewNotDue',
  'round.freeze': 'workflow.wrongState',
  'round.openVoting': 'workflow.wrongState',
  'round.close': 'round.votingGoesOn',
  'round.tally': 'workflow.wrongState',
  'round.confirm': 'workflow.wrongState',
  'round.report': 'workflow.wrongState',
  'round.acceptReport': 'workflow.wrongState',
  'round.returnReport': 'workflow.wrongState',
}

describeEachDatabase('every call by somebody who may make it', (db) => {
  let product: TestProduct
  let stage: Stage
  const callers = new Map<string, Caller>()

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    for (const key of new Set(names.map(allowedPersona))) callers.set(key, await product.loginPerson(personOf(key)))
  }, 60_000)
  afterAll(() => product.stop())

  const callerOf = (name: CallName): Caller => {
    const caller = callers.get(allowedPersona(name))
    if (!caller) throw new Error(`nobody for ${name}`)
    return caller
  }
  const outcome = ({ status, body }: Reply<unknown>) => ({ status, body: { ...body, requestId: undefined } })

  it.each(gets)('%s is answered', async (name) => {
    const { status, body } = await callerOf(name).call(name, rightInput(name, stage) as never)
    expect(body.code).toBe(refusedHere[name])
    expect(status === 200).toBe(body.code === undefined)
  })

  const callAs = async (name: CallName, input: Record<string, unknown>, headers: Record<string, string>) => {
    const file = contract[name].in === 'file' ? ((await files[name]?.()) ?? noTable) : null
    const caller = callerOf(name)
    return outcome(file ? await caller.send(name, file, headers) : await caller.call(name, input as never, headers))
  }

  it.each(posts)('%s: three taps at once have one answer, and one more later writes nothing', async (name) => {
    const input = rightInput(name, stage)
    const headers = { 'Idempotency-Key': randomUUID(), 'X-File-Name': 'a.xlsx' }
    const tap = () => callAs(name, input, headers)
    const [first, ...others] = await Promise.all([tap(), tap(), tap()])
    expect(others).toEqual([first, first])
    expect(first.body.code).toBe(refusedHere[name])
    expect(first.status === 200).toBe(first.body.code === undefined)
    const written = await everyRow(product.database)
    expect(await tap()).toEqual(first)
    if (withOwnId.includes(name)) expect(await callAs(name, input, {})).toEqual(first)
    expect(await everyRow(product.database)).toEqual(written)
  })
})
