// R52, D13: items, points and weights come from 55号文's scheme, so they are versioned data, locked per campaign.

import type { CapShare } from '../scoring/excellentCap'
import type { EligibilityRules, TrimRules } from '../scoring/groupMean'
import type { Hundredths } from '../scoring/hundredths'
import type { Band } from '../scoring/suggestGrade'
import { type Grade, gradeScale, type RaterGroup, type ScoredLetter, type SubjectKind } from '../scoring/terms'

export type InputMode = 'GRADE' | 'POINTS'

export interface TemplateItem {
  title: string
  points: number
  /** 评价要点, two or three lines shown under the item. A branch may reword only these (R52 「结合实际」). */
  hints: readonly string[]
}

export interface SubjectScheme {
  items: readonly TemplateItem[]
  /** Percent per rater group; a group without a weight does not rate this subject. */
  weights: Readonly<Partial<Record<RaterGroup, number>>>
  bands: readonly Band[]
  floorGrade: Grade
  vetoGrade: Grade
}

/** Numbers of rules §4.3, in persons. */
export interface RosterRules {
  peerWholeBranchUpTo: number
  peerMinimum: number
  massesMinimum: number
  massesDrawTo: number
  massesWholeBranchUpTo: number
  massesDrawPercent: number
  massesDrawMinimum: number
  burdenLimit: number
}

/** Numbers of rules §4.6, in valid ballots (means) or issued ballots (departmentTurnout). */
export interface AnonymityRules {
  internalMean: number
  openMean: number
  departmentTurnout: number
  publicTotal: boolean
  publicMeans: boolean
}

export interface EvaluationTemplate {
  version: string
  inputMode: InputMode
  subjects: Readonly<Record<SubjectKind, SubjectScheme>>
  coefficients: Readonly<Record<ScoredLetter, number>>
  minAnsweredPoints: number
  minRaters: Readonly<Record<RaterGroup, number>>
  quorum: EligibilityRules['quorum']
  trim: TrimRules
  massesFloor: Hundredths
  excellentShare: CapShare
  roster: RosterRules
  anonymity: AnonymityRules
}

export interface TemplateIssue {
  /** Dotted path of the offending part, 'subjects.MEMBER.weights'. */
  path: string
  /** Chinese sentence for 党办. */
  message: string
}

/** Everything that forbids locking the template for a campaign (R52); empty = it may be locked. */
export function checkTemplate(template: EvaluationTemplate): TemplateIssue[] {
  const kinds = Object.entries(template.subjects) as [SubjectKind, SubjectScheme][]
  return [
    ...(template.version.trim() === '' ? [{ path: 'version', message: '模板没有版本号' }] : []),
    ...kinds.flatMap(([kind, scheme]) => [
      ...itemIssues(kind, scheme),
      ...weightIssues(kind, scheme),
      ...bandIssues(kind, scheme),
    ]),
    ...coefficientIssues(template),
    ...thresholdIssues(template),
  ]
}

const allowedGroups: Readonly<Record<SubjectKind, readonly RaterGroup[]>> = {
  MEMBER: ['SELF', 'PEER', 'MASSES', 'ORG', 'SUPERIOR'],
  SECRETARY: ['PEER', 'MASSES', 'SUPERIOR'],
  ORG: ['PEER', 'MASSES', 'SUPERIOR'],
}

function itemIssues(kind: SubjectKind, { items }: SubjectScheme): TemplateIssue[] {
  const path = `subjects.${kind}.items`
  const issues: TemplateIssue[] = []
  const sum = items.reduce((soFar, item) => soFar + item.points, 0)
  if (sum !== 100) issues.push({ path, message: `评价项目分值合计为 ${sum}，应为 100` })
  items.forEach(({ title, points, hints }, index) => {
    const at = `${path}.${index}`
    if (!isCount(points, 1)) issues.push({ path: at, message: `第 ${index + 1} 项分值应为正整数` })
    if (title.trim() === '') issues.push({ path: at, message: `第 ${index + 1} 项没有名称` })
    if (hints.length < 2 || hints.length > 3) {
      issues.push({ path: at, message: `第 ${index + 1} 项应有 2 至 3 条评价要点` })
    }
  })
  return issues
}

function weightIssues(kind: SubjectKind, { weights }: SubjectScheme): TemplateIssue[] {
  const path = `subjects.${kind}.weights`
  const entries = Object.entries(weights) as [RaterGroup, number][]
  const issues: TemplateIssue[] = []
  const sum = entries.reduce((soFar, [, weight]) => soFar + weight, 0)
  if (sum !== 100) issues.push({ path, message: `权重合计为 ${sum}%，应为 100%` })
  if (entries.some(([, weight]) => !isCount(weight, 1))) issues.push({ path, message: '权重应为正整数' })
  const strangers = entries.filter(([group]) => !allowedGroups[kind].includes(group))
  for (const [group] of strangers) issues.push({ path, message: `该评价对象没有 ${group} 评价主体` })
  if (weights.PEER === undefined && weights.MASSES === undefined) {
    issues.push({ path, message: '党员评价和群众评价至少应有一项权重' })
  }
  return issues
}

function bandIssues(kind: SubjectKind, { bands, floorGrade, vetoGrade }: SubjectScheme): TemplateIssue[] {
  const path = `subjects.${kind}.bands`
  const scale = gradeScale(kind)
  const issues: TemplateIssue[] = []
  if (bands.map((band) => band.grade).join() !== scale.join()) {
    issues.push({ path, message: '等次应由高到低逐一列出' })
  }
  const falling = bands.every((band, index) => index === 0 || band.from < (bands[index - 1]?.from ?? 0))
  if (!falling || bands.some((band) => !isCount(band.from, 0) || band.from > 10000)) {
    issues.push({ path, message: '等次分数线应由高到低，且在 0 至 100.00 之间' })
  }
  if (bands.at(-1)?.from !== 0) issues.push({ path, message: '最低等次应从 0 分起' })
  if (!scale.includes(floorGrade) || !scale.includes(vetoGrade)) {
    issues.push({ path, message: '群众分下限和一票否决的等次不在该评价对象的等次之内' })
  }
  return issues
}

function coefficientIssues({ coefficients }: EvaluationTemplate): TemplateIssue[] {
  const path = 'coefficients'
  const { A, B, C, D } = coefficients
  const falling = A > B && B > C && C > D
  const inRange = [A, B, C, D].every((one) => isCount(one, 0)) && A === 100
  return falling && inRange ? [] : [{ path, message: '好、较好、一般、差的系数应从 100% 起逐级降低' }]
}

function thresholdIssues(template: EvaluationTemplate): TemplateIssue[] {
  const { minRaters, anonymity, quorum, excellentShare, trim, minAnsweredPoints, massesFloor } = template
  const isFraction = (part: number, whole: number) => isCount(part, 0) && isCount(whole, 1) && part <= whole
  const rules: [boolean, string, string][] = [
    // A mean below k would be printed or, if hidden, could be subtracted out of the total (rules §4.6.8).
    [anonymity.internalMean >= 3, 'anonymity.internalMean', '匿名门槛不得低于 3 票'],
    [anonymity.openMean >= anonymity.internalMean, 'anonymity.openMean', '公开门槛不得低于内部门槛'],
    [minRaters.PEER >= anonymity.internalMean, 'minRaters.PEER', '互评有效票下限不得低于匿名门槛'],
    [minRaters.MASSES >= anonymity.internalMean, 'minRaters.MASSES', '群众评议有效票下限不得低于匿名门槛'],
    [Object.values(minRaters).every((one) => isCount(one, 1)), 'minRaters', '有效票下限应为正整数'],
    [isFraction(quorum.numerator, quorum.denominator), 'quorum', '参评率下限应为不大于 1 的分数'],
    [isFraction(excellentShare.numerator, excellentShare.denominator), 'excellentShare', '优秀比例应为不大于 1 的分数'],
    [isCount(trim.minBallots, 3), 'trim.minBallots', '去掉最高最低分至少需要 3 票'],
    [isCount(minAnsweredPoints, 1) && minAnsweredPoints <= 100, 'minAnsweredPoints', '有效作答分值应在 1 至 100 之间'],
    [isCount(massesFloor, 0) && massesFloor <= 10000, 'massesFloor', '群众分下限应在 0 至 100.00 之间'],
    [Object.values(template.roster).every((one) => isCount(one, 1)), 'roster', '参评人员范围的各项数字应为正整数'],
    [template.roster.massesDrawPercent <= 100, 'roster.massesDrawPercent', '抽取比例不得超过 100%'],
  ]
  return rules.filter(([holds]) => !holds).map(([, path, message]) => ({ path, message }))
}

function isCount(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least
}
