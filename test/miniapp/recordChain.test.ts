import { afterText, buttonsOf, type RecordFace, turnText } from '../../miniapp/components/record/chain'
import { chainOf, placeText } from '../../miniapp/components/record/drawnChain'
import { recordFace } from './pages/recordFace'

const step = (name: string, change: Partial<RecordFace['history'][number]> = {}): RecordFace['history'][number] => ({
  name,
  personId: 'p',
  personName: '沈云舟',
  roleName: '部门党员负责人',
  comment: '',
  notes: [],
  at: at('2026-09-10'),
  counts: true,
  led: 'on',
  ...change,
})
const at = (day: string): number => Date.parse(`${day}T02:00:00Z`)
const head = { personId: 'h', name: '顾南乔' }
const turn = (change: Partial<NonNullable<RecordFace['turn']>> = {}): NonNullable<RecordFace['turn']> => ({
  event: 'review',
  title: '审核通过',
  mine: false,
  people: [head],
  vacant: [],
  instead: null,
  answers: [],
  ...change,
})
const allowed = (event: string, name: string, change: Partial<RecordFace['allowed'][number]> = {}) => ({
  event,
  name,
  done: `已${name}`,
  reason: false,
  plain: true,
  returns: false,
  ...change,
})
const ahead = [{ title: '同意', people: [{ personId: 's', name: '陆闻溪' }], vacant: [] }]

describe('the chain of a record', () => {
  test('names every step with who and when, then whose turn it is and since when, then what follows', () => {
    const face = recordFace({
      history: [step('集体推荐'), step('填表', { comment: '请看', notes: ['本人'] })],
      turn: turn(),
      ahead,
    })
    const { links, earlier } = chainOf(face, '2026-09-12')
    expect(links.map(({ place, title, line, name }) => [place, title, line, name])).toEqual([
      ['done', '集体推荐', '部门党员负责人 沈云舟，9月10日', '沈云舟'],
      ['done', '填表', '部门党员负责人 沈云舟，9月10日，本人', '沈云舟'],
      ['now', '等顾南乔审核通过', '9月10日到这一步', '顾南乔'],
      ['ahead', '同意', '陆闻溪', '陆闻溪'],
    ])
    expect(links[1]?.comment).toBe('请看')
    expect(earlier).toEqual([])
    expect(placeText(links)).toBe('第3步，共4步')
  })

  test('folds away what a return has undone, and counts it no more', () => {
    const face = recordFace({ history: [step('填表', { counts: false }), step('填表')], turn: turn() })
    const { links, earlier } = chainOf(face, '2026-09-12')
    expect([links.length, earlier.length]).toEqual([2, 1])
  })

  test('a job has no face; a year that is not this one is said', () => {
    const face = recordFace({ history: [step('暂停', { personName: '系统', roleName: '', at: at('2025-12-31') })] })
    expect(chainOf(face, '2026-09-12').links[0]).toMatchObject({
      name: '',
      faceless: 'job',
      line: '系统自动办理，2025年12月31日',
    })
    expect(placeText(chainOf(face, '2026-09-12').links)).toBe('已经办完')
  })

  test('nobody in the post is an empty chair; a step that came back is told from one that went on', () => {
    const vacant = { title: '同意', people: [], vacant: ['分管领导'] }
    const history = [step('填表'), step('审核退回', { led: 'back' }), step('作废', { led: 'off' })]
    const { links } = chainOf(recordFace({ history, turn: turn(), ahead: [vacant] }), '2026-09-12')
    expect(links.map(({ led }) => led)).toEqual(['on', 'back', 'off', 'on', 'on'])
    expect(links.map(({ faceless }) => faceless)).toEqual([null, null, null, null, 'vacant'])
  })

  test('says whose turn it is: mine, another’s, nobody’s because a post is empty, or why it rests', () => {
    expect(turnText(recordFace({ turn: turn({ mine: true }) }))).toBe('等您审核通过')
    expect(turnText(recordFace({ turn: turn() }))).toBe('等顾南乔审核通过')
    expect(turnText(recordFace({ turn: turn({ people: [], vacant: ['部门第一负责人'] }) }))).toBe(
      '审核通过：部门第一负责人还没有人担任，由机关党办补任',
    )
    const four = ['沈云舟', '顾南乔', '陆闻溪', '江予安'].map((name) => ({ personId: name, name }))
    expect(turnText(recordFace({ turn: turn({ people: four }) }))).toBe('等沈云舟、顾南乔、陆闻溪等4人审核通过')
    expect(turnText(recordFace({ rests: '已经挂牌' }))).toBe('已经挂牌')
    expect(turnText(recordFace())).toBe('')
  })
})

describe('the buttons of a record', () => {
  const answers = [
    { event: 'review', label: '通过', words: null, done: '已审核通过。' },
    { event: 'returnByHead', label: '退回', words: '原因', done: '已退回部门修改。' },
  ]
  const both = [allowed('review', '审核通过'), allowed('returnByHead', '审核退回', { reason: true, returns: true })]

  test('are the answers of the card, the plain yes filled, the other beside it', () => {
    const { yes, back, others, words } = buttonsOf(recordFace({ turn: turn({ mine: true, answers }), allowed: both }))
    expect(words).toBe(true)
    expect(yes).toMatchObject({ event: 'review', label: '通过', words: null })
    expect(back).toMatchObject([{ label: '退回', words: { label: '原因', least: 5 } }])
    expect(others).toEqual([])
  })

  test('one step with two answers: 无意见 in one tap, 有意见 with words of any length', () => {
    const opinion = [
      { event: 'giveOpinion', label: '无意见', words: null, done: '已答复：无意见。' },
      { event: 'giveOpinion', label: '有意见', words: '意见', done: '已答复。' },
    ]
    const face = recordFace({
      turn: turn({ mine: true, event: 'giveOpinion', answers: opinion }),
      allowed: [allowed('giveOpinion', '答复意见')],
    })
    const { yes, back, words } = buttonsOf(face)
    expect(words).toBe(false)
    expect([yes?.label, back.map(({ label, words }) => [label, words?.least])]).toEqual(['无意见', [['有意见', 1]]])
  })

  test('nobody else’s: who looks on has no filled button, and what is done seldom stands apart', () => {
    const face = recordFace({ turn: turn(), allowed: [allowed('void', '作废', { reason: true })] })
    expect(buttonsOf(face)).toMatchObject({ yes: null, back: [], others: [{ label: '作废' }] })
  })

  test('none for a step that asks for more than words, which has a form of its own', () => {
    const face = recordFace({
      turn: turn({ mine: true, event: 'fill' }),
      allowed: [allowed('fill', '填表', { plain: false })],
    })
    expect(buttonsOf(face)).toEqual({ yes: null, words: false, back: [], others: [] })
  })

  test('say what follows: who is asked next, or that it is over', () => {
    expect(afterText(recordFace({ ahead }), '通过')).toBe('点“通过”后，由陆闻溪同意')
    expect(afterText(recordFace({ ahead: [{ title: '收集', people: [], vacant: ['支部书记'] }] }), '同意')).toBe(
      '点“同意”后，由支部书记收集',
    )
    expect(afterText(recordFace(), '受理')).toBe('点“受理”后，这件事就办完了')
  })
})
