import { computed, ref, watch } from 'vue'
import { call } from '../../api/call'
import { newId } from '../../api/newId'
import { Refused } from '../../api/refused'
import { mySession } from '../../client/session'
import { useAction } from '../../composables/useAction'
import { draftName, useDraft } from '../../composables/useDraft'
import { useLoad } from '../../composables/useLoad'
import { submit, useQueue } from '../../composables/useQueue'
import { useUndo } from '../../composables/useUndo'
import { texts } from './texts'
import { emptyVisit, nameOf, toInput, visitProblems } from './visitForm'

export const useVisits = () => {
  const { personId, today } = mySession()
  const contacts = useLoad(() => call('visit.contacts', {}))
  const page = ref(1)
  const visits = useLoad(() => call('visit.mine', { page: page.value }))
  const name = draftName(personId, 'visit')
  const { value: form, clear } = useDraft(name, emptyVisit(today))
  const action = useAction()
  const undo = useUndo()
  const said = ref('')
  const queue = useQueue()

  const reload = (): Promise<unknown> => Promise.all([contacts.reload(), visits.reload()])
  watch(page, () => void visits.reload())
  // A visit that waited for the network has arrived.
  watch(queue.confirmed, (confirmed) => confirmed?.slot.startsWith('visit.') && void reload())

  const takeBack = (visitId: string, reason: string): Promise<boolean> =>
    action.run(async () => {
      await call('visit.void', { visitId, reason })
      said.value = texts.undone
      await reload()
    })
  const log = (): Promise<boolean> =>
    action.run(async () => {
      said.value = ''
      const problems = visitProblems(form.value, today)
      if (problems.length > 0) throw new Refused(422, 'form.invalid', texts.fix(problems.length), problems)
      const visitId = newId()
      const contactName = nameOf(form.value, contacts.value.value?.contacts ?? [])
      const submitted = await submit({
        name: 'visit.log',
        input: toInput(form.value, visitId),
        slot: `visit.${visitId}`,
        title: texts.taskTitle(contactName),
        path: '/visits',
        draftName: '',
        giveBack: { draftName: name, draft: { ...form.value } },
      })
      clear(emptyVisit(today))
      if (submitted.kind === 'waiting') said.value = texts.waiting
      else undo.show(texts.logged(contactName), async () => void (await takeBack(visitId, texts.undoReason)))
    })
  const visited = computed(() => contacts.value.value?.contacts.filter((one) => one.visitsThisQuarter > 0).length ?? 0)
  return { today, contacts, visited, visits, page, form, action, undo, said, log, takeBack }
}
