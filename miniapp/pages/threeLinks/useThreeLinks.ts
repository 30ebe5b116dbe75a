import { ref, watch } from 'vue'
import { call } from '../../api/call'
import { newId } from '../../api/newId'
import { Refused } from '../../api/refused'
import { mySession } from '../../client/session'
import { useAction } from '../../composables/useAction'
import { draftName, useDraft } from '../../composables/useDraft'
import { useLoad } from '../../composables/useLoad'
import { submit, useQueue } from '../../composables/useQueue'
import { useUndo } from '../../composables/useUndo'
import { activityProblems, emptyActivity, targetName, toInput } from './linkForm'
import { texts } from './texts'

export const useThreeLinks = () => {
  const { personId, today } = mySession()
  const mine = useLoad(() => call('threeLinks.mine', {}))
  const name = draftName(personId, 'threeLinks')
  const { value: form, clear } = useDraft(name, emptyActivity(today))
  const action = useAction()
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
  const log = (): Promise<boolean> =>
    action.run(async () => {
      said.value = ''
      const problems = activityProblems(form.value, today)
      if (problems.length > 0) throw new Refused(422, 'form.invalid', texts.fix(problems.length), problems)
      const activityId = newId()
      const target = targetName(mine.value.value, form.value.targetId)
      const submitted = await submit({
        name: 'threeLinks.log',
        input: toInput(form.value, activityId),
        slot: `threeLinks.${activityId}`,
        title: texts.taskTitle(target),
        path: '/three-links',
        draftName: '',
        giveBack: { draftName: name, draft: { ...form.value } },
      })
      clear(emptyActivity(today))
      if (submitted.kind === 'waiting') {
        said.value = texts.waiting
        return
      }
      const { visited, required } = submitted.answer
      undo.show(texts.logged(target, visited, required), async () => void (await takeBack(activityId)))
    })
  return { today, mine, form, action, undo, said, log }
}
