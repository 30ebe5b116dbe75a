import { computed, ref } from 'vue'
import { useRouter } from 'vue-router'
import { call } from '../../api/call'
import { forget, mySession, session } from '../../client/session'
import { useAction } from '../../composables/useAction'
import { useTextStep } from '../../composables/useTextStep'
import { texts } from './texts'

export const useMe = () => {
  const me = mySession()
  const router = useRouter()
  const textStep = useTextStep()
  const sizeSaved = ref('')
  const leaving = useAction()

  const saveSize = async (step: number): Promise<void> => {
    textStep.use(step)
    sizeSaved.value = ''
    try {
      await call('session.setTextStep', { textStep: step })
      if (session.value) session.value = { ...session.value, textStep: step }
      sizeSaved.value = texts.saved
    } catch {
      // The size is in force on this phone already, which is what the person asked for.
      sizeSaved.value = texts.notSaved
    }
  }
  const size = computed({ get: () => [String(textStep.step.value)], set: ([step]) => void saveSize(Number(step)) })
  const leave = (name: 'session.end' | 'session.endEverywhere') => (): Promise<boolean> =>
    leaving.run(async () => {
      await call(name, {})
      forget()
      await router.replace('/login')
    })
  const logOut = leave('session.end')
  const logOutEverywhere = leave('session.endEverywhere')
  return { me, size, sizeSaved, leaving, logOut, logOutEverywhere }
}
