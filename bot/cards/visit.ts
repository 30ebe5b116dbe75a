import type { Card } from '../port'

const wayNames = [
  { value: 'FACE', label: '面谈' },
  { value: 'PHONE', label: '电话' },
  { value: 'CHAT', label: '微信等线上' },
  { value: 'HOME', label: '上门' },
  { value: 'ON_SITE', label: '到一线现场' },
]

/** Said by choosing, for those who do not like typing on a phone and for cards that hold choices only. */
export const situations: Record<string, string> = {
  FINE: '情况正常',
  DIFFICULTY: '有困难，需要跟进',
  OPINION: '有意见建议',
}

/** WeCom lists ten, of which one says that nothing is chosen yet. */
const mostChoices = 9

export interface VisitContact {
  personId: string
  name: string
}

/**
 * The form with which a visit is logged in the card itself (R34). `visitId` is made here, so a card sent twice or pressed
 * twice writes one visit. Null when there are more contacts than a card can offer, or none.
 */
export function visitForm(visitId: string, contacts: VisitContact[], today: string): NonNullable<Card['form']> | null {
  if (!contacts.length || contacts.length > mostChoices) return null
  return {
    fields: [
      {
        kind: 'choice',
        name: 'contactId',
        label: '走访对象',
        required: true,
        options: contacts.map(({ personId, name }) => ({ value: personId, label: name })),
      },
      { kind: 'choice', name: 'way', label: '走访方式', required: true, options: wayNames, initial: 'FACE' },
      {
        kind: 'choice',
        name: 'situation',
        label: '走访情况',
        required: true,
        options: Object.entries(situations).map(([value, label]) => ({ value, label })),
      },
      // Not required: WeCom's cards hold choices only and leave these two out; the day is then the day of pressing.
      { kind: 'day', name: 'visitedDay', label: '走访日期', required: false, initial: today },
      { kind: 'text', name: 'content', label: '补充说明（可不填）', required: false, limit: 480 },
    ],
    submit: { label: '登记走访', action: `visit:${visitId}` },
  }
}

export const visitDoneCard = (): Card => ({
  title: '走访已登记',
  tone: 'done',
  summary: '走访已登记',
  lines: ['本季度联系对象已全部走访。'],
  facts: [],
  buttons: [{ kind: 'open', label: '查看记录', path: '/visits' }],
})

/** After one visit was logged in the card: what is left, and the way to the page. */
export const visitLoggedCard = (left: number): Card => ({
  title: '走访已登记',
  tone: 'done',
  summary: '走访已登记',
  lines: [left ? `本季度还有${left}位联系对象没有走访。` : '本季度联系对象已全部走访。'],
  facts: [],
  buttons: [{ kind: 'open', label: left ? '继续登记' : '查看记录', path: '/visits' }],
})
