import type { Input } from '../contract'

/** What `npm run setup` asks, in its order; the same names stand in a file of answers. */
const houseQuestions = [
  ['houseName', '单位名称', ''],
  ['committeeName', '机关党委名称', ''],
  ['groupName', '上级党委名称', '没有就空着'],
  ['branchNames', '支部', '几个用顿号隔开，如：机关党办支部、财务支部'],
] as const
const personQuestions = [
  ['name', '姓名', ''],
  ['staffNumber', '工号', ''],
  ['politicalStatus', '政治面貌', '中共党员、中共预备党员或群众'],
  ['departmentCode', '部门编号', '和以后导入的名册里的编号一致'],
  ['departmentName', '部门', ''],
  ['branchName', '所属支部', '上面支部中的一个'],
] as const
const persons = ['第一位机关党办同志', '第二位机关党办同志'] as const

export interface Question {
  /** Where a refusal says that something is wrong with it. */
  field: string
  label: string
  hint: string
}

export const questions: readonly Question[] = [
  ...houseQuestions.map(([field, label, hint]) => ({ field, label, hint })),
  ...persons.flatMap((person, at) =>
    personQuestions.map(([key, label, hint]) => ({ field: `people.${at}.${key}`, label: `${person}的${label}`, hint })),
  ),
]

export type Answers = ReadonlyMap<string, string>

/** An empty file of answers. */
export const answersForm = (): string =>
  `${questions.map(({ label, hint }) => `${hint ? `# ${hint}\n` : ''}${label}=`).join('\n')}\n`

/** Reads a file of answers; `unknown` are the lines that answer no question. */
export function readAnswers(text: string): { answers: Answers; unknown: string[] } {
  const answers = new Map<string, string>()
  const unknown: string[] = []
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (!line.trim() || line.trim().startsWith('#')) continue
    const [, label = '', answer = ''] = /^([^=＝]*)[=＝](.*)$/.exec(line) ?? []
    const question = questions.find((one) => one.label === label.trim())
    if (question) answers.set(question.field, answer.trim())
    else unknown.push(line.trim())
  }
  return { answers, unknown }
}

/** The answers in the shape of the call, which checks them. */
export function inputOf(answers: Answers, loginCodes: readonly string[]): Omit<Input<'setUp.found'>, 'setUpCode'> {
  const answer = (field: string): string => answers.get(field) ?? ''
  return {
    houseName: answer('houseName'),
    committeeName: answer('committeeName'),
    groupName: answer('groupName'),
    branchNames: answer('branchNames')
      .split(/[、,，;；]/)
      .map((name) => name.trim())
      .filter(Boolean),
    people: persons.map((_person, at) => {
      const cells = Object.fromEntries(personQuestions.map(([key]) => [key, answer(`people.${at}.${key}`)]))
      return { ...(cells as Record<(typeof personQuestions)[number][0], string>), loginCode: loginCodes[at] ?? '' }
    }),
  }
}
