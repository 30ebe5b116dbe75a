import { randomUUID } from 'node:crypto'
import type { EvaluationCampaign } from '../../entities'
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'

/** The evaluation of a half-year as 党办 has opened it, without its rounds. */
export const sampleEvaluation = (half: string): EvaluationCampaign => ({
  id: randomUUID(),
  half,
  title: '半年评价',
  basisNumber: '演示〔2026〕1号',
  templateVersion: defaultTemplate.version,
  template: defaultTemplate,
  openedDay: '2026-09-01',
  dueDay: '2026-12-31',
  state: 'RUNNING',
  openedById: randomUUID(),
  revision: 1,
})
