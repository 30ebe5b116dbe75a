import { ref, watch } from 'vue'
import type { Output } from '../../../server/contract'
import type { ProgressMeasure } from '../../../server/domain/progress/measures'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'

export type Board = Output<'progress.board'>
export type BoardRow = Board['rows'][number]

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

/** The list behind a number, done or missing, page by page. */
export const useEntries = (branchId: string | undefined, level: Board['level'], chosen: Chosen) => {
  const standing = ref<('missing' | 'done')[]>(['missing'])
  const page = ref(1)
  const load = useLoad(() => {
    const unit = level === 'house' ? { ...(chosen.key && { branchId: chosen.key }) } : scope(branchId)
    const within = level === 'branch' && chosen.key ? { departmentId: chosen.key } : {}
    const asked = { ...unit, ...within, measure: chosen.measure, standing: standing.value[0] ?? 'missing' }
    return call('progress.list', { ...asked, page: page.value })
  })
  watch(standing, () => {
    if (page.value === 1) void load.reload()
    else page.value = 1
  })
  watch(page, () => load.reload())
  return { load, standing, page }
}
