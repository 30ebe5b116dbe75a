import { type Finding, findingsUpTo } from '../console'
import type { FeishuClient } from './client'
import { askedScopes } from './console'
import { FeishuFailure, toWait } from './failure'

const keys = ['credentials', 'addresses', 'bot', ...Object.keys(askedScopes)]
const REFUSED_ADDRESS = 99991401
const NO_SCOPE = new Set([99991672, 99991679])
/** Codes that say nothing of the app: no answer, too fast, a fault inside. */
const isPassing = (failure: FeishuFailure): boolean => ['outage', 'pace', 'busy'].includes(toWait(failure)?.cause ?? '')

const sentenceOf = (failure: FeishuFailure): string => `${toWait(failure)?.words ?? '飞书的回答看不懂'}。`

/** Which of the settings a refused call is about. */
const keyOf = (failure: FeishuFailure, otherwise: string): string =>
  failure.facts.code === REFUSED_ADDRESS ? 'addresses' : otherwise

/** Scopes one after the other; without one the others can still be asked. */
async function examineScopes(client: FeishuClient): Promise<Finding[]> {
  const found: Finding[] = []
  for (const key of Object.keys(askedScopes) as (keyof typeof askedScopes)[]) {
    const { scope } = askedScopes[key]
    const failure = await client.probe(key)
    if (failure && isPassing(failure)) found.push({ key, good: null, sentence: sentenceOf(failure) })
    else if (failure && NO_SCOPE.has(failure.facts.code ?? 0))
      found.push({
        key,
        good: false,
        sentence: `缺少权限 ${scope}。请在“权限管理”里开通，再发布一个新版本。`,
      })
    else found.push({ key, good: true, sentence: `已开通 ${scope}。` })
  }
  return found
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
    return [...known, { key: 'bot', good: isOn, sentence }, ...(await examineScopes(client))]
  } catch (error) {
    if (!(error instanceof FeishuFailure)) throw error
    const key = keyOf(error, 'credentials')
    if (key === 'addresses') good.set('credentials', '飞书认这个 App ID 和 App Secret。')
    return stopped(key, error)
  }
}
