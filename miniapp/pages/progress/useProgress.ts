import { ref, shallowRef, watch } from 'vue'
import type { Output } from '../../../server/contract'
import type { ProgressMeasure } from '../../../server/domain/progress/measures'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'

export type Board = Output<'progress.board'>
export type BoardRow = Board['rows'][number]
type Entries = Output<'progress.list'>['entries']

/** Which number was tapped. */
export interface Chosen {
  key: string | null
  rowName: string
  measure: ProgressMeasure
  measureName: string
}

const scope = (branchId: string | undefined) => (branchId ? { branchId } : {})

export const useProgress = (branchId: string | undefined) => useLoad(() => call('progress.board', scope(branchId)))

/** How one measure came about, day by day. */
export const useTrend = (branchId: string | undefined) => {
  const measure = ref<string>('pledges' satisfies ProgressMeasure)
  const trend = useLoad(() => call('progress.trend', { ...scope(branchId), measure: measure.value as ProgressMeasure }))
  watch(measure, () => void trend.reload())
  return { trend, measure }
}

/** The list behind a number, done or missing. */
export const useEntries = (branchId: string | undefined, level: Board['level'], chosen: Chosen) => {
  const standing = ref<('missing' | 'done')[]>(['missing'])
  const entries = shallowRef<Entries>([])
  const load = useLoad(async () => {
    const unit = level === 'house' ? { ...(chosen.key && { branchId: chosen.key }) } : scope(branchId)
    const within = level === 'branch' && chosen.key ? { departmentId: chosen.key } : {}
    const asked = { ...unit, ...within, measure: chosen.measure, standing: standing.value[0] ?? 'missing' }
    const answer = await call('progress.list', asked)
    entries.value = answer.entries
    return answer
  })
  watch(standing, () => void load.reload())
  return { load, standing, entries }
}
