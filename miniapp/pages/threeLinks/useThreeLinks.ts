import { ref, watch } from 'vue'
import { call } from '../../api/call'
import { callKept } from '../../api/callKept'
import { mySession } from '../../client/session'
import { useAction } from '../../composables/useAction'
import { useChecked } from '../../composables/useChecked'
import { draftName, useDraft } from '../../composables/useDraft'
import { useLoad } from '../../composables/useLoad'
import { submit, useQueue } from '../../composables/useQueue'
import { useUndo } from '../../composables/useUndo'
import { activityProblems, emptyActivity, targetName, toInput } from './linkForm'
import { texts } from './texts'

export const useThreeLinks = () => {
  const { personId, today } = mySession()
  const mine = useLoad(() => callKept('threeLinks.mine', {}))
  const name = draftName(personId, 'threeLinks')
  const draft = useDraft(name, emptyActivity(today))
  const form = draft.value
  const action = useAction()
  const checked = useChecked(action, () => activityProblems(form.value, today))
  const undo = useUndo()
  const said = ref('')
  const queue = useQueue()
  watch(queue.confirmed, (confirmed) => confirmed?.slot.startsWith('threeLinks.') && void mine.reload())

  const takeBack = (activityId: string): Promise<boolean> =>
    action.run(async () => {
      await call('threeLinks.void', { activityId, reason: texts.undoReason })
      said.value = texts.undone
      await mine.reload()
    })
  const send = (): Promise<boolean> =>
    action.run(async () => {
      said.value = ''
      const { entryId, day } = form.value
      // What is entered in January may be last year's, and counts there.
      const held = day.slice(0, 4)
      const year = held === today.slice(0, 4) ? '' : `${held}年`
      const target = targetName(mine.value.value, form.value.targetId)
      const submitted = await submit({
        name: 'threeLinks.log',
        input: toInput(form.value),
        slot: `threeLinks.${entryId}`,
        title: texts.taskTitle(target),
        path: '/three-links',
        draftName: '',
        giveBack: { draftName: name, draft: { ...form.value } },
      })
      draft.clear(emptyActivity(today))
      checked.restart()
      if (submitted.kind !== 'sent') {
        said.value = submitted.kind === 'waiting' ? texts.waiting : ''
        return
      }
      const { visited, required } = submitted.answer
      undo.show(texts.logged(`${year}${target}`, visited, required), () => takeBack(entryId))
    })
  const log = async (): Promise<void> => {
    if (checked.complete()) await send()
  }
  return { today, mine, draft, checked, action, undo, said, log }
}

export type ThreeLinks = ReturnType<typeof useThreeLinks>
