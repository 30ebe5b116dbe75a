// What is wrong with a bundle, said in plain Chinese: each thing by its name, nothing where it is whole.
import type { SubjectResult } from '../evaluation/results'
import { formatHundredths } from '../scoring/hundredths'
import { gradeLabels, groupLabel, kindLabels, type RaterGroup } from '../scoring/terms'
import { isHash } from '../sealing/shortHash'
import { canonicalText } from '../wording/canonicalText'
import {
  type Bundle,
  type BundleGroup,
  countChecksum,
  groupMark,
  type Hash,
  listMark,
  type TemplateMarks,
  templateMarks,
} from './bundle'
import { recount } from './recount'

/** What was told outside the house, as far as it is at hand. */
export interface Anchors {
  checksum?: string
  listHash?: string
}

/** What differs; `plain`: without figures, for whoever may not read results. */
export interface Fault {
  sentence: string
  plain: string
}

export interface Verdict {
  faults: Fault[]
  /** Ballots that were counted again, and those that are kept back in this file. */
  recounted: number
  withheld: number
}

const partNames: Readonly<Record<string, string>> = {
  items: '评价项目和分值',
  weights: '各组权重',
  bands: '等次的分数线',
}

function partName(part: keyof TemplateMarks): string {
  if (part === 'coefficients') return '好、较好、一般、差各折合的分'
  if (part === 'others') return '计票规则（最少人数、过半数、优秀比例等）'
  const [kind = 'MEMBER', name = ''] = part.split('.') as ['MEMBER', string]
  return `评价${kindLabels[kind]}的${partNames[name]}`
}

/** The subject, and its group as forms call it. */
export function groupName(
  { subjects }: Pick<Bundle, 'subjects'>,
  { subjectKey, group }: { subjectKey: string; group: RaterGroup },
): string {
  const subject = subjects.find(({ key }) => key === subjectKey)
  return subject
    ? `${nameOf(subject)}的${groupLabel(subject.kind, group)}`
    : `名单外的评价对象的${groupLabel('MEMBER', group)}`
}

const nameOf = ({ kind, name }: Bundle['subjects'][number]): string =>
  kind === 'SECRETARY' ? `${name}（党组织书记）` : name

function listFaults(hash: Hash, { list }: Bundle): string[] {
  if (!list) return []
  const { envelopes, receipts } = list
  if (receipts.length !== envelopes)
    return [
      `信封清单里有${receipts.length}个回执，截止时定下的是${envelopes}个：${receipts.length > envelopes ? '有人加过' : '有人删过'}回执。`,
    ]
  return listMark(hash, receipts) === list.hash ? [] : ['信封清单里有回执被改过，和清单校验码不符。']
}

export const templateFaults = (
  hash: Hash,
  { template, templateMarks: marks }: Pick<Bundle, 'template' | 'templateMarks'>,
): string[] =>
  (Object.entries(templateMarks(hash, template)) as [keyof TemplateMarks, string][]).flatMap(([part, mark]) =>
    marks?.[part] === mark ? [] : [`${partName(part)}被改过。`],
  )

type Changed = BundleGroup & { by: number }

const changedGroups = (hash: Hash, { groups }: Bundle): Changed[] =>
  groups.flatMap((one) => {
    if (!one.ballots) return []
    const by = one.ballots.length - one.opened
    const whole = by === 0 && groupMark(hash, one, one.salt ?? '', one.ballots) === one.mark
    return whole ? [] : [{ ...one, by }]
  })

/** One too few here and one too many there: it was moved. */
function ballotFaults(hash: Hash, bundle: Bundle): string[] {
  const changed = changedGroups(hash, bundle)
  const less = changed.filter(({ by }) => by < 0)
  const more = changed.filter(({ by }) => by > 0)
  const moved = less.length === 1 && more.length === 1 && less[0]?.by === -(more[0]?.by ?? 0)
  if (moved && less[0] && more[0]) {
    const count = more[0].by
    const others = changed.filter(({ by }) => by === 0).map((one) => `${groupName(bundle, one)}有选票被改过。`)
    return [`有${count}张选票从${groupName(bundle, less[0])}移到了${groupName(bundle, more[0])}。`, ...others]
  }
  return changed.map((one) => {
    if (one.by === 0) return `${groupName(bundle, one)}有选票被改过。`
    return `${groupName(bundle, one)}${one.by > 0 ? '多' : '少'}了${Math.abs(one.by)}张选票：计票时${one.opened}张，现在${one.opened + one.by}张。`
  })
}

/** A ballot nobody was entitled to, and envelopes that do not add up. */
function countFaults(bundle: Bundle): string[] {
  const { groups, opening, list } = bundle
  const over = groups.filter(({ due, struck, opened, unopened }) => opened + unopened > due - struck)
  const opened = groups.reduce((sum, one) => sum + one.opened + one.unopened, 0) + opening.invalid
  const passed = opening.passed ?? opened
  return [
    ...over.map(
      (one) => `${groupName(bundle, one)}收回${one.opened + one.unopened}张，多于名单上的${one.due - one.struck}人。`,
    ),
    ...(opened === passed ? [] : [`开内封的有${opened}张，外封打开后交过来的是${passed}张，对不上。`]),
    ...(list && passed > list.envelopes ? [`打开的有${passed}张，多于清单里的${list.envelopes}张。`] : []),
  ]
}

const score = (value: number | null | undefined): string =>
  value === null || value === undefined ? '没有' : formatHundredths(value)
const grade = (value: SubjectResult['suggestion'] | undefined): string => (value ? gradeLabels[value] : '没有')

/** `place`: where the told one stands. */
function resultFaults(place: string, name: string, told: SubjectResult | undefined, counted: SubjectResult): Fault[] {
  const plain = `${name}的结果和重新计算的不一样。`
  if (!told) return [{ sentence: `${name}没有结果。`, plain }]
  const differs = (what: string, before: string, now: string): Fault[] =>
    before === now ? [] : [{ sentence: `${name}的${what}：${place}是${before}，重新计算是${now}。`, plain }]
  const faults = [
    ...counted.groups.flatMap(({ group, mean }) => {
      const given = told.groups.find((one) => one.group === group)
      return differs(`${groupLabel(counted.kind, group)}得分`, score(given?.mean), score(mean))
    }),
    ...differs('总分', score(told.total), score(counted.total)),
    ...differs('建议等次', grade(told.suggestion), grade(counted.suggestion)),
  ]
  if (faults.length || canonicalText(told) === canonicalText(counted)) return faults
  return [{ sentence: `${name}的份数或说明和重新计算的不一样。`, plain }]
}

const said = (sentences: readonly string[]): Fault[] => sentences.map((sentence) => ({ sentence, plain: sentence }))

/** Counted again by the rules alone. `told`: the results that are compared with it. */
export function recountFaults(
  bundle: Bundle,
  told: readonly SubjectResult[] = bundle.results,
  place = '档案里',
): Fault[] {
  try {
    const { results, statistics } = recount(bundle)
    const faults = results.flatMap((counted) => {
      const subject = bundle.subjects.find(({ key }) => key === counted.key)
      const name = subject ? nameOf(subject) : counted.key
      return resultFaults(
        place,
        name,
        told.find(({ key }) => key === counted.key),
        counted,
      )
    })
    if (told.length > results.length) return [...faults, ...said(['结果里有名单外的评价对象。'])]
    const same = canonicalText(statistics) === canonicalText(bundle.statistics)
    return faults.length || same ? faults : said(['汇总的人数、比例或平均分和重新计算的不一样。'])
  } catch {
    return said(['评价对象、分组和规则对不上，不能重新计算。'])
  }
}

function anchorFaults(hash: Hash, bundle: Bundle, { checksum, listHash }: Anchors): string[] {
  const faults: string[] = []
  if (countChecksum(hash, bundle) !== bundle.checksum) faults.push('名单、份数或选票和计票校验码不符。')
  if (checksum && !isHash(bundle.checksum, checksum))
    faults.push('计票校验码和计票时公布的不一样：整个档案可能被换过。')
  if (listHash && !isHash(bundle.list?.hash ?? '0', listHash))
    faults.push('清单校验码和截止时公布的不一样：整个档案可能被换过。')
  return faults
}

const openedIn = (groups: readonly BundleGroup[]): number => groups.reduce((sum, { opened }) => sum + opened, 0)

/** Checks every checksum of a bundle and counts it again. `anchors` may be as cards show them. */
export function verifyBundle(bundle: Bundle, hash: Hash, anchors: Anchors = {}): Verdict {
  const named = [
    ...listFaults(hash, bundle),
    ...templateFaults(hash, bundle),
    ...ballotFaults(hash, bundle),
    ...countFaults(bundle),
    ...anchorFaults(hash, bundle, anchors),
  ]
  const recounted = openedIn(bundle.groups.filter(({ ballots }) => ballots))
  return {
    faults: [...said(named), ...recountFaults(bundle)],
    recounted,
    withheld: openedIn(bundle.groups) - recounted,
  }
}

/** The verdict in one sentence, and what is wrong below it. */
export function verdictText({ faults, recounted, withheld }: Verdict): string {
  if (faults.length) return `核验不通过，有${faults.length}处不符：`
  const kept = withheld ? `，另有${withheld}张所在的组人数太少，没有附在文件里，按文件里的组得分往下算` : ''
  return `核验通过：${recounted}张选票重新计算${kept}，结果和档案一致，校验码全部相符。`
}
