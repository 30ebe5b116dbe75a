import { type CalendarDay, dayName } from '../calendar/calendarDay'
import { countCharacters, hasReadableCharacter } from '../wording/characters'
import { countFaces } from '../wording/faces'
import { lostFault } from '../wording/lost'
import { withoutUnseen } from '../wording/unseen'
import type { PostAreaKind } from './kinds'

/** What 部门党员负责人 writes on 推荐表 or 确定表 (R09, R10; rules §5.1, §5.2). */
export interface PostAreaForm {
  title: string
  goal: string
  content: string
  /** 岗 only. */
  grounds: string
  /** 区 only, as coveredPeople and checking. */
  scope: string
  coveredPeople: number | null
  checking: string
  termToDay: string | null
}

export interface FormIssue {
  field: keyof PostAreaForm
  code: 'postArea.missing' | 'postArea.tooLong' | 'postArea.unprintable' | 'postArea.onlyPunctuation' | 'postArea.past'
  sentence: string
}

/** One line break where there were any, one space where there was other white space: at most one mark between two 字. */
const tidy = (text: string): string =>
  withoutUnseen(text)
    .trim()
    .replace(/\s*\n\s*/g, '\n')
    .replace(/[^\S\n]+/g, ' ')

/** The form as it is kept: tidied, and without the boxes the other kind of form has. */
export const tidyForm = (kind: PostAreaKind, form: PostAreaForm): PostAreaForm => ({
  title: tidy(form.title),
  goal: tidy(form.goal),
  content: tidy(form.content),
  grounds: kind === 'POST' ? tidy(form.grounds) : '',
  scope: kind === 'AREA' ? tidy(form.scope) : '',
  coveredPeople: kind === 'AREA' ? form.coveredPeople : null,
  checking: kind === 'AREA' ? tidy(form.checking) : '',
  termToDay: form.termToDay,
})

type TextField = 'title' | 'goal' | 'content' | 'grounds' | 'scope' | 'checking'

const namesOf = (kind: PostAreaKind): Record<TextField, string> => ({
  title: kind === 'POST' ? '岗位名称' : '责任区名称',
  goal: '结合生产经营的目标',
  content: kind === 'POST' ? '示范内容' : '责任内容',
  grounds: '推荐理由',
  scope: '责任区范围',
  checking: '检查办法',
})

/** Boxes that cannot stay empty (R09, R10). */
const requiredFields: Record<PostAreaKind, readonly TextField[]> = {
  POST: ['title', 'goal', 'content', 'grounds'],
  AREA: ['title', 'goal', 'content', 'scope'],
}
const limitedFields: readonly TextField[] = ['goal', 'content', 'grounds']
const textFields: readonly TextField[] = ['title', 'goal', 'content', 'grounds', 'scope', 'checking']

function checkText(kind: PostAreaKind, field: TextField, text: string, limit: number): FormIssue[] {
  const name = namesOf(kind)[field]
  const actual = countCharacters(text)
  if (actual === 0) {
    if (!requiredFields[kind].includes(field)) return []
    return [{ field, code: 'postArea.missing', sentence: `请填写${name}` }]
  }
  const issues: FormIssue[] = []
  if (limitedFields.includes(field) && actual > limit) {
    const over = actual - limit
    const sentence = `${name}共${actual}字，超出${over}字（不超过${limit}字）`
    issues.push({ field, code: 'postArea.tooLong', sentence })
  }
  const lost = lostFault(name, text)
  const faces = countFaces(text)
  if (lost !== null) {
    issues.push({ field, code: 'postArea.unprintable', sentence: lost })
  } else if (faces > 0) {
    const sentence = `${name}含有${faces}种无法印刷的表情或图标，请删除后重新输入`
    issues.push({ field, code: 'postArea.unprintable', sentence })
  } else if (!hasReadableCharacter(text)) {
    issues.push({ field, code: 'postArea.onlyPunctuation', sentence: `${name}只有标点符号，请写出具体内容` })
  }
  return issues
}

/**
 * R09, R10: everything that keeps the form from being handed to 部门第一负责人; empty when nothing does. `limit` is how many
 * 字 goal, content and grounds hold each, as 党办 set it for the campaign.
 */
export function checkForm(kind: PostAreaKind, form: PostAreaForm, today: CalendarDay, limit: number): FormIssue[] {
  const issues = textFields.flatMap((field) => checkText(kind, field, form[field], limit))
  if (form.termToDay !== null && form.termToDay < today) {
    const sentence = `期限${dayName(form.termToDay)}已经过了，请改成今天以后的日期`
    issues.push({ field: 'termToDay', code: 'postArea.past', sentence })
  }
  return issues
}

// 一 alone stands in 一定 and 统一, so a Chinese numeral counts only as a share, or before what it counts.
const measure =
  /\p{Nd}|百分之|[一二两三四五六七八九十百千万]+(?:次|个|人|件|项|小时|天|日|周|月|季|年|元|家|名|条|份|批|吨|台|起|成|倍)|零(?:违|事故|投诉|差错|缺陷|失误)/u

/** R10 「结合生产经营的目标、指标」: whether a goal says how much, which is suggested and never demanded. */
export const isMeasurable = (goal: string): boolean => measure.test(goal)
