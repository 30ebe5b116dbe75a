import { ref } from 'vue'
import { type AnyForm, filingVerb } from '../../../server/domain/forms/form'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useLoad } from '../../composables/useLoad'
import type { Send } from '../../composables/useSend'
import type { Filing } from './filingForm'
import { filingTexts } from './texts'

/** One filing of any form. `branchId`: of one that is begun here. */
export const useFiling = (form: AnyForm, filingId: string, branchId: string | undefined) => {
  const { today, personId } = mySession()
  const load = useLoad(() => call('filing.read', { form: form.name, filingId, ...(branchId && { branchId }) }))
  const done = ref('')
  const finish = async (text: string): Promise<void> => {
    done.value = text
    await load.reload()
    window.scrollTo({ top: 0 })
  }
  const place = ({ revision }: Filing) => ({ form: form.name, filingId, revision })
  return {
    form,
    filingId,
    today,
    personId,
    load,
    done,
    /** Keeps the values or hands them in; false when it was refused. */
    save: (sending: Send, filing: Filing, values: Filing['values'], draft: boolean): Promise<boolean> =>
      sending.send('filing.save', { ...place(filing), branchId: filing.branchId, draft, values }, () =>
        finish(
          draft ? filingTexts.saved(filingVerb(form)) : filingTexts.done(form.way.events[form.way.files]?.done ?? ''),
        ),
      ),
    step: (sending: Send, filing: Filing, event: string, comment: string): Promise<boolean> =>
      sending.send('filing.step', { ...place(filing), event, ...(comment && { comment }) }, () =>
        finish(filingTexts.done(form.way.events[event]?.done ?? '')),
      ),
  }
}

export type FilingModel = ReturnType<typeof useFiling>
