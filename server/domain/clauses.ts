// Every clause of the notice as one row, so that what is done, open or needs no function can be counted and shown.
// `words` is the clause in short; the notice itself has the full sentence. A clause may be called done only when a test
// walks it in the running product: logged-in people over HTTP or in the browser (test/support/walk.ts).

/** `noFunction`: an appeal or a heading that asks nothing of software. */
export type ClauseState = 'done' | 'open' | 'noFunction'
export type Clause = {
  readonly number: `R${string}`
  /** Place in the notice, e.g. '一(二)' or '附件1'. */
  readonly clause: string
  readonly words: string
  readonly state: ClauseState
}

export const clauses: readonly Clause[] = [
  { number: 'R00', clause: '文头', words: '依据上级文件开展工作，注明文号', state: 'done' },
  { number: 'R01', clause: '前言', words: '各支部按三亮两联三评一公开要求全面开展', state: 'open' },
  { number: 'R02', clause: '一（一）1', words: '在职党员上班期间佩戴党徽', state: 'done' },
  { number: 'R03', clause: '一（一）2', words: '岗区工作由各支部牵头', state: 'done' },
  { number: 'R04', clause: '一（一）2', words: '以部门为党小组', state: 'done' },
  { number: 'R05', clause: '一（一）2', words: '每个部门至少1个示范岗、1个责任区', state: 'done' },
  { number: 'R06', clause: '一（一）2', words: '党员超过10人的部门增设1个示范岗', state: 'done' },
  { number: 'R07', clause: '一（一）2', words: '部门党员负责人召集本部门人员集体推荐', state: 'done' },
  { number: 'R08', clause: '一（一）2', words: '征求分管领导意见', state: 'done' },
  { number: 'R09', clause: '一（一）2', words: '分别填写推荐表和确定表', state: 'done' },
  { number: 'R10', clause: '一（一）3', words: '与生产经营工作紧密结合', state: 'done' },
  { number: 'R11', clause: '一（一）3', words: '岗区内容由部门第一负责人审核', state: 'done' },
  { number: 'R12', clause: '一（一）3', words: '报分管领导同意', state: 'done' },
  { number: 'R13', clause: '一（一）3', words: '由各支部统一收集', state: 'done' },
  { number: 'R14', clause: '一（一）3', words: '9月20日前将电子版报机关党办汇总', state: 'done' },
  { number: 'R15', clause: '一（一）3', words: '在办公场所挂牌公开', state: 'open' },
  { number: 'R16', clause: '一（一）4', words: '党员干部及重点岗位人员带头成为示范岗', state: 'open' },
  { number: 'R17', clause: '一（二）', words: '撰写不超过30字的工作职责', state: 'done' },
  { number: 'R18', clause: '一（二）', words: '填写公开承诺书', state: 'done' },
  { number: 'R19', clause: '一（二）', words: '支部9月20日前收集电子版报机关党办', state: 'done' },
  { number: 'R20', clause: '一（二）', words: '工作职责在办公场所公开', state: 'open' },
  { number: 'R21', clause: '一（三）', words: '承诺必须含政治学习及业务技能、履职、廉洁自律三方面', state: 'done' },
  { number: 'R22', clause: '一（三）', words: '写明目标、数量、作风、完成时限', state: 'done' },
  { number: 'R23', clause: '一（三）', words: '3条承诺不超过100字', state: 'done' },
  { number: 'R24', clause: '一（三）', words: '承诺填入同一份公开承诺书', state: 'done' },
  { number: 'R25', clause: '一（三）', words: '一张2寸红底登记照片', state: 'done' },
  { number: 'R26', clause: '一（三）', words: '9月20日前收集承诺书和照片报机关党办', state: 'done' },
  { number: 'R27', clause: '一（三）', words: '向群众公开承诺，接受群众监督', state: 'open' },
  { number: 'R28', clause: '一（三）', words: '工作牌统一由广告公司设计', state: 'done' },
  { number: 'R29', clause: '一（三）', words: '工作牌由办公室制作', state: 'done' },
  { number: 'R30', clause: '一（三）', words: '费用经机关党办审核', state: 'done' },
  { number: 'R31', clause: '一（三）', words: '费用报集团党委副书记终审', state: 'done' },
  { number: 'R32', clause: '一（三）', words: '费用从留存党费中支出', state: 'done' },
  { number: 'R33', clause: '二1', words: '带头学习宣传党的创新理论', state: 'open' },
  { number: 'R34', clause: '二1', words: '定期走访联系对象', state: 'open' },
  { number: 'R35', clause: '二1', words: '发挥传帮带作用，立足岗位做贡献', state: 'open' },
  { number: 'R36', clause: '二1', words: '在能力范围内协调解决职工纠纷', state: 'open' },
  { number: 'R37', clause: '二1', words: '职工遇突发情况及时到场关心', state: 'done' },
  { number: 'R38', clause: '二1', words: '收集困难问题和意见建议', state: 'open' },
  { number: 'R39', clause: '二1', words: '代办困难问题和意见建议', state: 'open' },
  { number: 'R40', clause: '二1', words: '反馈困难问题和意见建议', state: 'open' },
  { number: 'R41', clause: '二1', words: '向党组织报告困难问题和意见建议', state: 'open' },
  { number: 'R42', clause: '二1', words: '以党支部为基本单元，人数较多的可以处（部）为单元', state: 'open' },
  { number: 'R43', clause: '二1', words: '开展一对一、多对一帮扶服务', state: 'open' },
  { number: 'R44', clause: '二1', words: '各支部制定措施报机关党委备案', state: 'done' },
  { number: 'R45', clause: '二2', words: '党员领导干部同时参加点对点联系服务', state: 'open' },
  { number: 'R46', clause: '二2', words: '三联系：一个销售市场、一个下属企业、十家零售药店', state: 'open' },
  { number: 'R47', clause: '二2', words: '参与长子工程，为销售、生产一线服务', state: 'open' },
  { number: 'R48', clause: '二2', words: '管理攻坚，节本降费党员见行动', state: 'open' },
  { number: 'R49', clause: '二2', words: '团结引领员工为集团目标奋斗', state: 'noFunction' },
  { number: 'R50', clause: '二2', words: '收集活动图片和实施效果，统计和宣传报道', state: 'open' },
  { number: 'R51', clause: '三', words: '评价党员、党组织书记、党组织', state: 'done' },
  { number: 'R52', clause: '三', words: '按方案规定的评价项目和分值比例', state: 'open' },
  { number: 'R53', clause: '三', words: '以支部为单位每半年开展一次', state: 'open' },
  { number: 'R54', clause: '三', words: '评价工作表格见附件2', state: 'open' },
  { number: 'R55', clause: '三', words: '上半年的评价6月底前完成', state: 'open' },
  { number: 'R56', clause: '三', words: '下半年的评价12月底前完成', state: 'open' },
  { number: 'R57', clause: '三', words: '完成后10日内向机关党办报送套表1', state: 'done' },
  { number: 'R58', clause: '三', words: '机关党办汇总后上报集团党委', state: 'open' },
  { number: 'R59', clause: '四', words: '公开联系情况、实绩、评价结果和意见处理情况', state: 'open' },
  { number: 'R60', clause: '四', words: '支部定期在党务公开栏统一公开', state: 'open' },
  { number: 'R61', clause: '四', words: '在党员大会上公布', state: 'done' },
  { number: 'R62', clause: '五1', words: '支部书记是第一责任人', state: 'open' },
  { number: 'R63', clause: '五1', words: '清理摸排联系对象、困难职工', state: 'open' },
  { number: 'R64', clause: '五1', words: '按表2建好党员干部联系群众名册', state: 'open' },
  { number: 'R65', clause: '五2', words: '日常纪实，完善活动记录和工作台账', state: 'open' },
  { number: 'R66', clause: '五2', words: '以备上级党组织抽查', state: 'open' },
  { number: 'R67', clause: '五2', words: '与三会一课、主题党日、民主评议、日常考核结合', state: 'open' },
  { number: 'R68', clause: '五3', words: '高度重视，发挥战斗堡垒和先锋模范作用', state: 'noFunction' },
  // Two headings that only steer what is printed; open until the exports print them so.
  { number: 'R69', clause: '附件1', words: '附件1名为申报表，正文为推荐表、确定表、承诺书三表', state: 'done' },
  { number: 'R70', clause: '附件2', words: '工作套表：点名的只有套表1和表2', state: 'open' },
  { number: 'R71', clause: '落款', words: '印发机关为机关党委办公室，即机关党办', state: 'noFunction' },
]
