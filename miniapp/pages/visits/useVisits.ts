import { computed, ref, watch } from 'vue'
import { call } from '../../api/call'
import { callKept } from '../../api/callKept'
import { mySession } from '../../client/session'
import { useAction } from '../../composables/useAction'
import { useChecked } from '../../composables/useChecked'
import { draftName, useDraft } from '../../composables/useDraft'
import { useLoad } from '../../composables/useLoad'
import { submit, useQueue } from '../../composables/useQueue'
import { useUndo } from '../../composables/useUndo'
import { texts } from './texts'
import { emptyVisit, nameOf, toInput, visitProblems } from './visitForm'

export const useVisits = () => {
  const { personId, today } = mySession()
  const contacts = useLoad(() => callKept('visit.contacts', {}))
  const page = ref(1)
  const visits = useLoad(() => call('visit.mine', { page: page.value }))
  const name = draftName(personId, 'visit')
  const draft = useDraft(name, emptyVisit(today))
  const form = draft.value
  const action = useAction()
  const checked = useChecked(action, () => visitProblems(form.value, today))
  const undo = useUndo()
  const said = ref('')
  const queue = useQueue()

  const reload = (): Promise<unknown> => Promise.all([contacts.reload(), visits.reload()])
  watch(page, () => void visits.reload())
  // A visit that waited for the network has arrived.
  watch(queue.confirmed, (confirmed) => confirmed?.slot.startsWith('visit.') && void reload())

  const takeBack = (visitId: string, reason: string, whole = false): Promise<boolean> =>
    action.run(async () => {
      await call('visit.void', { visitId, reason, whole })
      said.value = texts.undone
      await reload()
    })
  const send = (): Promise<boolean> =>
    action.run(async () => {
      said.value = ''
      const { entryId } = form.value
      const contactName = nameOf(form.value, contacts.value.value?.contacts ?? [])
      const submitted = await submit({
        name: 'visit.log',
        input: toInput(form.value),
        pictures: [...form.value.pictures],
        slot: `visit.${entryId}`,
        title: texts.taskTitle(contactName),
        path: '/visits',
        draftName: '',
        giveBack: { draftName: name, draft: { ...form.value } },
      })
      draft.clear(emptyVisit(today))
      checked.restart()
      if (submitted.kind === 'waiting') said.value = texts.waiting
      else if (submitted.kind === 'sent')
        undo.show(texts.logged(contactName), () => takeBack(entryId, texts.undoReason, true))
    })
  const visited = computed(() => contacts.value.value?.contacts.filter((one) => one.visitsThisQuarter > 0).length ?? 0)
  const log = async (): Promise<void> => {
    if (checked.complete()) await send()
  }
  return { today, contacts, visited, visits, page, draft, checked, action, undo, said, log, takeBack }
}

export type Visits = ReturnType<typeof useVisits>
