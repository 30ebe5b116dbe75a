import { type AnyForm, filingVerb } from '../../../server/domain/forms/form'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useRecord } from '../../components/record/useRecord'
import type { Send } from '../../composables/useSend'
import type { Filing } from './filingForm'
import { filingTexts } from './texts'

/** One filing of any form. `branchId`: of one that is begun here. */
export const useFiling = (form: AnyForm, filingId: string, branchId: string | undefined) => {
  const model = useRecord(() => call('filing.read', { form: form.name, filingId, ...(branchId && { branchId }) }))
  return {
    ...model,
    form,
    filingId,
    personId: mySession().personId,
    /** Keeps the values or hands them in; false when it was refused. */
    save: (sending: Send, filing: Filing, values: Filing['values'], draft: boolean): Promise<boolean> => {
      const input = { form: form.name, filingId, revision: filing.revision, branchId: filing.branchId, draft, values }
      const filed = form.way.events[form.way.files]?.done ?? ''
      return sending.send('filing.save', input, () =>
        model.finish(draft ? filingTexts.saved(filingVerb(form)) : filingTexts.done(filed)),
      )
    },
  }
}

export type FilingModel = ReturnType<typeof useFiling>
