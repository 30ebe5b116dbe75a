import type { z } from 'zod'
import { fieldNames } from './fieldNames'

type Issue = z.core.$ZodRawIssue
type Path = readonly PropertyKey[]

/** '“评定意见”第4项的“等次”'. What the request itself named is not said back: it may be anything. */
export function placeOf(path: Path): string {
  return path.reduce<string>((said, step) => {
    if (typeof step === 'number') return `${said}第${step + 1}项`
    const name = Object.hasOwn(fieldNames, step) ? fieldNames[String(step)] : undefined
    if (!name) return said
    return said ? `${said}的“${name}”` : `“${name}”`
  }, '')
}

const kinds: Readonly<Record<string, string>> = {
  string: '应填文字',
  number: '应填数字',
  int: '应填整数',
  boolean: '应选择是或否',
  array: '应是一组内容',
  object: '应是一组栏目',
  record: '应是一组栏目',
}

const units: Readonly<Record<string, string>> = { string: '个字', array: '项' }

function sizeFault(issue: Issue & { origin?: unknown }, place: string, word: string, bound: unknown): string {
  const unit = units[String(issue.origin)]
  if (unit) return `${place}${word === '大于' ? '最多' : '至少'}${bound}${unit}`
  return `${place}不能${word}${bound}`
}

/**
 * What is wrong with a request and where, in one plain sentence without a full stop, for every fault that its shape has no
 * words of its own for. Says nothing back of what was sent.
 */
export function problemSentence(issue: Issue): string {
  const path = issue.path ?? []
  const place = placeOf(path) || '提交的内容'
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${placeOf(path) ? `${place}里` : ''}有${issue.keys.length}项系统不认识的内容，请刷新页面后再提交`
    case 'invalid_type':
      return issue.input === undefined ? `缺少${place}` : `${place}${kinds[issue.expected] ?? '填写得不对'}`
    case 'invalid_value':
      return issue.input === undefined ? `缺少${place}` : `${place}不在可选范围内`
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return `请填写${place}`
      return sizeFault(issue, place, '小于', issue.minimum)
    case 'too_big':
      return sizeFault(issue, place, '大于', issue.maximum)
    default:
      return /day$/i.test(String(path.at(-1) ?? '')) ? `${place}不是有效日期` : `${place}填写得不对`
  }
}
