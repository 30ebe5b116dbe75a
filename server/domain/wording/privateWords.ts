// Free text may carry what must not spread (D11, R37, R63): numbers that look like a phone or an identity card, and
// illness. These are hints for a "do you mean this?" dialog, because a medicine maker writes such words every day.
import { withoutWhiteSpace } from './characters'

/** Where a number that looks like a phone (11 digits) or an identity card (18) stands; the number itself is not returned. */
export type NumberLikeId = { readonly start: number; readonly length: number; readonly digits: 11 | 18 }

// Full-width digits are read as digits. Unlike NFKC this keeps every position, so a page can mark the place.
const asciiDigits = (text: string): string =>
  text.replace(/[\uff10-\uff19\uff0b\uff0d\uff38\uff58]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))

/** Numbers of exactly 11 or 18 digits, also when written in groups with single blanks or dashes. */
export const findNumbersLikeIds = (text: string): NumberLikeId[] => {
  const found: NumberLikeId[] = []
  for (const run of asciiDigits(text).matchAll(/\d(?:[ -]?\d)*[Xx]?/g)) {
    const digits = run[0].replace(/[ -]/g, '').length
    const isCard = digits === 18
    const isPhone = digits === 11 && /\d$/.test(run[0])
    if (isCard || isPhone) found.push({ start: run.index, length: run[0].length, digits: isCard ? 18 : 11 })
  }
  return found
}

// No look-behind: WebViews of older company phones cannot read it, so "no digit before" is a group.
const phonePatterns = [
  /(?:^|\D)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?:\D|$)/, // mobile
  /(?:^|\D)0\d{2,3}[ )）-]\d{4,8}(?:\D|$)/, // area code and number, also the unroutable 000-xxxx of the examples
  /(?:^|\D)0\d{9,11}(?:\D|$)/,
  /(?:^|\D)[48]00[ -]?\d{3}[ -]?\d{4}(?:\D|$)/,
  /(?:电话|手机|热线|微信|座机|tel)[^\d]{0,3}\d{5,}/i,
]

/** Whether the text holds a phone number (R17: not on a plate that hangs in public). */
export const hasPhoneNumber = (text: string): boolean => {
  const plain = asciiDigits(text)
  return phonePatterns.some((pattern) => pattern.test(plain))
}

const diseaseWords = [
  '癌',
  '肿瘤',
  '白血病',
  '淋巴瘤',
  '化疗',
  '放疗',
  '透析',
  '尿毒症',
  '肾衰',
  '肾病',
  '肝炎',
  '乙肝',
  '肝硬化',
  '糖尿病',
  '高血压',
  '心脏病',
  '冠心病',
  '心梗',
  '脑梗',
  '脑溢血',
  '中风',
  '偏瘫',
  '截瘫',
  '瘫痪',
  '癫痫',
  '哮喘',
  '肺结核',
  '艾滋',
  '抑郁',
  '焦虑症',
  '精神分裂',
  '帕金森',
  '老年痴呆',
  '残疾',
  '流产',
  '不孕',
  '住院',
  '手术',
  '确诊',
  '诊断',
  '病历',
  '病危',
  '重病',
  '患病',
]

/** Words about illness found in the text, in the order of the list (R37: only the category may be kept, R63). */
export const findDiseaseWords = (text: string): string[] => {
  const plain = withoutWhiteSpace(text)
  return diseaseWords.filter((word) => plain.includes(word))
}
