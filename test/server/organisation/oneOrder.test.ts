import type { Output } from '../../../server/contract'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { branchPlan } from '../../../server/demo/sampleOrganisationPlan'
import type { Caller } from '../../support/product'
import { readSheets } from '../../support/readSheets'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'

const names = branchPlan.map(({ name }) => name)

/** The branches in the order in which an answer first names each of them, wherever in it they stand. */
function orderIn(answer: unknown): string[] {
  const text = JSON.stringify(answer)
  const at = (name: string) => text.indexOf(`"${name}"`)
  return names.filter((name) => at(name) >= 0).sort((one, other) => at(one) - at(other))
}

/** Every page of the shortage list. */
async function missingNames(office: Caller): Promise<Output<'progress.list'>['entries']> {
  const entries: Output<'progress.list'>['entries'] = []
  for (let page = 1; ; page += 1) {
    const { body } = await office.call('progress.list', { measure: 'pledges', standing: 'missing', page })
    entries.push(...body.entries)
    if (page * body.pageSize >= body.total) return entries
  }
}

/** Everything 党办 reads that lists the branches. */
async function lists(office: Caller, url: string): Promise<Record<string, string[]>> {
  const file = async (path: string) => {
    const response = await fetch(`${url}/api${path}`, { headers: { cookie: office.cookie } })
    return readSheets(Buffer.from(await response.arrayBuffer()))
  }
  const answers = {
    organisation: (await office.call('organisation.tree', {})).body,
    packages: (await office.call('package.list', {})).body,
    progress: (await office.call('progress.board', {})).body.rows,
    progressNames: await missingNames(office),
    progressSheet: await file('/progress.xlsx'),
    summary: await file('/documents/post-area-summary.xlsx'),
    rounds: (await office.call('evaluation.rounds', {})).body.rounds,
    wall: (await office.call('wall.list', {})).body.branches,
    downloads: (await office.call('document.batches', {})).body.scopes,
    filings: (await office.call('filing.ledger', { form: 'measureFiling' })).body.branches,
    filingsOwed: (await office.call('filing.ledger', { form: 'measureFiling' })).body.filings,
  }
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, orderIn(answer)]))
}

describe('one order and one figure of the branches', () => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges()
    await stage.handIn(stage.member)
    await stage.handIn(stage.secretary)
    const round = { half: '2026H2', title: '下半年评价', basisNumber: '江岳机委发〔2026〕9号' } as const
    expect((await stage.office.call('evaluation.open', round)).status).toBe(200)
  })
  afterAll(() => stage.product.stop())

  const everywhere = async (order: string[]) => {
    const found = await lists(stage.office, stage.product.url)
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, order])))
  }

  it('is the order of the house, on every page and in every table', () => everywhere(names))

  it('is changed by 党办 for all of them at once', async () => {
    const [first, second, third, fourth, fifth] = names
    const moves = [
      { branchId: branchId('digital'), place: 1 },
      { branchId: branchId('general'), place: 99 },
    ]
    for (const move of moves) expect((await stage.office.call('organisation.moveBranch', move)).status).toBe(200)
    await everywhere([fifth, second, third, fourth, first].map(String))
    await stage.office.call('organisation.moveBranch', { branchId: branchId('general'), place: 2 })
    await everywhere([fifth, first, second, third, fourth].map(String))
  })

  it('counts the same members and the same sheets for 党办, on the progress board and for the branch itself', async () => {
    const packages = (await stage.office.call('package.list', {})).body.branches
    const { rows, total } = (await stage.office.call('progress.board', {})).body
    const cellOf = (cells: Output<'progress.board'>['total']) => cells.find(({ measure }) => measure === 'pledges')
    const ofOffice = packages.map((each) => [each.branchName, each.memberCount, each.submitted])
    const ofProgress = rows.map(({ name, cells }) => [name, cellOf(cells)?.owed, cellOf(cells)?.done])
    expect(ofProgress).toEqual(ofOffice)
    const sum = (column: number) => ofOffice.reduce((all, line) => all + Number(line[column]), 0)
    expect([cellOf(total)?.owed, cellOf(total)?.done]).toEqual([sum(1), sum(2)])
    expect([sum(1), sum(2)]).toEqual([140, 2])
    const response = await stage.office.fetch('/api/documents/post-area-summary.xlsx')
    const table = (await readSheets(Buffer.from(await response.arrayBuffer()))).岗区设置汇总表 ?? []
    expect(table.at(-1)?.slice(1, 8)).toEqual(['合计', '', 140, 20, 0, 14, 0])
    const ofBranch = (name: string) =>
      table.filter(([, branch]) => branch === name).map(([, , , count]) => Number(count))
    for (const [name, memberCount] of ofOffice)
      expect([name, ofBranch(String(name)).reduce((all, count) => all + count, 0)]).toEqual([name, memberCount])
    const { members } = await stage.board()
    const own = packages.find((each) => each.branchId === stage.branchId)
    expect(members).toHaveLength(own?.memberCount ?? -1)
    expect(members.filter(({ state }) => !['NOT_STARTED', 'DRAFT', 'RETURNED'].includes(state))).toHaveLength(
      own?.submitted ?? -1,
    )
  })
})
