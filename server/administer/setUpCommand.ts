import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { consoleGuide } from '../../bot/consoleGuide'
import type { Config } from '../config'
import { contract } from '../contract'
import type { Database } from '../database/work'
import { platformNames } from '../domain/organisation/platforms'
import { drawCode } from '../domain/setUp/oneTimeCode'
import type { House } from '../features/call'
import { foundHouse } from '../features/setUp/foundHouse'
import { houseState, officers } from '../features/setUp/houseState'
import { renewLinks } from '../features/setUp/renewLinks'
import { Refusal } from '../refusals'
import { checkInput } from '../web/checkInput'
import { type Answers, answersForm, inputOf, type Question, questions, readAnswers } from './answers'
import { doctorCommand } from './doctorCommand'

/** A sentence for the operator; nothing was written. */
export class SetUpFault extends Error {}

export interface Console {
  /** What somebody answers; null where there is nobody (any more). `before` stands when he presses Enter. */
  ask(question: Question, before: string): Promise<string | null>
  print(text: string): void
}

export interface SetUpHouse extends Pick<House, 'tenants' | 'platforms' | 'checks'> {
  config: Pick<Config, 'publicUrl'>
  database: Database
}

const usage =
  '用法：npm run setup（逐项问）；npm run setup -- 文件（读填好的文件）；npm run setup -- --form（打印空白文件）；npm run setup -- --links（还没有人登录过时，重新做登录链接）；npm run setup -- --guide（打印平台后台要设的每一项）'
const draw = (): string => drawCode(randomBytes)

const linkLines = (publicUrl: string, links: readonly { name: string; code: string }[]): string =>
  [
    '下面每人一个登录链接，只能用一次，7天内有效。请单独发给本人，让他在自己的飞书或企业微信里打开并登录：',
    ...links.map(({ name, code }) => `  ${name}  ${publicUrl}/enter#${code}`),
  ].join('\n')

/** What a refusal says, each problem with the question it is about. */
function faultsOf({ message, problems }: Refusal): string {
  const lines = problems.map(({ field, sentence }) => {
    const question = questions.find((one) => one.field === field || field.startsWith(`${one.field}.`))
    return `  ${question ? `${question.label}：` : ''}${sentence}`
  })
  return [message, ...new Set(lines)].join('\n')
}

async function found({ config, database, tenants }: SetUpHouse, answers: Answers): Promise<string> {
  const loginCodes = [draw(), draw()]
  const given = checkInput(contract['setUp.found'].in, { ...inputOf(answers, loginCodes), setUpCode: 'console' })
  await database.unitOfWork(null, 'job', (work) => foundHouse(work, { ...given, loginCodes }, tenants))
  const { houseName, branchNames, people } = given
  return [
    `已建立单位“${houseName}”：机关党委“${given.committeeName}”，${branchNames.length}个支部（${branchNames.join('、')}）。`,
    linkLines(
      config.publicUrl,
      people.map(({ name }, at) => ({ name, code: loginCodes[at] ?? '' })),
    ),
  ].join('\n')
}

/** Asks until the house can be made, or nobody answers any more. */
async function askFor(house: SetUpHouse, { ask, print }: Console): Promise<string> {
  const answers = new Map<string, string>()
  for (;;) {
    for (const question of questions) {
      const answer = await ask(question, answers.get(question.field) ?? '')
      if (answer === null) throw new SetUpFault('没有答完，什么也没有建。')
      answers.set(question.field, answer)
    }
    try {
      return await found(house, answers)
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.code === 'setUp.done') throw fault
      print(`${faultsOf(fault)}\n请改一下；直接回车就是不改。`)
    }
  }
}

function answersIn(path: string): Answers {
  if (!existsSync(path)) throw new SetUpFault(`没有文件 ${path}。要一份空白的，运行 npm run setup -- --form。`)
  const { answers, unknown } = readAnswers(readFileSync(path, 'utf8'))
  if (unknown.length)
    throw new SetUpFault(`文件里有看不懂的行：${unknown.join('；')}。要一份空白的，运行 npm run setup -- --form。`)
  return answers
}

async function linksAnew({ config, database, tenants }: SetUpHouse): Promise<string> {
  const people = await database.read(null, 'job', officers)
  const links = people.map(({ personId, name }) => ({ personId, name, code: draw() }))
  await database.unitOfWork(null, 'job', (work) => renewLinks(work, links, tenants))
  return linkLines(config.publicUrl, links)
}

const guideOf = ({ platforms }: SetUpHouse): string =>
  consoleGuide(platforms.map(({ name, console }) => ({ title: platformNames[name], console })))

async function doIt(house: SetUpHouse, [given, ...more]: readonly string[], console: Console): Promise<string> {
  if (more.length || (given?.startsWith('--') && given !== '--links' && given !== '--guide'))
    throw new SetUpFault(usage)
  if (given === '--guide') return guideOf(house)
  const state = await house.database.read(null, 'job', (work) => houseState(work, house.tenants))
  if (given === '--links') return linksAnew(house)
  if (state !== 'empty')
    throw new SetUpFault(
      state === 'waiting'
        ? '单位已经建好，还没有人登录过。登录链接丢了，运行 npm run setup -- --links 重新做。'
        : '这里的单位已经建好了，没有改动任何东西。',
    )
  console.print((await doctorCommand(house.database, house)).text)
  return given === undefined ? askFor(house, console) : found(house, answersIn(given))
}

/** `npm run setup -- --form` needs no house. */
export const needsNoHouse = (given: readonly string[]): string | null =>
  given.join() === '--form' ? answersForm() : null

/** `npm run setup` with these arguments: what to tell the operator. Throws a SetUpFault, whose message is the sentence to show. */
export async function setUpCommand(house: SetUpHouse, given: readonly string[], console: Console): Promise<string> {
  try {
    return await doIt(house, given, console)
  } catch (fault) {
    if (fault instanceof Refusal) throw new SetUpFault(faultsOf(fault))
    throw fault
  }
}
