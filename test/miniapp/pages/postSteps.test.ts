import { factsOf, formFileName } from '../../../miniapp/pages/posts/postFacts'
import {
  asidesOf,
  hasForm,
  type PostArea,
  stageOf,
  supervisingName,
  toneOf,
} from '../../../miniapp/pages/posts/postSteps'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { postAreaSteps } from '../../../server/domain/workflows/postArea'
import { statesOf } from '../../../server/domain/workflows/steps'
import { postArea } from './postAreaRecord'

type Event = PostArea['allowed'][number]
const stage = (...allowed: Event[]) => stageOf({ allowed, reviewDue: false })

describe('the one form that is due now', () => {
  test('follows what the server allows the reader', () => {
    expect(stage('recommend', 'void')).toBe('recommend')
    expect(stage('consult', 'changeNominee')).toBe('consult')
    expect(stage('fill', 'changeNominee')).toBe('fill')
    expect(stage('collect', 'returnByBranch')).toBe('collect')
    expect(stage('hangPlate', 'suspend')).toBe('hangPlate')
  })

  test('is none where words are enough, nor when it is somebody else’s turn', () => {
    expect(stage('giveOpinion')).toBeNull()
    expect(stage('review', 'returnByHead')).toBeNull()
    expect(stage('agree', 'disagree')).toBeNull()
    expect(stage()).toBeNull()
    expect(stage('void')).toBeNull()
    expect(stage('package')).toBeNull()
    expect(stage('accept', 'returnByOffice')).toBeNull()
  })

  test('is the half-year review for the 书记 only while it is due', () => {
    const allowed: Event[] = ['confirmHalfYear', 'suspend']
    expect(stageOf({ allowed, reviewDue: true })).toBe('halfYear')
    expect(stageOf({ allowed, reviewDue: false })).toBeNull()
    expect(stageOf({ allowed: ['suspend'], reviewDue: true })).toBeNull()
  })

  test('what is done seldom stands apart', () => {
    expect(asidesOf({ allowed: ['fill', 'changeNominee'] })).toEqual(['changeNominee'])
    expect(asidesOf({ allowed: ['resume', 'remove'] })).toEqual(['remove'])
    expect(statesOf(postAreaSteps).filter((state) => toneOf(state) === 'done')).toEqual(['ACTIVE'])
    expect(asidesOf({ allowed: ['review', 'returnByHead', 'agree'] })).toEqual([])
  })
})

describe('who gives the opinion and agrees (R08, R12)', () => {
  test('is 分管领导, where there are two the other one, and 机关党委 for the only one’s own nomination', () => {
    expect(supervisingName({ supervisorName: '陆闻溪', nomineeName: '叶疏桐' })).toBe('陆闻溪')
    expect(supervisingName({ supervisorName: '陆闻溪、秦望川', nomineeName: '陆闻溪' })).toBe('秦望川')
    expect(supervisingName({ supervisorName: '陆闻溪', nomineeName: '陆闻溪' })).toBe('committee')
    expect(supervisingName({ supervisorName: null, nomineeName: '叶疏桐' })).toBeNull()
  })
})

describe('what the form says', () => {
  test('only what has been filled in, in the order of the form', () => {
    const record = postArea({ nomineeName: '叶疏桐', nomineeFlags: ['党员干部'], goal: '差错为零' })
    expect(factsOf(record, '2026-09-10')).toEqual([
      { name: '推荐人选', lines: ['叶疏桐，党员干部'] },
      { name: '结合生产经营的目标', lines: ['差错为零'] },
    ])
  })

  test('a meeting with its day, place, way and counts', () => {
    const counts = { dueCount: 41, presentCount: 38, votesFor: 36 }
    const meeting = {
      day: toCalendarDay('2026-09-08'),
      place: '三楼会议室',
      voteWay: 'BALLOT' as const,
      pictureId: null,
      ...counts,
    }
    expect(factsOf(postArea({ meeting }), '2026-09-10')).toEqual([
      { name: '集体推荐', lines: ['9月8日，三楼会议室，投票', '应到41人，实到38人，同意36人'] },
    ])
  })

  test('can be downloaded once there are words, under a name people recognise', () => {
    expect(hasForm({ title: '' })).toBe(false)
    expect(hasForm({ title: '结账示范岗' })).toBe(true)
    expect(formFileName(postArea({ title: '结账示范岗' }), 'docx')).toBe('财务部结账示范岗推荐表.docx')
    expect(formFileName(postArea({ kind: 'AREA', title: '安全责任区' }), 'pdf')).toBe('财务部安全责任区确定表.pdf')
  })
})
