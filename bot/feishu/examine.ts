import { type Finding, findingsUpTo } from '../console'
import type { FeishuClient } from './client'
import { askedScopes, directoryScopes } from './console'
import { sampleFeishuDirectory } from './directory'
import { FeishuFailure, toWait } from './failure'

const directoryKeys = [...Object.keys(directoryScopes), 'contactRange']
const keys = ['credentials', 'addresses', 'bot', ...Object.keys(askedScopes), ...directoryKeys]
const REFUSED_ADDRESS = 99991401
const NO_SCOPE = new Set([99991672, 99991679])
/** Codes that say nothing of the app: no answer, too fast, a fault inside. */
const isPassing = (failure: FeishuFailure): boolean => ['outage', 'pace', 'busy'].includes(toWait(failure)?.cause ?? '')

const sentenceOf = (failure: FeishuFailure): string => `${toWait(failure)?.words ?? '飞书的回答看不懂'}。`

/** Which of the settings a refused call is about. */
const keyOf = (failure: FeishuFailure, otherwise: string): string =>
  failure.facts.code === REFUSED_ADDRESS ? 'addresses' : otherwise

const lacking = (scope: string): string => `缺少权限 ${scope}。请在“权限管理”里开通，再发布一个新版本。`

/** Of the scopes of the directory the first is judged by a call, the others by what one department and one person lack. */
async function examineDirectory(client: FeishuClient): Promise<Finding[]> {
  const { directory, departmentNames, personNames, employment } = directoryScopes
  const sample = await sampleFeishuDirectory(client)
  if (sample.kind === 'refused') {
    const { failure, isScope } = sample
    const good = isPassing(failure) ? null : false
    const sentence = isScope ? lacking(directory.scope) : sentenceOf(failure)
    return findingsUpTo(directoryKeys, { key: 'directory', good, sentence }, new Map())
  }
  const { departments, users, department, member } = sample
  const field = (key: string, scope: string, seen: object | undefined, has: boolean): Finding => {
    if (!seen) return { key, good: null, sentence: '通讯录权限范围里还没有人和部门，问不到。' }
    return { key, good: has, sentence: has ? `已开通 ${scope}。` : lacking(scope) }
  }
  const isEmpty = departments + users === 0
  const inRange = [
    ...(departments ? [`${departments}个一级部门`] : []),
    ...(users ? [`直接选上的${users}个人`] : []),
  ].join('、')
  return [
    { key: 'directory', good: true, sentence: `已开通 ${directory.scope}。` },
    field('departmentNames', departmentNames.scope, department, department?.name !== undefined),
    field('personNames', personNames.scope, member, member?.name !== undefined),
    field('employment', employment.scope, member, member?.status !== undefined),
    {
      key: 'contactRange',
      good: !isEmpty,
      sentence: isEmpty
        ? '通讯录权限范围是空的，一个人也读不到。请选“全部成员”，或者选上用这个系统的部门。'
        : `读得到${inRange}；要用这个系统的人都要在里面。`,
    },
  ]
}

async function examineSending(client: FeishuClient): Promise<Finding> {
  const { scope } = askedScopes.send
  const failure = await client.probe()
  if (failure && isPassing(failure)) return { key: 'send', good: null, sentence: sentenceOf(failure) }
  const isLacking = failure !== null && NO_SCOPE.has(failure.facts.code ?? 0)
  return { key: 'send', good: !isLacking, sentence: isLacking ? lacking(scope) : `已开通 ${scope}。` }
}

/** Asks Feishu what its answers tell of the app's settings; sends nothing to anybody. */
export async function examineFeishu(client: FeishuClient): Promise<Finding[]> {
  const good = new Map<string, string>()
  const stopped = (key: string, failure: FeishuFailure): Finding[] =>
    findingsUpTo(keys, { key, good: isPassing(failure) ? null : false, sentence: sentenceOf(failure) }, good)
  try {
    const bot = await client.bot()
    good.set('credentials', '飞书认这个 App ID 和 App Secret。')
    good.set('addresses', '飞书接受了这台服务器的调用。')
    const isOn = bot === 'on'
    const sentence = isOn ? '机器人已启用。' : '应用没有启用机器人。请在“添加应用能力”里加上机器人，再发布一个新版本。'
    const known = ['credentials', 'addresses'].map((key) => ({ key, good: true, sentence: good.get(key) ?? '' }))
    const scopes = [await examineSending(client), ...(await examineDirectory(client))]
    return [...known, { key: 'bot', good: isOn, sentence }, ...scopes]
  } catch (error) {
    if (!(error instanceof FeishuFailure)) throw error
    const key = keyOf(error, 'credentials')
    if (key === 'addresses') good.set('credentials', '飞书认这个 App ID 和 App Secret。')
    return stopped(key, error)
  }
}
