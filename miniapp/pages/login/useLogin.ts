import { computed, onMounted, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { Refused } from '../../api/refused'
import { FeishuFailed, feishuCode } from '../../client/feishu'
import { client, loginUrl, safeReturn } from '../../client/platform'
import { enter, forget, keepRefused } from '../../client/session'
import { useAction } from '../../composables/useAction'
import { texts } from './texts'

type Options = Output<'login.options'>

const refusedByPerson = 2_700_002
const triesName = 'lianxinqiao.loginTries'
const mostTries = 2

/** Counts ways through the platform's own page, so that a failing login ends on a sentence and not in a circle. */
const mayLeave = (): boolean => {
  try {
    const tries = Number(sessionStorage.getItem(triesName) ?? '0') + 1
    sessionStorage.setItem(triesName, String(tries))
    return tries <= mostTries
  } catch {
    // What cannot be counted goes by the person's own press only (the buttons).
    return false
  }
}
const forgetTries = (): void => {
  try {
    sessionStorage.removeItem(triesName)
  } catch {
    // Nothing was counted there.
  }
}

export const useLogin = () => {
  const route = useRoute()
  const router = useRouter()
  const returnPath = safeReturn(route.query.return)
  const options = ref<Options | null>(null)
  const automatic = ref(client() !== 'browser')
  const sentence = ref('')
  const action = useAction()

  const finish = async (): Promise<void> => {
    forget()
    const entry = await enter()
    forgetTries()
    await router.replace(entry === 'notOnRoster' ? '/not-on-roster' : returnPath)
  }
  const throughFeishu = async (platforms: Options['platforms']): Promise<void> => {
    const feishu = platforms.find(({ platform }) => platform === 'feishu')
    if (!feishu) return stopAutomatic('')
    try {
      const code = await feishuCode(feishu.appId, feishu.scriptUrl)
      // A code is good once; under the same key the server knows a second copy of it for the same login.
      await call('login.byCode', { platform: 'feishu', code })
      await finish()
    } catch (fault) {
      await turnedAway(fault)
    }
  }
  const turnedAway = async (fault: unknown): Promise<void> => {
    if (fault instanceof Refused && fault.code === 'login.notOnRoster') {
      keepRefused(fault.sentence)
      await router.replace('/not-on-roster')
    } else if (fault instanceof FeishuFailed && fault.errno !== refusedByPerson && mayLeave()) {
      // No script, or none that answers: Feishu's own page needs none, and inside the client it asks nothing.
      location.replace(loginUrl('feishu', returnPath))
    } else if (fault instanceof FeishuFailed) {
      stopAutomatic(fault.errno === refusedByPerson ? texts.feishuRefused : texts.feishuFailed(fault.errno))
    } else {
      automatic.value = false
      throw fault
    }
  }
  const stopAutomatic = (why: string): void => {
    automatic.value = false
    sentence.value = why
  }
  const begin = (problem = ''): Promise<boolean> =>
    action.run(async () => {
      sentence.value = ''
      automatic.value = client() !== 'browser'
      // Another window may have logged in meanwhile.
      if (problem && (await enter()) === 'in') return finish()
      options.value = await call('login.options', {})
      if (problem) stopAutomatic(problem)
      else if (client() === 'feishu') await throughFeishu(options.value.platforms)
      else if (client() === 'wecom' && mayLeave()) location.replace(loginUrl('wecom', returnPath))
      else stopAutomatic(client() === 'wecom' ? texts.looped : '')
    })
  const retry = (): void => {
    forgetTries()
    void begin()
  }
  // The server sends back here with a problem when the way through the platform's own page failed.
  onMounted(() => begin(texts.problems[String(route.query.problem ?? '')] ?? ''))

  const buttons = () =>
    (options.value?.platforms ?? []).map(({ platform, name }) => ({ name, url: loginUrl(platform, returnPath) }))
  // In a browser the buttons themselves are the way to try again.
  const mayRetry = computed(() => action.refusal.value !== null || (sentence.value !== '' && client() !== 'browser'))
  return { action, automatic, sentence, options, mayRetry, buttons, retry }
}
