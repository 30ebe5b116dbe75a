/**
 * The one table of refusals: code → HTTP status and a Chinese sentence that says what is wrong, where, and what to do.
 * `{name}` is filled from the details. Web answers JSON, the bot answers a toast, jobs log: all from here.
 */
const table = {
  'login.needed': [401, '请先登录。'],
  'login.expired': [401, '登录已过期，请重新进入。'],
  'login.codeInvalid': [401, '登录凭证已失效，请退出后重新进入。'],
  'login.stateInvalid': [400, '登录过程被打断，请回到首页重新登录。'],
  'login.notOnRoster': [403, '您还不在党员群众名册中，请联系本支部书记或机关党办（{contact}）登记后再进入。'],
  'login.platformUnknown': [404, '没有开通这种登录方式。'],
  'request.forged': [403, '请求来源不对，已拒绝。请刷新页面后再试。'],
  'request.malformed': [400, '提交的内容有误：{problems}'],
  'request.tooLarge': [413, '内容超过{limit}，请缩小后再传。'],
  'request.notFound': [404, '没有这个页面。'],
  'request.tooMany': [429, '操作太频繁，请{seconds}秒后再试。'],
  'request.keyReused': [409, '同一个提交编号用在了两件事上，请刷新页面后再试。'],
  'permission.denied': [403, '您没有“{permission}”的权限。如需办理，请联系机关党办。'],
  'record.notFound': [404, '没有找到这条{what}，可能已被删除或您看不到它。'],
  'record.changed': [409, '这条记录刚被别人改过，请刷新后再操作。'],
  'workflow.wrongState': [409, '现在是“{state}”，不能{event}。'],
  'workflow.wrongRole': [403, '“{event}”要由{roles}办理。'],
  'form.invalid': [422, '有{count}处需要修改。'],
  'campaign.none': [404, '今年的“三亮”活动还没有开始，请等候机关党办通知。'],
  'campaign.yearTaken': [409, '{year}年的活动已经开过了。'],
  'campaign.dueBeforeOpen': [422, '截止日期{due}早于今天{today}，请改晚一些。'],
  'campaign.basisMissing': [422, '请填写依据文件的文号、标题和印发日期。'],
  'pledge.photoMissing': [422, '还没有上传照片，请先上传一张2寸红底登记照。'],
  'pledge.photoForeign': [422, '这张照片不是您本人上传的，请重新上传。'],
  'pledge.exempt': [422, '{name}不在应写承诺的名单里。'],
  'nudge.limit': [429, '今天已提醒过{name}，请明天再提醒。'],
  'nudge.nobody': [422, '没有需要提醒的人。'],
  'nudge.tooMany': [422, '一次最多提醒{limit}人。'],
  'package.missingReason': [422, '还有{count}人没有提交：{names}。请催交，或写明每个人未交的原因（不少于5个字）。'],
  'package.nothing': [422, '本支部还没有可以报送的承诺书。'],
  'package.open': [409, '上一次报送（第{number}次）还没有办结，请等机关党办受理或退回。'],
  'return.reasonShort': [422, '请写明退回原因，不少于5个字（现在{actual}个字）。'],
  'photo.unreadable': [422, '这个文件不是能识别的照片，请换一张JPG或PNG照片。'],
  'photo.tooSmall': [422, '照片宽{width}像素，不足413像素，请换一张更清晰的。'],
  'photo.wrongShape': [422, '照片宽高是{width}×{height}，不是2寸照的比例（35:49或35:53），请裁剪后再传。'],
  'photo.landscape': [422, '照片是横的，请换一张竖着的单人登记照。'],
  'photo.tooManyPixels': [422, '照片太大（{megapixels}百万像素），请缩小到4000万像素以内。'],
  'roster.notXlsx': [422, '这个文件不是.xlsx表格。请用下载的模板填写，另存为“Excel 工作簿（.xlsx）”后再传。'],
  'roster.empty': [422, '表里没有数据，请从第{row}行开始填写。'],
  'roster.headings': [422, '表头和模板不一样：{problems}。请重新下载模板填写。'],
  'roster.tooManyRows': [422, '一次最多导入{limit}行，这个表有{actual}行，请分开导入。'],
  'roster.invalid': [422, '表里有{count}处错误，没有导入任何人。请按提示修改后重新上传。'],
  'roster.changedSinceCheck': [409, '这个文件和刚才检查的不是同一个，请重新检查。'],
  'roster.undoLate': [409, '导入之后又有{count}条记录被改动过，不能整体撤销，请逐条处理。'],
  'roster.alreadyUndone': [409, '这次导入已经撤销过了。'],
  'transfer.beforeCurrent': [422, '生效日期{day}早于现任起始日期{from}，请改晚一些。'],
  'grant.scopeWrong': [422, '“{role}”要指定{scope}。'],
  'grant.self': [403, '不能给自己授予权限，请由另一位同志办理。'],
  'account.taken': [409, '这个账号已经绑定给了{name}。'],
  'evaluation.halfTaken': [409, '{half}的评价已经开过了。'],
  'evaluation.halfWrong': [422, '{half}的评价现在不能开始，现在是{current}。'],
  'evaluation.templateInvalid': [422, '评价模板有误，不能开始：{problem}。'],
  'round.tooFewScrutineers': [422, '请指定2名监票人（不能是支部书记）。'],
  'round.emptyBranch': [422, '本支部没有可以评价的正式党员，请先核对名册。'],
  'round.vetoForeign': [422, '一票否决名单里有不属于本支部评价对象的人，请重新选择。'],
  'round.sheetEntrantMissing': [422, '没有人能录入{sheet}:请先请机关党办设置支部委员或机关党委成员。'],
  'round.windowShort': [422, '投票截止日至少要在{day}（5个工作日后），请改晚一些。'],
  'round.windowLate': [422, '投票截止日不能晚于{day}（本次评价的截止日）。'],
  'round.windowLong': [422, '投票时间最长31天，截止日不能晚于{day}。'],
  'round.collectiveMissing': [409, '还缺{missing}，请先录入再截止投票。'],
  'round.votingGoesOn': [409, '还有{count}人没有投完，投票截止日是{day}。到期或全部投完后才能截止。'],
  'ballot.notOnRoll': [403, '您不在这次评价的投票名单里。'],
  'ballot.votingClosed': [409, '这一轮投票没有开放（现在是“{state}”）。'],
  'ballot.alreadyCast': [409, '您的评价已经投出，不能再改。'],
  'ballot.incomplete': [422, '{name}有{count}项没有选择，请每项都选一个（不了解也可以选）。'],
  'ballot.foreign': [422, '提交里有不属于您的评价对象，请刷新页面。'],
  'ballot.malformed': [422, '{name}的评价内容读不出来，请刷新页面后重新选择。'],
  'grade.unconfirmed': [409, '还有{count}人没有确定等次：{names}。'],
  'grade.own': [403, '本人的等次要由其他支委或机关党委确认。'],
  'grade.secretaryOnly': [403, '机关党委只确认支部书记本人的等次，{name}的等次由支委会确认。'],
  'grade.notGraded': [422, '{name}不评定等次（预备党员或没有产生结果）。'],
  'grade.repeated': [422, '{name}有两个评定意见，请只留一个。'],
  'grade.vetoed': [422, '{name}有一票否决情形，等次不能高于{grade}。'],
  'grade.reasonMissing': [422, '{name}的等次与建议不同，请写明理由（不少于5个字）。'],
  'grade.capExceeded': [422, '优秀最多{cap}人，现在定了{actual}人。'],
  'grade.meetingInvalid': [422, '支委会应到{due}人、实到{present}人，不足半数，会议无效。'],
  'grade.meetingDay': [422, '支委会日期{day}不对：应在计票日{tallied}到今天{today}之间。'],
  'grade.unknown': [422, '{name}的等次“{grade}”不在可选范围内。'],
  'table1.differs': [409, '表1有{count}处与原始结果不符，不能报送。请联系机关党办核对。'],
  'visit.future': [422, '走访日期{day}在今天之后，请改成已经走访的日期。'],
  'visit.self': [422, '不能把自己登记为走访对象。'],
  'visit.contactMissing': [422, '请选择走访对象，或写明姓名。'],
  'visit.duplicate': [409, '{day}走访{name}的记录已经有了。如果确实走访了两次，请在内容里写明并换一种方式登记。'],
  'visit.editLate': [409, '登记满7天后不能撤回，请写一条更正说明。'],
  'threeLinks.notAssigned': [422, '“{name}”不在您今年的联系名单里，请联系机关党办调整。'],
  'threeLinks.future': [422, '活动日期{day}在今天之后，请改成已经开展的日期。'],
  'card.stale': [409, '这张卡片已经过期，请打开页面办理。'],
  'card.foreign': [403, '这张卡片不是发给您的。'],
  'card.unknown': [422, '这个按钮已经不能用了，请打开页面办理。'],
  'calendar.dayInvalid': [422, '“{day}”不是有效日期。'],
  'demo.backwards': [422, '演示日期只能往后调（现在是{today}）。要从头开始，请清空演示数据。'],
  'server.busy': [503, '系统正忙，请稍后再试，已填写的内容不会丢。'],
  'server.fault': [500, '系统出了点问题，请稍后再试。如仍不行，请把编号{requestId}告诉管理员。'],
} as const satisfies Record<string, readonly [number, string]>

export type RefusalCode = keyof typeof table

/** One problem at one field of a form. */
export interface FieldProblem {
  field: string
  code: string
  sentence: string
}

/** A refusal: expected, explained, never logged as a fault. */
export class Refusal extends Error {
  readonly status: number

  constructor(
    readonly code: RefusalCode,
    readonly details: Record<string, string | number> = {},
    readonly problems: FieldProblem[] = [],
  ) {
    super(sentenceOf(code, details))
    this.status = table[code][0]
  }
}

const sentenceOf = (code: RefusalCode, details: Record<string, string | number>): string =>
  table[code][1].replace(/\{(\w+)\}/g, (_whole, name: string) => String(details[name] ?? ''))

/** `throw refuse('pledge.photoMissing')`. All problems of a form at once: pass them as the third argument. */
export const refuse = (
  code: RefusalCode,
  details: Record<string, string | number> = {},
  problems: FieldProblem[] = [],
): Refusal => new Refusal(code, details, problems)
