import { type Finding, findingsUpTo } from '../console'
import type { AgentFacts, WecomClient } from './client'
import { toWait, WecomFailure } from './failure'

const keys = ['credentials', 'domain', 'addresses', 'agent', 'enabled', 'range', 'home']
const REFUSED_ADDRESS = 60020
const OTHER_AGENT = new Set([40056, 41011, 301002, 48002])
const knownSecret = '企业微信认这个企业ID和Secret。'

const isPassing = (failure: WecomFailure): boolean => ['outage', 'pace', 'busy'].includes(toWait(failure)?.cause ?? '')

function faultOf(failure: WecomFailure): Finding {
  const { errcode = 0, fromIp } = failure.facts
  const words = toWait(failure)?.words ?? '企业微信的回答看不懂'
  if (isPassing(failure)) return { key: 'credentials', good: null, sentence: `${words}。` }
  if (errcode === REFUSED_ADDRESS)
    return { key: 'addresses', good: false, sentence: fromIp ? `${words}：它看到的是 ${fromIp}。` : `${words}。` }
  if (OTHER_AGENT.has(errcode)) return { key: 'agent', good: false, sentence: `${words}。` }
  // The platform gives no token to an app that is closed, with the same number as for a wrong secret.
  return { key: 'credentials', good: false, sentence: `${words}；“应用已启用”没有打开，也会这样。` }
}

const rangeOf = ({ users, departments, tags }: AgentFacts): Finding => {
  const parts = [
    ...(departments.length ? [`${departments.length}个部门`] : []),
    ...(tags.length ? [`${tags.length}个标签`] : []),
    ...(users.length ? [`${users.length}个人`] : []),
  ]
  const sentence = parts.length
    ? `可见范围里有${parts.join('、')}；要用这个系统的人都要在里面。`
    : '可见范围是空的，谁也看不到这个应用。请在“可见范围”里选上用这个系统的部门。'
  return { key: 'range', good: parts.length > 0, sentence }
}

function readFacts(facts: AgentFacts, publicUrl: string): Finding[] {
  const { host } = new URL(publicUrl)
  const isHome = facts.homeUrl.startsWith(publicUrl)
  const isDomain = facts.domain.toLowerCase() === host.toLowerCase()
  const domain = facts.domain
    ? `可信域名现在是 ${facts.domain} ，应该是 ${host} 。`
    : `还没有设可信域名，应该是 ${host} 。`
  const home = facts.homeUrl
    ? `应用主页现在是 ${facts.homeUrl} ，应该是 ${publicUrl}/ 。`
    : `还没有设应用主页，应该是 ${publicUrl}/ 。`
  return [
    { key: 'credentials', good: true, sentence: knownSecret },
    { key: 'domain', good: isDomain, sentence: isDomain ? `可信域名是 ${host} 。` : domain },
    { key: 'addresses', good: true, sentence: '企业微信接受了这台服务器的调用。' },
    { key: 'agent', good: true, sentence: '应用编号和Secret是同一个应用的。' },
    {
      key: 'enabled',
      good: !facts.isClosed,
      sentence: facts.isClosed ? '应用已停用，请在应用管理里启用。' : '应用已启用。',
    },
    rangeOf(facts),
    { key: 'home', good: isHome, sentence: isHome ? '应用主页是这里的网址。' : home },
  ]
}

/** Asks WeCom what its answers tell of the app's settings; sends nothing to anybody. */
export async function examineWecom(client: WecomClient, publicUrl: string): Promise<Finding[]> {
  try {
    return readFacts(await client.agent(), publicUrl)
  } catch (error) {
    if (!(error instanceof WecomFailure)) throw error
    const fault = faultOf(error)
    return findingsUpTo(keys, fault, fault.key === 'credentials' ? new Map() : new Map([['credentials', knownSecret]]))
  }
}
