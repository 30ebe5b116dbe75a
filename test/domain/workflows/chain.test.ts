import { formNamed } from '../../../server/domain/forms'
import { tableOf } from '../../../server/domain/forms/form'
import { accountChange } from '../../../server/domain/workflows/accountChange'
import { branchPackage } from '../../../server/domain/workflows/branchPackage'
import { chainFrom, goesBack, ledBy } from '../../../server/domain/workflows/chain'
import { evaluationRound } from '../../../server/domain/workflows/evaluationRound'
import { exemption } from '../../../server/domain/workflows/exemption'
import { pledge } from '../../../server/domain/workflows/pledge'
import { postArea } from '../../../server/domain/workflows/postArea'
import { signOrder } from '../../../server/domain/workflows/signOrder'
import { listOf } from '../../../server/domain/workflows/steps'
import type { AnyWorkflow } from '../../../server/domain/workflows/workflow'

const filing = (name: string): AnyWorkflow => {
  const form = formNamed(name)
  if (!form) throw new Error(name)
  return tableOf(form)
}
const tables = [
  postArea,
  signOrder,
  branchPackage,
  evaluationRound,
  pledge,
  exemption,
  accountChange,
  filing('measureFiling'),
  filing('assemblyRecord'),
] as AnyWorkflow[]
const titles = (table: unknown, state: string) => chainFrom(table as AnyWorkflow, state).map(({ title }) => title)

describe('the chain a page draws', () => {
  test('leads a 岗 or 区 from the recommendation to the plate (R07–R15)', () => {
    expect(titles(postArea, 'DRAFT')).toEqual([
      '集体推荐',
      '征求意见',
      '答复意见',
      '填表',
      '审核',
      '答复',
      '收集',
      '报送',
      '受理',
      '挂牌',
    ])
    expect(titles(postArea, 'COLLECTED')).toEqual(['报送', '受理', '挂牌'])
  })

  test('leads a round from the list to 表1, one title for the grades however many confirm them', () => {
    expect(titles(evaluationRound, 'PREPARING')).toEqual([
      '确认名单和监票人',
      '开始投票',
      '截止投票',
      '计票',
      '确认等次',
      '报送表1',
      '受理表1',
    ])
  })

  test('leads an order from the data to the closed paper (R28–R32), a filing from writing to its number', () => {
    expect(titles(signOrder, 'QUOTED').slice(0, 3)).toEqual([
      '把工作牌费用送机关党办审核',
      '审核工作牌费用',
      '终审工作牌费用',
    ])
    expect(titles(signOrder, 'IN_PRODUCTION')).toEqual(['签收', '办理工作牌付款', '核对并办结工作牌制作单'])
    expect(titles(filing('measureFiling'), 'NOT_STARTED')).toEqual([
      '报送点对点联系服务措施',
      expect.stringContaining('点对点联系服务措施'),
    ])
  })

  test('ends for every state of every workflow, and begins with what the state waits for', () => {
    for (const table of tables)
      for (const state of Object.keys(table.states)) {
        const links = chainFrom(table, state)
        const standing = table.turn[state]
        if (standing && 'owes' in standing) expect(links[0]).toMatchObject({ state, event: standing.owes })
        else if (standing && 'carriedBy' in standing) expect(links[0]?.state).toBe(state)
        else expect(links).toEqual([])
        expect(new Set(links.map((link) => link.state)).size).toBe(links.length)
      }
  })
})

describe('what goes back', () => {
  test('is every step that leads to where it comes through here again, and no other', () => {
    const back = (table: AnyWorkflow) =>
      table.steps.flatMap(({ from, event }) =>
        listOf(from).flatMap((state) => (goesBack(table, state, event) ? [`${state} ${event}`] : [])),
      )
    expect(back(postArea as AnyWorkflow)).toEqual(
      expect.arrayContaining(['FILLED returnByHead', 'HEAD_REVIEWED disagree', 'LEADER_AGREED returnByBranch']),
    )
    expect(back(postArea as AnyWorkflow)).not.toContain('ACTIVE suspend')
    expect(back(signOrder as AnyWorkflow)).toEqual(
      expect.arrayContaining(['OFFICE_REVIEW returnByOffice', 'FINAL_APPROVAL reject']),
    )
    expect(back(evaluationRound as AnyWorkflow)).toEqual(['TABLE1_SUBMITTED return'])
    expect(back(filing('measureFiling'))).toEqual(['FILED giveBack'])
  })
})

describe('where a step of history led', () => {
  const led = (table: unknown) => {
    const known = table as AnyWorkflow
    const built = Object.keys(known.events).filter((event) => !known.events[event]?.unbuilt)
    const of = (wanted: string) => built.filter((event) => ledBy(known, [event]) === wanted)
    return { back: of('back').sort(), off: of('off').sort() }
  }

  test('is back for what is returned or begun anew, off for what ends it, on for everything else', () => {
    expect(led(postArea)).toEqual({
      back: ['changeNominee', 'disagree', 'returnByBranch', 'returnByHead', 'returnByOffice'],
      off: ['remove', 'replace', 'suspend', 'void'],
    })
    expect(led(signOrder)).toEqual({ back: ['changeAmount', 'reject', 'returnByOffice'], off: ['cancel'] })
    expect(led(exemption)).toEqual({ back: [], off: ['refuse'] })
    expect(led(evaluationRound)).toEqual({ back: ['return'], off: ['void'] })
  })

  test('of steps taken as one is that of the one that did not go on', () => {
    expect(ledBy(signOrder as AnyWorkflow, ['review', 'reject'])).toBe('back')
    expect(ledBy(signOrder as AnyWorkflow, ['submit', 'review'])).toBe('on')
    expect(ledBy(signOrder as AnyWorkflow, [])).toBe('on')
  })
})
