import { dayName } from './domain/calendar/calendarDay'

/** One problem at one field of a form. */
export interface FieldProblem {
  field: string
  code: string
  sentence: string
}

/** `{name}` of a sentence. */
type NamesIn<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never
type Details = Readonly<Record<string, string | number>>
/** What the sentence has places for, then the problems of a form, all at once. */
type Told<Sentence extends string> = [NamesIn<Sentence>] extends [never]
  ? [details?: Record<string, never>, problems?: FieldProblem[]]
  : [details: Readonly<Record<NamesIn<Sentence>, string | number>>, problems?: FieldProblem[]]

/** A day among the details is written as people read it. */
const fill = (sentence: string, details: Details): string =>
  sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => dayName(String(details[name] ?? '')))

/** A refusal: expected, explained, never logged as a fault. Its message is the sentence the person reads. */
export class Refusal extends Error {
  constructor(
    /** HTTP. */
    readonly status: number,
    /** `<what>.<why>`: what programs and tests know it by. */
    readonly code: string,
    sentence: string,
    readonly details: Details = {},
    readonly problems: FieldProblem[] = [],
  ) {
    super(sentence)
  }

  /** The same refusal with the fields it is about. */
  at(problems: FieldProblem[]): Refusal {
    return new Refusal(this.status, this.code, this.message, this.details, problems)
  }

  /** As a problem at one field. */
  atField(field: string): FieldProblem {
    return { field, code: this.code, sentence: this.message }
  }
}

const declared = new Set<string>()

/**
 * Declares a refusal beside the rule that raises it: `const taken = refusal(409, 'post.taken', '{post}已经有了，请另选。')`, then
 * `throw taken({ post })`. The sentence says what is wrong, where, and what to do next; it names the true cause. A code stands
 * for one sentence: declared a second time it is a fault of the program. Those of several parts stand below.
 */
export function refusal<const Sentence extends string>(status: number, code: string, sentence: Sentence) {
  if (declared.has(code)) throw new Error(`the refusal ${code} is declared twice`)
  declared.add(code)
  return (...[details = {}, problems]: Told<Sentence>): Refusal =>
    new Refusal(status, code, fill(sentence, details), details, problems)
}

export const loginNeeded = refusal(401, 'login.needed', '请先登录。')
export const loginExpired = refusal(401, 'login.expired', '登录已过期，请重新进入。')
export const loginPlatformUnknown = refusal(404, 'login.platformUnknown', '没有开通这种登录方式。')
export const requestForged = refusal(403, 'request.forged', '请求来源不对，已拒绝。请刷新页面后再试。')
export const requestMalformed = refusal(400, 'request.malformed', '提交的内容有误：{problems}')
export const requestTooLarge = refusal(413, 'request.tooLarge', '内容超过{limit}，请缩小后再传。')
export const requestTooMany = refusal(429, 'request.tooMany', '操作太频繁，请{seconds}秒后再试。')
export const requestKeyReused = refusal(
  409,
  'request.keyReused',
  '这次提交和另一件事用了同一个编号，没有保存，请刷新页面后再填一次。',
)
export const recordNotFound = refusal(404, 'record.notFound', '没有找到这条{what}，可能已被删除或您看不到它。')
export const recordChanged = refusal(409, 'record.changed', '这条记录刚被别人改过，请刷新后再操作。')
export const workflowWrongState = refusal(409, 'workflow.wrongState', '现在是“{state}”，不能{event}。')
export const workflowWrongRole = refusal(403, 'workflow.wrongRole', '“{event}”要由{roles}办理。')
export const formInvalid = refusal(422, 'form.invalid', '有{count}处需要修改。')
export const campaignNone = refusal(404, 'campaign.none', '今年的“三亮”活动还没有开始，请等候机关党办通知。')
export const photoUnreadable = refusal(
  422,
  'photo.unreadable',
  '这个文件不是能识别的照片，请换一张JPG、PNG或HEIC照片。',
)
export const rosterNotXlsx = refusal(
  422,
  'roster.notXlsx',
  '这个文件打不开，不是能读的表格。请在表格软件里打开，另存为“Excel 工作簿（.xlsx）”后再传。',
)
export const rosterLocked = refusal(422, 'roster.locked', '这个文件有打开密码，读不出来。请去掉密码，保存后再传。')
export const rosterMacros = refusal(
  422,
  'roster.macros',
  '这个文件带有宏，为了安全不打开。请另存为“Excel 工作簿（.xlsx）”后再传。',
)
export const rosterOtherKind = refusal(
  422,
  'roster.otherKind',
  '这是{kind}文件，不是.xlsx表格。请另存为“Excel 工作簿（.xlsx）”后再传。',
)
export const rosterPacked = refusal(422, 'roster.packed', '这是压缩包，不是表格。请解压以后，把里面的表格传上来。')
export const rosterEmpty = refusal(422, 'roster.empty', '表里没有数据，请从第{row}行开始填写。')
export const rosterHeadings = refusal(422, 'roster.headings', '表头要改：{problems}。')
export const rosterNoHeadings = refusal(
  422,
  'roster.noHeadings',
  '没有找到表头：前{rows}行里没有一行同时写着“工号”和“姓名”。请加上表头；列名不一样的，请在“列名对照”里说明。',
)
export const rosterTooManyRows = refusal(
  422,
  'roster.tooManyRows',
  '一次最多导入{limit}行，这个表有{actual}行，请分开导入。',
)
export const grantSelf = refusal(403, 'grant.self', '不能给自己授予权限，请由另一位同志办理。')
export const cardStale = refusal(409, 'card.stale', '这张卡片已经过期，请打开页面办理。')
export const demoBackwards = refusal(
  422,
  'demo.backwards',
  '演示日期只能往后调（现在是{today}）。要从头开始，请按“恢复原样”。',
)
export const serverBusy = refusal(503, 'server.busy', '系统正忙，请稍后再试，已填写的内容不会丢。')
