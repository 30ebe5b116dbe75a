// R22: 「就具体达到的工作目标、数量、作风、完成时限」. What stands here is advice beside the box and never blocks handing in.
import type { CalendarDay } from '../calendar/calendarDay'
import { withoutWhiteSpace } from './characters'
import { type PledgeField, type PledgeItems, pledgeFields } from './counts'
import type { Issue, IssueCode } from './issue'

// 一 alone stands in 一定 and 统一, so a Chinese numeral counts only before a measure word, 零 only before what is avoided.
const numberPatterns = [
  /\p{Nd}/u,
  /百分之/,
  /[一二两三四五六七八九十百千万半]+多?(?:次|个|人|件|项|篇|小时|天|日|周|月|季|年|本|元|家|名|条|份|堂|课|遍|户|批|吨|场)/,
  /零(?:违|事故|投诉|差错|缺陷|失误|距离|容忍|浪费|延误)/,
]
const timeWords =
  /每(?:天|日|周|月|季|年|半年|学期)|(?:年|月|季|周)(?:底|末|内|初|前)|[上下]半年|全年|本年|今年|季度|按[月季周]|[日号]前|日内|当[天日月]/

const isConcrete = (text: string): boolean =>
  timeWords.test(text) || numberPatterns.some((pattern) => pattern.test(text))

const slogans = [
  '不忘初心',
  '牢记使命',
  '砥砺前行',
  '全心全意',
  '为人民服务',
  '爱岗敬业',
  '无私奉献',
  '甘于奉献',
  '开拓创新',
  '开拓进取',
  '锐意进取',
  '积极进取',
  '求真务实',
  '勇于担当',
  '敢于担当',
  '担当作为',
  '尽职尽责',
  '恪尽职守',
  '兢兢业业',
  '以身作则',
  '率先垂范',
  '遵纪守法',
  '廉洁奉公',
  '清正廉洁',
  '廉洁自律',
  '克己奉公',
  '团结同志',
  '努力学习',
  '认真学习',
  '加强学习',
  '坚持学习',
  '努力工作',
  '认真工作',
  '扎实工作',
  '做好本职工作',
  '履职尽责',
  '不断提高',
  '不断提升',
  '不断进步',
  '提高素质',
  '提升素质',
  '提高自己',
  '提升自己',
  '统一思想',
  '一心一意',
]
// What joins slogans to a sentence says nothing either.
const fillers = /[\p{P}我要将会在对和与及的地中一定始终坚决切实做到保持自身]/gu

const onlySlogans = (text: string): boolean => {
  const rest = slogans.reduce((left, slogan) => left.split(slogan).join(''), text)
  return rest !== text && rest.replace(fillers, '') === ''
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
/** 「年」 written out, else the year of today; the last day of the month (31 sorts behind every day) when none is named. */
const namedDays = (text: string, today: CalendarDay): string[] => {
  const months = /(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})[日号])?(?=底|末|内|前|份|[,，;；。]|$)/g
  const years = /(\d{4})年(?=底|末|内|前)/g
  const inMonths = [...text.matchAll(months)].map(([, year, month, day]) => {
    const lastDay = day === undefined ? 31 : Number(day)
    return `${year ?? today.slice(0, 4)}-${twoDigits(Number(month))}-${twoDigits(lastDay)}`
  })
  return [...inMonths, ...[...text.matchAll(years)].map(([, year]) => `${year}-12-31`)]
}

const isPast = (text: string, today: CalendarDay): boolean => {
  const plain = text.normalize('NFKC')
  // 「每年6月」 comes again, and 「明年6月」 is still to come.
  if (/每年|明年|次年|来年/.test(plain)) return false
  return namedDays(plain, today).some((day) => day < today)
}

const hintFor = (text: string, today: CalendarDay): IssueCode | null => {
  if (text === '') return null
  if (onlySlogans(text)) return 'pledge.onlySlogans'
  if (!isConcrete(text)) return 'pledge.noNumberOrTime'
  return isPast(text, today) ? 'pledge.pastDay' : null
}

/**
 * R22: at most one piece of advice an item: nothing but slogans, neither a number nor a time, or a day before today.
 * A month without a year is one of this year. Never a reason to refuse.
 */
export const pledgeHints = (items: PledgeItems, today: CalendarDay): Issue[] =>
  pledgeFields.flatMap((field: PledgeField) => {
    const code = hintFor(withoutWhiteSpace(items[field]), today)
    return code ? [{ field, code }] : []
  })
