import { onMounted, ref } from 'vue'
import { useChecked } from '../../composables/useChecked'
import { missingIn } from '../../composables/useForm'
import { useSend } from '../../composables/useSend'
import { texts } from './texts'

/** One's own link: whose it is, and then the ordinary login, which links the account. */
export const useEnter = () => {
  const code = ref('')
  const name = ref('')
  const houseName = ref('')
  const sending = useSend()
  const checked = useChecked(sending, () => missingIn({ loginCode: code.value }, ['loginCode'], texts.missing))
  const look = async (): Promise<void> => {
    if (!checked.complete()) return
    await sending.send('login.byInvite', { loginCode: code.value }, (answer) => {
      name.value = answer.name
      houseName.value = answer.houseName ?? ''
    })
  }
  onMounted(() => {
    const given = decodeURIComponent(location.hash.slice(1))
    if (!given) return
    code.value = given
    // Neither in the history nor in what somebody copies from the address line.
    history.replaceState(history.state, '', location.pathname)
    void look()
  })
  return { code, name, houseName, sending, checked, look }
}
