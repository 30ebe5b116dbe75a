import { mySession } from '../../client/session'
import { missingIn, useForm } from '../../composables/useForm'
import { campaignTexts } from './campaignTexts'
import type { LimitMode } from './useCampaign'
import { usualDueDay } from './usualDueDay'

interface CampaignForm {
  title: string
  basisNumber: string
  basisTitle: string
  basisDay: string
  dueDay: string
  limitMode: LimitMode
  basisFileId: string | null
}

const fields = ['title', 'basisNumber', 'basisTitle', 'basisDay', 'dueDay'] as const

const fresh = (today: string): CampaignForm => ({
  title: campaignTexts.defaultName(Number(today.slice(0, 4))),
  basisNumber: '',
  basisTitle: '',
  basisDay: '',
  dueDay: usualDueDay(today),
  limitMode: 'TOTAL',
  basisFileId: null,
})

/** The year's campaign, opened once with its 依据文件 (R00, U2). */
export const useOpening = (year: number, opened: () => Promise<void>) => {
  const { today } = mySession()
  const model = useForm({
    name: `campaign.${year}`,
    fresh: () => fresh(today),
    find: (value) => missingIn(value, fields, campaignTexts.missing),
  })
  const open = async (): Promise<void> => {
    if (!model.complete()) return
    await model.sending.send('campaign.open', { year, ...model.form.value }, async () => {
      model.sent()
      await opened()
    })
  }
  return { today, model, fields, open }
}
