import type { Work } from '../../database/work'
import { type WrittenWorksheet, workbookMediaType, writeWorkbook } from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { contentLimit, headings, mostRows, sheetName, titleLimit } from './readReferences'

const notes: Record<(typeof headings)[number], string> = {
  岗位名称: `和名册里的职务一致，最多${titleLimit}字。`,
  部门: '组织里的部门名称。留空就是不分部门，本部门没有单独写的都用它。',
  岗位职责: `这个岗位的职责原文，最多${contentLimit}字，可以分行。`,
}
const examples = [
  ['会计', '财务部', '负责费用报销审核、凭证编制和账务核对，按月编报报表，配合审计。'],
  ['会计', null, '负责会计核算和财务资料归档。'],
]
const instructions = [
  `一、只在“${sheetName}”表里填写，从第2行开始，一行一个岗位；“示例”表只供参考，不会导入。`,
  '二、不要改动第1行的表头。请填文字，不要用公式，不要合并单元格。',
  '三、同一个部门的同一个岗位只写一行。已经有的会按表里的内容更新，不在表里的不受影响。',
  `四、一次最多${mostRows}行。表里有一处错误，整个表都不导入；改好后再传一次。`,
]
const widths = [20, 20, 80]

const sheet = (name: string, rows: (string | null)[][]): WrittenWorksheet => ({
  name,
  widths,
  headRows: 1,
  columnFormats: ['@', '@', '@'],
  blocks: [
    {
      kind: 'table',
      headings: headings.map((text) => ({ text, note: notes[text], required: text !== '部门' })),
      columns: headings.map(() => ({ format: '@' })),
      rows,
    },
  ],
})

/** The empty file to fill in, with examples and instructions on sheets of their own. */
export async function referenceTemplate(work: Work): Promise<FileAnswer> {
  work.must('managePostReferences')
  const lines = instructions.map((text) => ({ kind: 'line' as const, text }))
  const guide = { name: '填写说明', widths: [90], headRows: 1, blocks: lines }
  const content = await writeWorkbook([sheet(sheetName, []), sheet('示例', examples), guide])
  return { mediaType: workbookMediaType, fileName: '岗位职责参考模板.xlsx', content }
}
