import { addWorkdays } from '../calendar/workdays'
import { form } from './form'
import { receivedByOffice } from './ways'

/** R44: 《点对点联系服务措施》 of a branch, adopted by its 支委会, filed (备案) with 机关党委. */
export const measureFiling = form({
  name: 'measureFiling',
  title: '点对点联系服务措施',
  clause: 'R44',
  lead: '支委会通过后报机关党委备案；备案只登记编号，不审批。',
  way: receivedByOffice,
  fields: {
    adoptedDay: { label: '通过日期', kind: 'day', past: true, help: '支委会讨论通过的日期。' },
    unit: { label: '基本单元', kind: 'choice', options: { BRANCH: '党支部', DEPARTMENT: '处（部）' } },
    measures: { label: '措施内容', kind: 'text', limit: 2000, help: '写明谁联系谁、多久一次、做什么、谁负责。' },
    paper: { label: '正式文件', kind: 'document', optional: true, help: '盖章的文件，PDF或照片。' },
  },
  shown: ['adoptedDay', 'unit'],
  // Once for each branch and not anew each year: what changes comes as a new version. So every year's campaign asks about
  // the same subject, the house's first. The notice gives no date: ten working days after that of the campaign under which
  // the branch began (R44, default).
  about: 'campaigns',
  owed: ({ fromDay, campaigns }, table) => {
    const [first] = campaigns
    const asked = campaigns.find(({ dueDay }) => dueDay >= fromDay) ?? campaigns.at(-1)
    return first && asked
      ? [{ key: first.id, name: asked.title, dueDay: addWorkdays(asked.dueDay, 10, table).day }]
      : []
  },
  number: (year, serial) => `机委备〔${year}〕${serial}号`,
})
