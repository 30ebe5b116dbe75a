import { randomUUID } from 'node:crypto'
import { PostAreaStep } from '../../../entities'
import type { Input } from '../../../server/contract'
import { type FreshDatabase, freshDatabase } from '../../support/databases/index'
import { branch, chain, department, openPostStage, type PostStage, someone, type VerbName } from './postStage'

const reason = '需要说明的原因'
const outsiders = [
  'member',
  'memberSecond',
  'masses',
  'administrator',
  'generalOffice',
  'marketingSecretary',
  'retailHead',
]

/** Every verb with what a page would send about this record, and who of the line of D07 may not. */
async function calls(stage: PostStage, postAreaId: string): Promise<[VerbName, Input<VerbName>, string[]][]> {
  const target = await stage.target(postAreaId)
  const day = '2026-09-01'
  const { lead, head, supervisor, secretary } = await stage.line('D07')
  const [clerk, hq, office] = ['D06:member:0', 'hqCommittee', 'office'].map(someone) as [string, string, string]
  const notLead = [secretary, supervisor, hq, office, clerk]
  const notOffice = [lead, head, supervisor, hq, clerk]
  const recommendation = await stage.recommendation(postAreaId, someone('D07:member:4'))
  return [
    ['postArea.recommend', recommendation, notLead],
    ['postArea.consult', target, notLead],
    ['postArea.giveOpinion', target, [lead, head, secretary, hq, office, clerk]],
    ['postArea.fill', await stage.form(postAreaId), notLead],
    ['postArea.review', { ...target, decision: 'review' }, [supervisor, secretary, hq, office, clerk]],
    ['postArea.decide', { ...target, decision: 'agree' }, [lead, head, secretary, hq, office, clerk]],
    ['postArea.changeNominee', { ...target, reason }, notLead],
    ['postArea.returnByBranch', { ...target, reason }, [...notOffice, office]],
    ['postArea.collect', { branchId: branch('production'), postAreaIds: [postAreaId] }, [...notOffice, office]],
    [
      'postArea.hangPlate',
      { ...target, day, place: '大厅', pictureId: await stage.pictureOf(lead) },
      [supervisor, hq, office],
    ],
    ['postArea.confirmHalfYear', { ...target, comment: reason }, [...notOffice, office]],
    ['postArea.suspend', { ...target, reason }, notOffice],
    ['postArea.resume', { ...target, reason }, notOffice],
    ['postArea.remove', { ...target, day, reason }, [supervisor, hq, office]],
    ['postArea.void', { ...target, reason }, notOffice],
  ]
}

const houseCalls = (): [VerbName, Input<VerbName>, string[]][] => {
  const departmentId = department('D07')
  const branchId = branch('production')
  const exemption = { exemptionId: randomUUID(), departmentId, kind: 'AREA' as const, reason }
  const everybodyBut = ['chiefEngineer', 'hqCommittee', 'office', 'D06:member:0'].map(someone)
  return [
    ['postArea.open', { branchId }, [...everybodyBut, someone('qualityHead')]],
    ['postArea.start', { postAreaId: randomUUID(), departmentId, kind: 'AREA' }, everybodyBut],
    ['exemption.ask', exemption, everybodyBut],
    ['exemption.list', {}, ['productionSecretary', 'qualityHead', 'hqCommittee'].map(someone)],
    [
      'exemption.decide',
      { exemptionId: randomUUID(), decision: 'GRANTED', revision: 1 },
      ['productionSecretary', 'qualityHead', 'hqCommittee'].map(someone),
    ],
    ['group.designateLead', { departmentId, personId: someone('D07:member:4'), reason }, everybodyBut],
    ['postArea.board', { branchId }, [someone('D07:member:4'), someone('chiefEngineer')]],
  ]
}

describe('who may not, and when not', () => {
  let file: FreshDatabase
  let stage: PostStage
  let postAreaId: string
  beforeAll(async () => {
    file = await freshDatabase('sqlite')
    stage = await openPostStage(file.url)
    await stage.open('production')
    postAreaId = await stage.start('D07')
  }, 60_000)
  afterAll(async () => {
    await stage.close()
    await file.drop()
  })

  test('nobody without a part in the department or branch gets anything but a refusal', async () => {
    for (const [name, input, refused] of [...(await calls(stage, postAreaId)), ...houseCalls()]) {
      for (const personId of [...refused, ...outsiders.map(someone)]) {
        const code = await stage.refusal(name, personId, input)
        expect([name, personId, code]).toEqual([name, personId, 'permission.denied'])
      }
    }
  })

  test('the form is read by its line, the branch, 党办, 机关党委 and the nominee alone', async () => {
    const area = { postAreaId: await stage.at('D07', 'RECOMMENDED', 'AREA', someone('D07:member:4')) }
    const line = ['qualityHead', 'chiefEngineer', 'productionSecretary', 'office', 'hqCommittee', 'D07:member:4']
    for (const key of line) await stage.call('postArea.read', someone(key), area)
    for (const key of [...outsiders, 'D07:member:5']) {
      expect([key, await stage.refusal('postArea.read', someone(key), area)]).toEqual([key, 'permission.denied'])
    }
    expect(await stage.refusal('postArea.read', someone('office'), { postAreaId: randomUUID() })).toBe(
      'record.notFound',
    )
  })

  test('a step out of turn is refused to those who may take it at another time, and leaves no trace', async () => {
    const opens: Partial<Record<VerbName, readonly string[]>> = {
      'postArea.recommend': ['DRAFT'],
      'postArea.consult': ['RECOMMENDED'],
      'postArea.giveOpinion': ['CONSULTING'],
      'postArea.fill': ['CONSULTED'],
      'postArea.review': ['FILLED'],
      'postArea.decide': ['HEAD_REVIEWED'],
      'postArea.changeNominee': ['RECOMMENDED', 'CONSULTING', 'CONSULTED', 'FILLED'],
      'postArea.returnByBranch': ['LEADER_AGREED', 'COLLECTED'],
      'postArea.hangPlate': ['ACCEPTED'],
      'postArea.confirmHalfYear': ['ACTIVE'],
      'postArea.suspend': ['ACCEPTED', 'ACTIVE'],
      'postArea.resume': [],
      'postArea.remove': [],
      'postArea.void': chain.slice(0, chain.indexOf('SUBMITTED')),
    }
    const { lead, head, supervisor, secretary } = await stage.line('D07')
    const actors: Partial<Record<VerbName, string>> = {
      'postArea.giveOpinion': supervisor,
      'postArea.review': head,
      'postArea.decide': supervisor,
      ...Object.fromEntries(
        ['returnByBranch', 'confirmHalfYear', 'suspend', 'resume', 'remove', 'void'].map((event) => [
          `postArea.${event}`,
          secretary,
        ]),
      ),
    }
    let tried = 0
    for (const state of chain) {
      await stage.walk(postAreaId, state)
      const before = await stage.rows(PostAreaStep)
      for (const [name, input] of await calls(stage, postAreaId)) {
        if (!opens[name] || opens[name].includes(state)) continue
        const code = await stage.refusal(name, actors[name] ?? lead, input)
        expect([state, name, code]).toEqual([state, name, 'workflow.wrongState'])
        tried += 1
      }
      expect(await stage.rows(PostAreaStep)).toHaveLength(before.length)
    }
    expect(tried).toBeGreaterThan(100)
  })

  test('a 支委 too may take a plate down for the branch', async () => {
    const id = await stage.at('D06', 'ACTIVE', 'AREA')
    await stage.call('postArea.suspend', someone('office'), { ...(await stage.target(id)), reason })
    const removed = { ...(await stage.target(id)), day: '2026-09-01', reason }
    const { state } = await stage.call('postArea.remove', someone('researchHead'), removed)
    expect(state).toBe('REMOVED')
  })
})

describe('what the meeting and the form may not say', () => {
  let file: FreshDatabase
  let stage: PostStage
  beforeAll(async () => {
    file = await freshDatabase('sqlite')
    stage = await openPostStage(file.url)
    await stage.open('production')
  }, 60_000)
  afterAll(async () => {
    await stage.close()
    await file.drop()
  })

  test('a meeting still to come, without people, or a nominee from elsewhere (R07)', async () => {
    const id = await stage.start('D07', 'AREA')
    const { lead } = await stage.line('D07')
    const right = await stage.recommendation(id, someone('D07:member:4'))
    const wrong: [Partial<Input<'postArea.recommend'>>, string][] = [
      [{ day: '2026-09-02' }, 'postArea.meetingDay'],
      [{ presentCount: 0, votesFor: 0 }, 'postArea.meetingCounts'],
      [{ presentCount: 21 }, 'postArea.meetingCounts'],
      [{ votesFor: 19 }, 'postArea.meetingCounts'],
      [{ nomineeId: someone('D06:member:4') }, 'postArea.foreignMember'],
      [{ nomineeId: someone('D07:masses:1') }, 'postArea.foreignMember'],
      [{ nomineeId: randomUUID() }, 'postArea.foreignMember'],
      [{ memberIds: [someone('D07:masses:1')] }, 'postArea.foreignMember'],
      [{ pictureId: randomUUID() }, 'record.notFound'],
    ]
    for (const [change, code] of wrong) {
      expect(await stage.refusal('postArea.recommend', lead, { ...right, ...change })).toBe(code)
    }
    await stage.call('postArea.recommend', lead, right)
    expect(await stage.refusal('postArea.consult', lead, right && { postAreaId: id, revision: 1 })).toBe(
      'record.changed',
    )
  })

  test('a form with several faults hears of all at once, and hints never stop one (R09, R10)', async () => {
    const id = await stage.at('D08', 'CONSULTED')
    const { lead } = await stage.line('D08')
    const empty = { ...(await stage.form(id)), goal: ' ', content: '内'.repeat(301), grounds: '' }
    await expect(stage.call('postArea.fill', lead, empty)).rejects.toMatchObject({
      code: 'form.invalid',
      problems: [
        { field: 'goal', sentence: '请填写结合生产经营的目标' },
        { field: 'content', sentence: '示范内容共301字，超出1字（不超过300字）' },
        { field: 'grounds', sentence: '请填写推荐理由' },
      ],
    })
    await stage.at('D06', 'FILLED')
    const copied = { ...(await stage.form(id)), goal: '统一思想，抓好生产' }
    await stage.call('postArea.fill', lead, copied)
    const { hints } = await stage.call('postArea.read', lead, { postAreaId: id })
    expect(hints).toEqual([
      '目标里没有数量，建议写明可以衡量的指标，例如“合格率99%”“每月2次”',
      '目标或内容与其他部门的表完全相同，请结合本部门实际填写',
    ])
  })
})
