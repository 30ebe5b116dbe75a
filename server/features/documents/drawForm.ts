import { Campaign, Pledge, PostArea } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import type { FormFormat } from '../../files/forms/formData'
import { writeForm } from '../../files/forms/writeForm'
import { recordNotFound } from '../../refusals'
import type { FileAnswer } from '../call'
import { desks, placedPerson } from '../organisation'
import { subjectOf, withDesks } from '../postArea'
import { type DocumentSettings, printedTime } from './formHead'
import { deskPlateData, pledgeSheetData } from './pledgeForms'
import { areaData, nominationData } from './postAreaForms'

export const mediaTypes: Record<FormFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

async function campaignOf(work: Work, campaignId: string): Promise<Campaign> {
  const campaign = await work.manager.findOneBy(Campaign, { id: campaignId })
  if (!campaign) throw recordNotFound({ what: '活动' })
  return campaign
}

type Asked = Checked<'document.form'>

async function pledgeForm(work: Work, { recordId, form, format }: Asked, settings: DocumentSettings) {
  const pledge = await work.manager.findOneBy(Pledge, { id: recordId })
  const place = pledge && (await placedPerson(work, pledge.personId))
  if (!pledge || !place) throw recordNotFound({ what: '承诺书' })
  const [desk] = place.departmentId ? await desks(work, { departmentIds: [place.departmentId] }) : []
  const line = { branchId: place.branchId ?? '', departmentId: place.departmentId ?? '', leadId: desk?.leadId ?? null }
  work.must('readForm', { personId: pledge.personId, ...line })
  const campaign = await campaignOf(work, pledge.campaignId)
  const source = { work, campaign, settings, generatedAt: printedTime(work.now) }
  const sheet = await pledgeSheetData(source, pledge, place)
  return form === 'deskPlate'
    ? {
        name: `台牌-${place.name}`,
        content: await writeForm('deskPlate', deskPlateData(sheet, pledge, place), format, settings),
      }
    : { name: `公开承诺书-${place.name}`, content: await writeForm('pledge', sheet, format, settings) }
}

async function postAreaForm(work: Work, { recordId, form, format }: Asked, settings: DocumentSettings) {
  const record = await work.manager.findOneBy(PostArea, { id: recordId })
  if (!record || (record.kind === 'POST') !== (form === 'nomination')) throw recordNotFound({ what: '岗区表' })
  const [known] = await withDesks(work, [record])
  if (!known) throw recordNotFound({ what: '部门' })
  // Whoever may read it may take it along; whoever may not is told that it is this form.
  const subject = subjectOf(known)
  if (!work.may('readPostArea', subject)) work.must('readForm', { personId: null, ...known.desk, leadId: null })
  const campaign = await campaignOf(work, record.campaignId)
  const generatedAt = printedTime(work.now)
  const content =
    form === 'nomination'
      ? await writeForm(
          'nomination',
          await nominationData(work, campaign, record, settings, generatedAt),
          format,
          settings,
        )
      : await writeForm('area', await areaData(work, campaign, record, settings, generatedAt), format, settings)
  const title = form === 'nomination' ? '党员示范岗推荐表' : '党员责任区确定表'
  return { name: `${title}-${known.desk.name}${record.title ? `-${record.title}` : ''}`, content }
}

/** One form of 附件1 as a file (R09, R18, R69). */
export const documentForm =
  (settings: DocumentSettings) =>
  async (work: Work, asked: Asked): Promise<FileAnswer> => {
    const isPledge = asked.form === 'pledge' || asked.form === 'deskPlate'
    const { name, content } = await (isPledge ? pledgeForm : postAreaForm)(work, asked, settings)
    return { mediaType: mediaTypes[asked.format], fileName: `${name}.${asked.format}`, content }
  }
